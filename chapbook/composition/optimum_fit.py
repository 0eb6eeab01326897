"""Turn WeasyPrint's line breaking, first fit, into optimum fit for the paragraphs that need it.

WeasyPrint 70.0 fills each line as far as it goes (https://github.com/Kozea/WeasyPrint/issues/189).
Where that leaves a line loose, or hyphens under hyphens, the whole paragraph is weighed instead:
Knuth and Plass, 'Breaking Paragraphs into Lines' (1981), over the breaks that WeasyPrint itself
finds when a line is given a little less room, or a little more than it has.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import ModuleType
from typing import Any

IDEAL, STRETCH, SHRINK = 1.1, 0.5, 0.3
"""Of a space between words, as multiples of the face's: the best, and the change that counts 1."""
TIGHTEST, LOOSEST = 0.78, 3.2
GOOD_ENOUGH = 1.7
"""A paragraph whose lines are all below is left as it is."""
MOST_CANDIDATES = 5
HYPHEN, HYPHENS_IN_A_ROW, RUNT = 2500.0, 12000.0, 20000.0
"""Demerits: those of TeX's \\hyphenpenalty 50 and \\doublehyphendemerits, and of a last line of
less than three letters or so."""
LONGEST_PARAGRAPH = 60
FITS = "chapbook_fits"
KNOWN = "        max_x = position_x + available_width\n"
WITH_SLACK = "        max_x = position_x + available_width + context.line_slack_px\n"

SpaceOf = Callable[[Any], float]


@dataclass(frozen=True)
class Candidate:
    """A line as it could be set: what room it was given beyond its own, and where it ends.

    `space` is a multiple of the face's space, None for a last line or one without spaces;
    `left_px` and `top_px` are where it was laid out.
    """

    left_px: float
    top_px: float
    slack_px: float
    line: Any
    resume_at: Any
    space: float | None
    width_px: float
    is_hyphenated: bool

    @property
    def demerits(self) -> float:
        """How bad the line is, as TeX counts it (The TeXbook, chapter 14)."""
        if self.resume_at is None:
            return RUNT if self.width_px < self.line.style["font_size"] * 2.4 else 0.0
        space = LOOSEST if self.space is None else self.space
        ratio = (space - IDEAL) / (STRETCH if space > IDEAL else SHRINK)
        penalty = HYPHEN if self.is_hyphenated else 0.0
        return float((10 + 100 * abs(ratio) ** 3) ** 2 + penalty)


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
    if hasattr(names["get_next_linebox"], FITS):
        return
    source = inspect.getsource(names["get_next_linebox"])
    if source.count(KNOWN) != 1:
        raise RuntimeError("WeasyPrint's get_next_linebox has changed: see optimum_fit.py")
    exec(compile(source.replace(KNOWN, WITH_SLACK), inspect.getfile(inline), "exec"), names)
    next_line, align = names["get_next_linebox"], names["text_align"]
    setattr(document.LayoutContext, "line_slack_px", 0.0)  # noqa: B010

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

    setattr(get_next_linebox, FITS, True)
    names.update(get_next_linebox=get_next_linebox, text_align=text_align)


