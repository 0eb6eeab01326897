"""Turn WeasyPrint's line breaking, first fit, into optimum fit for the paragraphs that need it.

WeasyPrint 70.0 fills each line as far as it goes (https://github.com/Kozea/WeasyPrint/issues/189).
Where that leaves a line loose, or hyphens under hyphens, the whole paragraph is weighed instead:
Knuth and Plass, 'Breaking Paragraphs into Lines' (1981).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced, with_source_changed
from chapbook.composition.line_trials import IDEAL, Candidate, Measure, SpaceOf

GOOD_ENOUGH = 1.7
"""A paragraph whose lines are all below is left as it is."""
HYPHENS_IN_A_ROW = 12000.0
"""Demerits, near those of TeX's \\doublehyphendemerits."""
LONGEST_PARAGRAPH = 60
WITH_SLACK = {
    "        max_x = position_x + available_width\n": (
        "        max_x = position_x + available_width + context.line_slack_px\n"
    )
}


@dataclass(frozen=True)
class Path:
    """The lines of a paragraph up to some break, and what they cost."""

    cost: float
    lines: tuple[Candidate, ...]


def fit_lines(document: ModuleType, inline: ModuleType, space_of: SpaceOf) -> None:
    """Change WeasyPrint's modules document and layout.inline; once is enough.

    `space_of` gives the width in px of a style's space. Raises RuntimeError where the source
    isn't the one that is known.
    """
    names = vars(inline)
    stock = names["get_next_linebox"]
    if is_changed(stock):
        return
    next_line = with_source_changed(inline, "get_next_linebox", WITH_SLACK)
    align = names["text_align"]
    document.LayoutContext.line_slack_px = 0.0

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        measure = Measure(context, linebox, rest, next_line, space_of)
        if not measure.is_justified:
            return measure.line(0.0)
        plans: LinePlans = vars(context).setdefault("line_plans", LinePlans())
        return plans.next_line(measure)

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
        if context.line_slack_px > 0 and not last and line.width > available_width:
            names["justify_line"](context, line, available_width - line.width)
            return 0
        return align(context, line, available_width, last)

    names["get_next_linebox"] = replaced(stock, get_next_linebox)
    names["text_align"] = replaced(align, text_align)


class LinePlans:
    """How the paragraphs of one document are to be set; its state grows with them.

    A plan is found by the paragraph's element and text, which its copies share: WeasyPrint lays
    out a page's notes anew for each of them. The lines that were laid out for the newest plan
    are kept, and each serves once, if it is asked for by the same box.
    """

    def __init__(self) -> None:
        self._slacks: dict[Any, float] = {}
        self._laid_out: tuple[Any, float, dict[str, Candidate]] | None = None

    def next_line(self, measure: Measure) -> Any:
        """The next line; the plan is made where a paragraph's first line is asked for."""
        key = measure.key(measure.skip_stack)
        if key not in self._slacks:
            self._make(measure)
        candidate = self._ready(measure)
        if candidate is None:
            return measure.line(self._slacks.get(key, 0.0))
        line = candidate.line
        line.translate(
            measure.block.content_box_x() - candidate.left_px,
            measure.position_y - candidate.top_px,
        )
        return line, candidate.resume_at

    def _make(self, measure: Measure) -> None:
        lines: dict[str, Candidate] = {}
        for skip_stack, chosen in _plan(measure):
            self._slacks[measure.key(skip_stack)] = chosen.slack_px
            lines[repr(skip_stack)] = chosen
        self._laid_out = (measure.linebox, measure.block.width, lines)

    def _ready(self, measure: Measure) -> Candidate | None:
        """The line as it was laid out for the plan, the first time."""
        if self._laid_out is None:
            return None
        linebox, width_px, lines = self._laid_out
        if linebox is not measure.linebox or width_px != measure.block.width:
            return None
        return lines.pop(repr(measure.skip_stack), None)


def _plan(measure: Measure) -> Iterator[tuple[Any, Candidate]]:
    """For each line from here to the paragraph's end where it begins, and how it is to be set."""
    lines = list(_first_fit(measure, measure.skip_stack))
    if not _is_good(lines) and 1 < len(lines) <= LONGEST_PARAGRAPH:
        lines = _optimum_fit(measure, lines)
    skip_stack = measure.skip_stack
    for chosen in lines:
        yield skip_stack, chosen
        skip_stack = chosen.resume_at


def _first_fit(measure: Measure, skip_stack: Any) -> Iterator[Candidate]:
    while candidate := measure.widest(skip_stack):
        yield candidate
        if candidate.resume_at is None:
            return
        skip_stack = candidate.resume_at


def _is_good(lines: list[Candidate]) -> bool:
    is_runt = len(lines) > 1 and lines[-1].demerits > 0
    is_even = all((line.space or 0) < GOOD_ENOUGH for line in lines)
    return is_even and not is_runt and not _hyphens_in_a_row(lines)


def _hyphens_in_a_row(lines: list[Candidate]) -> int:
    return sum(above.is_hyphenated and below.is_hyphenated for above, below in pairwise(lines))


def _optimum_fit(measure: Measure, first_fit: list[Candidate]) -> list[Candidate]:
    """The lines with the fewest demerits in all; those of first fit if nothing is better."""
    best = Path(_cost(first_fit), tuple(first_fit))
    paths: dict[str, tuple[Any, Path]] = {"": (measure.skip_stack, Path(0.0, ()))}
    for _ in range(len(first_fit) + 2):
        further: dict[str, tuple[Any, Path]] = {}
        for skip_stack, path in paths.values():
            for longer in _longer_paths(measure, skip_stack, path, best.cost):
                resume_at = longer.lines[-1].resume_at
                place = repr(resume_at)
                if resume_at is None:
                    best = min(best, longer, key=lambda path: path.cost)
                elif place not in further or further[place][1].cost > longer.cost:
                    further[place] = (resume_at, longer)
        paths = further
    return list(best.lines)


def _longer_paths(measure: Measure, skip_stack: Any, path: Path, most: float) -> Iterator[Path]:
    """The paths with one line more that cost less than `most`."""
    widest = measure.widest(skip_stack)
    if widest is None:
        return
    for candidate in measure.candidates(skip_stack, widest):
        in_a_row = bool(path.lines) and path.lines[-1].is_hyphenated and candidate.is_hyphenated
        cost = path.cost + candidate.demerits + in_a_row * HYPHENS_IN_A_ROW
        if cost < most:
            yield Path(cost, (*path.lines, candidate))
        elif (candidate.space or 0) > IDEAL:
            return  # Those that follow are looser.


def _cost(lines: list[Candidate]) -> float:
    return sum(line.demerits for line in lines) + _hyphens_in_a_row(lines) * HYPHENS_IN_A_ROW
