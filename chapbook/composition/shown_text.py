"""Turn the glyphs and moves of shown text, as WeasyPrint writes them, into strings of one-byte
codes with few moves.

It writes four digits for a glyph, and moves before and behind each space of a justified line, to
fifteen places. Here a line's spaces are stretched by word spacing, and a glyph is moved once it
would be off its place by more than OFF_PT.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from chapbook.composition.glyph_codes import BLANK_CODES, SPACE_CODE, GlyphCodes

OFF_PT = 0.0075
"""A glyph is at most so far from where WeasyPrint puts it."""
PT_PER_PX = 0.75
LEAST_TRACKED = 3
"""Letterspaced text has so many gaps."""
ALIKE_PX = 0.03
"""By less do gaps between letterspaced glyphs differ."""
TOKEN = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
_ESCAPED = re.compile(rb"[\\()\r\n]")
_ESCAPES = {b"\r": b"\\r", b"\n": b"\\n"}


@dataclass
class FontCodes:
    """A font of a document: the codes of its glyphs, their widths in thousandths of an em, and
    what they stand for."""

    codes: GlyphCodes
    widths: dict[int, int]
    texts: dict[int, str]
    _words: dict[str, list[tuple[bytes, int, bool, int]]] = field(default_factory=dict)

    def words(self, glyphs: str) -> list[tuple[bytes, int, bool, int]]:
        """Glyphs in hexadecimal as runs of codes with their widths, whether they are of rarer
        glyphs, and how many; a space is one of its own."""
        known = self._words.get(glyphs)
        if known is None:
            known = self._words[glyphs] = self._split(glyphs)
        return known

    def _split(self, glyphs: str) -> list[tuple[bytes, int, bool, int]]:
        runs: list[tuple[bytes, int, bool, int]] = []
        for at in range(0, len(glyphs), 4):
            glyph = int(glyphs[at : at + 4], 16)
            code, width = self.codes[glyph], self.widths.get(glyph, 0)
            is_rare = self.codes.is_rare(glyph)
            begins = not runs or runs[-1][0] in BLANK_CODES or runs[-1][2] != is_rare
            if begins or code in BLANK_CODES:
                runs.append((code, width, is_rare, 1))
            else:
                before, so_far, _, count = runs[-1]
                runs[-1] = (before + code, so_far + width, is_rare, count + 1)
        return runs


@dataclass(frozen=True)
class Run:
    """Codes that nothing moves, where they begin and end, in px; whether of rarer glyphs, and of
    how many."""

    codes: bytes
    start_px: float
    end_px: float
    is_rare: bool = False
    count: int = 1


def runs_of(
    text: str, start_px: float, font: FontCodes, size_px: float, *, follow_rare: bool = False
) -> tuple[list[Run], float]:
    """The operand of a TJ of WeasyPrint's that begins at `start_px`, and where it ends.

    A space behind rarer glyphs, as what is before may be, is shown with them: PDFium loses one
    that stands alone between words of another font.
    """
    em, place = size_px / 1000, start_px
    runs: list[Run] = []
    for glyphs, number in TOKEN.findall(text):
        if number:
            place -= float(number) * em
            continue
        for codes, width, is_rare, count in font.words(glyphs):
            if codes == SPACE_CODE and (runs[-1].is_rare if runs else follow_rare):
                codes, is_rare = font.codes.rare_space, True
            runs.append(Run(codes, place, place + width * em, is_rare, count))
            place += width * em
    return runs, place


def tracking_px(runs: Sequence[Run]) -> float:
    """How far apart the glyphs of letterspaced text are, most of them; 0 for other text."""
    apart = [after.start_px - before.end_px for before, after in pairwise(runs)]
    if len(apart) < LEAST_TRACKED or any(run.count > 1 for run in runs):
        return 0.0
    tracking = median_low(apart)
    alike = sum(abs(each - tracking) < ALIKE_PX for each in apart)
    return tracking if abs(tracking) > ALIKE_PX and alike > len(apart) / 2 else 0.0


def spacing_px(runs: Sequence[Run], tracking_px: float = 0.0) -> float | None:
    """By how much the spaces between words are wider than the font's, most of them, without the
    tracking; None where there are none."""
    found: list[float] = []
    end_px, spaces, spaces_px = None, 0, 0.0
    for run in runs:
        if run.codes == SPACE_CODE:
            spaces, spaces_px = spaces + 1, spaces_px + run.end_px - run.start_px
            continue
        if spaces and end_px is not None:
            wider_px = run.start_px - end_px - spaces_px - (spaces + 1) * tracking_px
            found.append(wider_px / spaces)
        end_px, spaces, spaces_px = run.end_px, 0, 0.0
    return median_low(found) if found else None


@dataclass(frozen=True)
class Apart:
    """By how much a space is wider than the font's, and what stands behind every glyph."""

    words_px: float
    glyphs_px: float


class Shown:
    """What is shown next by one operator; `pen_px` is where the pen is then in the line."""

    def __init__(self) -> None:
        self.pen_px = 0.0
        self._parts: list[bytes | str] = []

    def add(self, runs: Sequence[Run], size_px: float, apart: "Apart", scale: float) -> None:
        """Show these; drawn so many times as large."""
        em = size_px / 1000
        off = min(0.9, OFF_PT / PT_PER_PX / em / (scale or 1))
        places = 0 if off > 0.5 else 1
        for run in runs:
            move = (self.pen_px - run.start_px) / em
            if run.codes == SPACE_CODE:
                self.pen_px += apart.words_px
            elif run.codes not in BLANK_CODES and not -off < move < off:
                written = f"{move:.{places}f}"
                self.pen_px -= float(written) * em
                self._parts.append(written)
            self.pen_px += run.end_px - run.start_px + run.count * apart.glyphs_px
            if self._parts and isinstance(self._parts[-1], bytes):
                self._parts[-1] += run.codes
            else:
                self._parts.append(run.codes)

    def taken(self, *, in_digits: bool = False) -> bytes | None:
        """The operator with its operand, codes written in hexadecimal digits or as they are; then
        it is empty. None where nothing is shown."""
        parts, self._parts = self._parts, []
        if not parts:
            return None
        string = _digits if in_digits else _literal
        shown = b"".join(
            string(each) if isinstance(each, bytes) else each.encode() for each in parts
        )
        return shown + b"Tj" if len(parts) == 1 else b"[%s]TJ" % shown


def _literal(codes: bytes) -> bytes:
    """A literal string (ISO 32000-1, 7.3.4.2)."""
    if _ESCAPED.search(codes):
        codes = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], b"\\" + found[0]), codes)
    return b"(%s)" % codes


def _digits(codes: bytes) -> bytes:
    return b"<%s>" % codes.hex().encode()
