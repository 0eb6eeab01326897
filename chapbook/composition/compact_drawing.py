"""Turn what WeasyPrint draws into the same with fewer operators and shorter ones.

It begins each piece of a line for itself, with font and place; a third of a PDF of text is that.
Here text goes on where it was and moves from line to line (ISO 32000-1, 9.4.2), and what is set
already isn't set again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import hypot

from chapbook.composition.glyph_codes import RARE, SPACE_CODE
from chapbook.composition.idle_states import SIX_PLACES, brief, without_idle_states
from chapbook.composition.shown_text import (
    Apart,
    FontCodes,
    Shown,
    runs_of,
    spacing_px,
    tracking_px,
)

OPEN_FOLIO = b"/OpenFolio"
UPRIGHT = (1.0, 0.0, 0.0, -1.0)
SAME_SPACING_PX = 0.01
"""The spaces of what is shown may be so far from theirs, all together."""
SAME_HEIGHT_PX = 0.006
"""A line, and what goes on in it, may be so far from its place."""
FARTHEST_EM = 2
"""A TJ moves no farther than so many ems."""
KINDS = {
    b"rg": b"fill", b"g": b"fill", b"k": b"fill", b"cs": b"", b"scn": b"",
    b"RG": b"stroke", b"G": b"stroke", b"K": b"stroke", b"CS": b"", b"SCN": b"",
    b"Tr": b"Tr", b"Ts": b"Ts", b"gs": b"gs",
}  # fmt: skip
DRAWING = frozenset((b"cm", b"m", b"l", b"c", b"v", b"y", b"re", b"w"))
IN_TEXT = frozenset((b"BT", b"ET", b"Tm", b"Tf", b"TJ", b"Tj", *KINDS))
"""What may stand in a text object (ISO 32000-1, figure 9)."""


@dataclass(frozen=True)
class _State:
    """What q keeps and Q brings back (8.4.2); what isn't there, or None, is unknown."""

    font: bytes = b""
    spacing: str | None = None
    tracking: str | None = None
    leading: str | None = None
    set: Mapping[bytes, bytes] = field(default_factory=dict)


PAGE = _State(
    spacing="0",
    tracking="0",
    set={
        b"a": b"/a1.0 gs", b"A": b"/A1.0 gs", b"Tr": b"0 Tr", b"Ts": b"0 Ts",
        b"fill": b"0 0 0 rg", b"stroke": b"0 0 0 RG",
    },
)  # fmt: skip
"""At a page's beginning; black is that of DeviceGray, which looks the same."""


def compact(
    drawn: Sequence[bytes], fonts: Mapping[str, FontCodes], *, is_page: bool
) -> list[bytes]:
    """The operations of a content stream, each with its operands, as WeasyPrint writes them.

    `fonts` are all that they name, by that name. A form begins in a state that isn't known.
    """
    drawing = _Drawing(fonts, PAGE if is_page else _State())
    holds_text_alone = _marks_of_text(drawn)
    for at, operation in enumerate(drawn):
        operator = operation.rpartition(b" ")[2]
        if operation.endswith((b"BDC", b"BMC")):
            drawing.begin_mark(operation, at in holds_text_alone)
        elif operator == b"EMC":
            drawing.end_mark()
        elif operator == b"Tm":
            drawing.set_place(operation)
        elif operator == b"Tf":
            drawing.set_font(operation)
        elif operator in (b"TJ", b"Tj"):
            drawing.show(operation)
        elif operator in KINDS:
            drawing.set(operator, operation)
        elif operator not in (b"BT", b"ET"):
            drawing.draw(operator, operation)
    drawing.end_text()
    return without_idle_states(drawing.made, at_end=is_page)


def _marks_of_text(drawn: Sequence[bytes]) -> frozenset[int]:
    """Which operations begin marked content that may stand in a text object."""
    found, begun = set[int](), list[int]()
    for at, operation in enumerate(drawn):
        if operation.endswith((b"BDC", b"BMC")):
            begun.append(at)
            found.add(at)
        elif operation == b"EMC":
            if begun:
                begun.pop()
        elif begun and operation.rpartition(b" ")[2] not in IN_TEXT:
            found.difference_update(begun)
    return frozenset(found)