class Measure:
    """A place in a paragraph and the room for its lines: the arguments of get_next_linebox."""

    def __init__(
        self, context: Any, linebox: Any, rest: Any, next_line: Any, space_of: SpaceOf
    ) -> None:
        self.context, self.linebox, self.rest = context, linebox, rest
        self._next_line, self._space_of = next_line, space_of
        self.position_y, self.bottom_space, self.skip_stack, self.block = rest[:4]
        self._widest: dict[str, Candidate | None] = {}

    def key(self, skip_stack: Any) -> tuple[int, str, float, str]:
        """What tells a place in a paragraph of some width from all others of the document.

        Elements live as long as the document, so that their ids are their own.
        """
        return id(self.linebox.element), self._text, self.block.width, repr(skip_stack)

    @cached_property
    def _text(self) -> str:
        boxes = self.linebox.descendants()
        return "".join(box.text for box in boxes if hasattr(box, "justification_spacing"))

    @property
    def is_justified(self) -> bool:
        """Whether the paragraph is one whose lines can be weighed at all."""
        style, context = self.linebox.style, self.context
        return (
            style["text_align_all"] == "justify"
            and not context.in_column
            and not context.excluded_shapes
            and self.rest[6] is None
            and style["white_space"] == "normal"
            # A trial would lay out for itself what is placed outside the line.
            and all(box.is_in_normal_flow() for box in self.linebox.descendants())
        )

    def line(self, slack_px: float) -> Any:
        """The real next line and where it ends."""
        self.context.line_slack_px = slack_px
        try:
            return self._next_line(self.context, self.linebox, *self.rest)
        finally:
            self.context.line_slack_px = 0.0

    def widest(self, skip_stack: Any) -> Candidate | None:
        """The line from `skip_stack` on in its own room, laid out once."""
        place = repr(skip_stack)
        if place not in self._widest:
            self._widest[place] = self.trial(skip_stack, 0.0)
        return self._widest[place]

    def trial(self, skip_stack: Any, slack_px: float) -> Candidate | None:
        """The line from `skip_stack` on, if it were given so much more room."""
        self.context.line_slack_px = slack_px
        indent = self.linebox.text_indent
        if skip_stack is not self.skip_stack:
            self.linebox.text_indent = 0
        try:
            line, resume_at = self._next_line(
                self.context, self.linebox, self.position_y, self.bottom_space, skip_stack,
                self.block, [], [], None, None,
            )  # fmt: skip
        finally:
            self.context.line_slack_px = 0.0
            self.linebox.text_indent = indent
        return None if line is None else self._candidate(line, resume_at, slack_px)

    def _candidate(self, line: Any, resume_at: Any, slack_px: float) -> Candidate:
        texts = [box for box in line.descendants() if hasattr(box, "justification_spacing")]
        spaces = sum(box.text.count(" ") + box.text.count("\u00a0") for box in texts)
        extra_px = next((b.justification_spacing for b in texts if b.justification_spacing), 0.0)
        space = None
        if resume_at is not None and spaces:
            space = 1 + extra_px / self._space_of(texts[0].style)
        is_hyphenated = resume_at is not None and bool(texts) and texts[-1].text.endswith("-")
        width_px = line.width - extra_px * spaces
        left_px = self.block.content_box_x()
        return Candidate(
            left_px, self.position_y, slack_px, line, resume_at, space, width_px, is_hyphenated
        )

    def candidates(self, skip_stack: Any, widest: Candidate) -> Iterator[Candidate]:
        """The lines that may begin at `skip_stack`: a tight one, `widest` and shorter ones."""
        spaces = widest.line.width / (widest.line.style["font_size"] * 2.5)
        room_px = self._space_of(widest.line.style) * (1 - TIGHTEST) * spaces
        tight = self.trial(skip_stack, room_px) if (widest.space or 0) > IDEAL else None
        if tight and tight.width_px > widest.width_px + 0.5 and (tight.space or 0) >= TIGHTEST:
            yield tight
        candidate: Candidate | None = widest
        for _ in range(MOST_CANDIDATES):
            if candidate is None or (candidate.space or 0) > LOOSEST:
                return
            yield candidate
            shorter_px = candidate.width_px - self.block.width - 0.5
            following = self.trial(skip_stack, shorter_px)
            if following is None or following.width_px >= candidate.width_px:
                return
            candidate = following


class LinePlans:
    """How the paragraphs of one document are to be set; its state grows with them.

    A plan is found by the paragraph's element and text, which its copies share: WeasyPrint lays
    out a page's notes anew for each of them. The lines that were laid out for the newest plan
    are kept, and each serves once, if it is asked for by the same box.
    """

    def __init__(self) -> None:
        self._slacks: dict[Any, float] = {}
        self._laid_out: tuple[Any, float, dict[str, Candidate]] | None = None

    def next_line(self, measure: "Measure") -> Any:
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

    def _make(self, measure: "Measure") -> None:
        lines: dict[str, Candidate] = {}
        for skip_stack, chosen in _plan(measure):
            self._slacks[measure.key(skip_stack)] = chosen.slack_px
            lines[repr(skip_stack)] = chosen
        self._laid_out = (measure.linebox, measure.block.width, lines)

    def _ready(self, measure: "Measure") -> Candidate | None:
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
