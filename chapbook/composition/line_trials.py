"""Turn a place in a paragraph into the lines that could be set there, by WeasyPrint's own breaking.

A line that is given a little less room than it has ends at the break before; one that is given a
little more is set tighter than the face asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

IDEAL, STRETCH, SHRINK = 1.1, 0.5, 0.3
"""Of a space between words, as multiples of the face's: the best, and the change that counts 1."""
TIGHTEST, LOOSEST = 0.78, 3.2
MOST_CANDIDATES = 5
HYPHEN, RUNT = 2500.0, 20000.0
"""Demerits: that of TeX's \\hyphenpenalty 50, and of a last line of three letters or less."""

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
