"""Turn citations of unknown sources into the changes that name the one source they can mean."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.proofing.checks.findings import Finding, Mend

NEAR = 0.85
FAR = 0.75
"""One key is near and no other within this, or nobody knows which is meant."""


def mend_keys(
    diagnostics: Iterable[Diagnostic], keys: Sequence[str], read_text: Callable[[str], str]
) -> Iterator[Finding]:
    """A Finding for each undefined citation for which one key alone is likely."""
    for one in diagnostics:
        if one.code != "citation-undefined" or one.span is None:
            continue
        key = one.message.split("'")[1]
        near = difflib.get_close_matches(key, keys, n=2, cutoff=FAR)
        if len(near) != 1 or not _is_slip(key, near[0]):
            continue
        lines = read_text(one.span.path).split("\n")
        line = lines[one.span.line - 1] if one.span.line <= len(lines) else ""
        at = line.find(f"@{key}", max(0, one.span.column - 2))
        if at >= 0 and not line[at + 1 + len(key) : at + 2 + len(key)].isalnum():
            span = SourceSpan(one.span.path, one.span.line, at + 1, len(key) + 1)
            yield Finding(one, (Mend(span, f"@{key}", f"@{near[0]}"),))


def _is_slip(typed: str, key: str) -> bool:
    """Whether a key was mistyped in its letters; of another year it is another source."""
    years = [re.findall(r"\d+", each) for each in (typed, key)]
    return years[0] == years[1] and difflib.SequenceMatcher(None, key, typed).ratio() >= NEAR
