"""Turn the counts of a book's lines and its tightening report into a few lines for a terminal."""

from collections import Counter
from collections.abc import Sequence

from chapbook.composition.line_counts import LineCounts
from chapbook.diagnostics import Diagnostic


def lines_report(counts: LineCounts, found: Sequence[Diagnostic]) -> str:
    """How many of the lines are loose or hyphenated, and how often each finding occurs."""
    justified = counts.justified or 1
    lines = counts.lines or 1
    findings = Counter(one.code for one in found)
    named = ", ".join(f"{count} {code}" for code, count in sorted(findings.items()))
    return (
        f"{counts.lines} lines, {counts.justified} justified at {counts.mean_space:.2f} × the "
        f"usual space: {counts.loose} loose ({counts.loose / justified:.1%}), "
        f"{counts.very_loose} very loose, {counts.tight} tight; "
        f"{counts.hyphenated} hyphens ({counts.hyphenated / lines:.1%})\n"
        f"{named or 'nothing to tighten'}"
    )
