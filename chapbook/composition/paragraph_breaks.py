"""Turn the boxes of a paragraph into its breaks, each with its place in px on one endless line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from chapbook.composition.measured_text import MeasuredText

MeasureText = Callable[[Any], MeasuredText | None]
CanBreak = Callable[[str, str | None], bool]
SIDES = tuple(
    f"{kind}_{side}{what}"
    for side in ("left", "right")
    for kind, what in (("margin", ""), ("padding", ""), ("border", "_width"))
)


class Break(NamedTuple):
    """Where a line may end and the next begin. Places are in bytes of the paragraph's text, and
    in px; `spaces` are those between words before it, on the endless line.

    `end_px` has the hyphen in it, not the spaces that fall away at a line's end, behind `end`.
    """

    end: int
    end_px: float
    resume_at: int
    resume_px: float
    spaces_before: int
    spaces_passed: int
    is_hyphenated: bool


@dataclass(frozen=True)
class PlannedLine:
    """Where a line's text ends, and where the next line begins (None for a last line); the room to
    be asked for beyond its own."""

    text_end: int
    resume_at: int | None
    is_hyphenated: bool
    slack_px: float


@dataclass(frozen=True)
class Leaf:
    """A text box: its path among the paragraph's boxes, where it begins, its text as measured."""

    path: tuple[int, ...]
    at: int
    x_px: float
    box: Any
    measured: MeasuredText


class Paragraph:
    """The texts of a line box, which its copies share."""

    def __init__(self, leaves: tuple[Leaf, ...], can_break: CanBreak, hyphen_px: float) -> None:
        self._leaves, self._can_break, self._hyphen_px = leaves, can_break, hyphen_px
        self._text = b"".join(leaf.measured.text for leaf in leaves)
        self._starts = {leaf.path: leaf.at for leaf in leaves}
        self.plans: dict[tuple[int, float], PlannedLine] = {}
        """By where a line begins and what room the paragraph has, in px."""

    def place(self, skip_stack: Any) -> int:
        """A place of WeasyPrint's in bytes of the text, behind the spaces that fall away there."""
        path: tuple[int, ...] = ()
        at = 0
        while skip_stack:
            ((index, skip_stack),) = skip_stack.items()
            if path in self._starts:
                at = index
                break
            path = (*path, index)
        start = self._starts.get(path)
        if start is None:
            # Within an inline box, before its first text, or at its end.
            start = next((leaf.at for leaf in self._leaves if leaf.path >= path), len(self._text))
        return self._behind_spaces(start + at)

    def place_or_none(self, skip_stack: Any) -> int | None:
        """The same of where a line ends: None at the paragraph's end."""
        return None if skip_stack is None else self.place(skip_stack)

    def number_of(self, start: int) -> int | None:
        """The number of the break behind which a line begins, -1 for the paragraph's beginning;
        None for a place that is no break."""
        return self._numbers.get(start)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        numbers = {found.resume_at: number for number, found in enumerate(self.breaks[:-1])}
        return numbers | {self._behind_spaces(0): -1}

    def _behind_spaces(self, at: int) -> int:
        while at < len(self._text) and self._text[at] == 32:
            at += 1
        return at

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """All breaks in order; the last one is the paragraph's end."""
        return tuple(self._all_breaks())

    def _all_breaks(self) -> Iterator[Break]:
        spaces, counted = 0, 0
        for leaf, at, is_hyphenated in self._opportunities():
            resume_at = self._behind_spaces(at)
            end = len(self._text[:at].rstrip(b" "))
            spaces += _spaces(self._text[counted:end])
            passed = spaces + _spaces(self._text[end:resume_at])
            yield Break(
                end=end,
                end_px=self._x_px(leaf, end) + (self._hyphen_px if is_hyphenated else 0.0),
                resume_at=resume_at,
                resume_px=self._x_px(leaf, resume_at),
                spaces_before=spaces,
                spaces_passed=passed,
                is_hyphenated=is_hyphenated,
            )
            spaces, counted = passed, resume_at

    def _opportunities(self) -> Iterator[tuple[int, int, bool]]:
        """Each break: the number of its leaf, its place, whether it takes a hyphen."""
        for number, leaf in enumerate(self._leaves):
            if number and self._parts(self._leaves[number - 1], leaf):
                yield number - 1, leaf.at, False
            for found in leaf.measured.breaks:
                yield number, leaf.at + found.at, found.is_hyphenated
        yield len(self._leaves) - 1, len(self._text), False

    def _parts(self, before: Leaf, behind: Leaf) -> bool:
        """Whether a line may end between two texts."""
        last, first = before.box.text[-1:], behind.box.text[:1]
        return bool(last and first) and self._can_break(last + first, behind.box.style["lang"])

    def _x_px(self, number: int, at: int) -> float:
        """Where the byte `at` begins; it may be in a leaf near the one that has `number`."""
        leaf = self._leaves[number]
        while at > leaf.at + len(leaf.measured.text) and number + 1 < len(self._leaves):
            number += 1
            leaf = self._leaves[number]
        while at < leaf.at and number:
            number -= 1
            leaf = self._leaves[number]
        return leaf.x_px + leaf.measured.places_px[min(at - leaf.at, len(leaf.measured.text))]


def _spaces(text: bytes) -> int:
    return text.count(b" ") + text.count(b"\xc2\xa0")


def read_paragraph(
    linebox: Any, measure: MeasureText, can_break: CanBreak, hyphen_px: float
) -> Paragraph | None:
    """The paragraph of a line box; None for one with boxes that aren't text, or whose text
    can't be measured as a whole."""
    leaves: list[Leaf] = []
    at, x_px = 0, 0.0
    for path, box in _walk(linebox, ()):
        if isinstance(box, float):
            x_px += box
            continue
        measured = measure(box) if _is_text(box) else None
        if measured is None:
            return None
        vars(box)["leaf_at"] = at
        leaves.append(Leaf(path, at, x_px, box, measured))
        at += len(measured.text)
        x_px += measured.places_px[-1]
    return Paragraph(tuple(leaves), can_break, hyphen_px) if leaves else None


def _is_text(box: Any) -> bool:
    return hasattr(box, "justification_spacing")


def _walk(parent: Any, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The boxes within without children, and the widths in px of what is set beside others."""
    for index, box in enumerate(parent.children):
        here = (*path, index)
        if type(box).__name__ != "InlineBox" or box.is_leader:
            yield here, box
            continue
        before, behind = _edges_px(box.style)
        yield here, before
        yield from _walk(box, here)
        yield here, behind


def _edges_px(style: Any) -> tuple[float, float]:
    """What an inline box takes before and behind its text."""
    widths = [style[name] for name in SIDES]
    px = [
        float(getattr(width, "value", width) or 0) if width != "auto" else 0.0 for width in widths
    ]
    return sum(px[:3]), sum(px[3:])