class _Drawing:
    """A drawing that is being made again."""

    def __init__(self, fonts: Mapping[str, FontCodes], state: _State) -> None:
        self.made: list[bytes] = []
        self._fonts = fonts
        self._state = state
        self._saved: list[_State] = []
        self._marks: list[tuple[bytes, bool]] = []
        self._shown = Shown()
        self._in_text = False
        # Where the line begins; None where the next one's place can't be told from it.
        self._line: tuple[float, float] | None = None
        # What WeasyPrint has set for the next text, and where it goes on in the line.
        self._font, self._matrix, self._goes_on_px, self._scale = b"", b"", 0.0, 1.0

    def begin_mark(self, operation: bytes, holds_text_alone: bool) -> None:
        """Begin marked content, which lies in a text object or has text objects in it (14.6)."""
        self._end_shown()
        if holds_text_alone:
            self._begin_text()
        else:
            self.end_text()
        self._marks.append((operation, holds_text_alone))
        self.made.append(operation)

    def end_mark(self) -> None:
        """End the marked content that was begun last."""
        self._end_shown()
        _, is_in_text = self._marks.pop()
        if not is_in_text:
            self.end_text()
        self.made.append(b"EMC")

    def set_place(self, operation: bytes) -> None:
        """The next text begins here."""
        self._matrix = operation

    def set_font(self, operation: bytes) -> None:
        """The next text is of this font and size."""
        name, size, _ = operation.split()
        self._font = b"%s %s Tf" % (name, short(float(size)).encode())

    def show(self, operation: bytes) -> None:
        """Show text."""
        name, size, _ = self._font.split()
        font, size_px = self._fonts[name[1:].decode()], round(float(size), 3)
        self._begin_text()
        self._go_to_place(size_px)
        text = operation[:-2].strip(b" []").decode()
        is_rare = self._state.font.startswith(name + RARE.encode() + b" ")
        runs, self._goes_on_px = runs_of(text, self._goes_on_px, font, size_px, follow_rare=is_rare)
        self._set_tracking(tracking_px(runs))
        tracking = float(self._state.tracking or "0")
        spaces = sum(run.codes == SPACE_CODE for run in runs)
        self._set_spacing(spacing_px(runs, tracking), spaces)
        apart = Apart(float(self._state.spacing or "0"), tracking)
        for is_rare, alike in groupby(runs, key=lambda run: run.is_rare):
            self._choose_font(name + RARE.encode() if is_rare else name, size)
            self._shown.add(list(alike), size_px, apart, self._scale)

    def _choose_font(self, name: bytes, size: bytes) -> None:
        font = b"%s %s Tf" % (name, size)
        if font != self._state.font:
            self._end_shown()
            self.made.append(font)
            self._state = replace(self._state, font=font)

    def set(self, operator: bytes, operation: bytes) -> None:
        """Set what is so until it is set otherwise."""
        kind = operation[1:2] if operator == b"gs" else KINDS[operator]
        known = dict(self._state.set)
        if kind in known and known[kind] == operation:
            return
        self._end_shown()
        self.made.append(operation)
        if operator == b"gs" and kind not in (b"a", b"A"):
            known = {}
        elif kind:
            known[kind] = operation
        else:
            known.pop(b"fill" if operator.islower() else b"stroke", None)
        self._state = replace(self._state, set=known)

    def draw(self, operator: bytes, operation: bytes) -> None:
        """Draw what isn't text, or change how it is drawn."""
        self.end_text()
        self.made.append(_brief(operation) if operator in DRAWING else operation)
        if operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q" and self._saved:
            self._state = self._saved.pop()

    def end_text(self) -> None:
        """End the text object."""
        self._end_shown()
        if self._in_text:
            self.made.append(b"ET")
        self._in_text, self._line = False, None

    def _begin_text(self) -> None:
        if not self._in_text:
            self.made.append(b"BT")
        self._in_text = True

    def _end_shown(self) -> None:
        is_open = any(mark.startswith(OPEN_FOLIO) for mark, _ in self._marks)
        shown = self._shown.taken(in_digits=is_open)
        if shown is not None:
            self.made.append(shown)

    def _go_to_place(self, size_px: float) -> None:
        """Move to where the text was to begin, if that was said."""
        if not self._matrix:
            return
        *turn, x, y = map(float, self._matrix.split()[:6])
        if tuple(turn) == UPRIGHT:
            self._go_to_line(x, y, size_px)
        else:
            self._end_shown()
            self.made.append(self._matrix)
            self._line, self._goes_on_px, self._shown.pen_px = None, 0.0, 0.0
        self._matrix, self._scale = b"", hypot(turn[0], turn[1])

    def _go_to_line(self, x: float, y: float, size_px: float) -> None:
        if self._line is not None and abs(y - self._line[1]) < SAME_HEIGHT_PX:
            self._goes_on_px = x - self._line[0]
            if abs(self._goes_on_px - self._shown.pen_px) < FARTHEST_EM * size_px:
                return
        self._end_shown()
        line = (round(x, 3), round(y, 3))
        if self._line is not None and self._state.leading is not None:
            next_y = self._line[1] - float(self._state.leading)
            line = (line[0], next_y if abs(next_y - y) < SAME_HEIGHT_PX else line[1])
        self.made.append(self._move(line))
        self._line, self._goes_on_px, self._shown.pen_px = line, x - line[0], 0.0

    def _move(self, line: tuple[float, float]) -> bytes:
        if self._line is None:
            return f"1 0 0 -1 {short(line[0])} {short(line[1])} Tm".encode()
        right, up = short(line[0] - self._line[0]), short(self._line[1] - line[1])
        if up == self._state.leading:
            return b"T*" if right == "0" else f"{right} {up} Td".encode()
        if right != "0" and self._state.leading is not None:
            return f"{right} {up} Td".encode()
        self._state = replace(self._state, leading=up)
        return f"{right} {up} TD".encode()

    def _set_tracking(self, wanted_px: float) -> None:
        tracking = short(wanted_px)
        if tracking != self._state.tracking:
            self._end_shown()
            self.made.append(f"{tracking} Tc".encode())
            self._state = replace(self._state, tracking=tracking)

    def _set_spacing(self, wanted_px: float | None, spaces: int) -> None:
        known = self._state.spacing
        if wanted_px is None:
            wanted_px = float(known or "0")
        if known is not None and abs(wanted_px - float(known)) * spaces < SAME_SPACING_PX:
            return
        self._end_shown()
        spacing = short(wanted_px)
        self.made.append(f"{spacing} Tw".encode())
        self._state = replace(self._state, spacing=spacing)


def _brief(operation: bytes) -> bytes:
    """A path's operation with its numbers to three places; a change of coordinates with more for
    its factors."""
    *numbers, operator = operation.decode().split()
    places = (SIX_PLACES,) * 4 + (3, 3) if operator == "cm" else (3,) * len(numbers)
    written = (brief(float(each), to) for each, to in zip(numbers, places, strict=True))
    return " ".join((*written, operator)).encode()


def short(number: float) -> str:
    """A number to three places, in few characters."""
    return brief(number, 3)
