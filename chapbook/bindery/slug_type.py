"""Turn short texts into a Type 3 font that draws them, for what stands outside the trim.

A Type 3 font (ISO 32000-1, 9.6.5) holds its glyphs as drawings: small, and its text can be
searched. It has no more than 255 characters, which is enough for slug lines.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf

from chapbook.composition.character_maps import code_spaces, write_to_unicode

FIRST_CODE, MOST_GLYPHS = 1, 254
UNKNOWN = "?"
ONE_BYTE = code_spaces((b"\x00", b"\xff"))
Point = tuple[float, float]


class SlugType:
    """The characters of some texts from one font file, as a font of `pdf`."""

    def __init__(self, pdf: Pdf, path: Path, texts: Iterable[str]) -> None:
        """Read `path`. Raises OSError where it can't be read."""
        face = hb.Face(hb.Blob(path.read_bytes()))
        font = hb.Font(face)
        self._upem = face.upem
        characters = sorted({UNKNOWN, *(character for text in texts for character in text)})
        known = [each for each in characters if font.get_nominal_glyph(ord(each)) is not None]
        self._codes = {each: FIRST_CODE + n for n, each in enumerate(known[:MOST_GLYPHS])}
        glyphs = {each: font.get_nominal_glyph(ord(each)) for each in self._codes}
        self._widths = {each: font.get_glyph_h_advance(glyph) for each, glyph in glyphs.items()}
        self.object = self._font_object(pdf, font, glyphs)

    def width_mm(self, text: str, size_mm: float) -> float:
        """How long a text is."""
        widths = sum(self._widths[each] for each in self._shown(text))
        return float(widths / self._upem * size_mm)

    def encoded(self, text: str) -> str:
        """The text as a hexadecimal string of the PDF."""
        return f"<{''.join(f'{self._codes[each]:02X}' for each in self._shown(text))}>"

    def fitted(self, text: str, size_mm: float, room_mm: float) -> str:
        """The text, or as much of it as there is room for."""
        while text and self.width_mm(text, size_mm) > room_mm:
            text = text[:-1]
        return text

    def _shown(self, text: str) -> str:
        return "".join(each if each in self._codes else UNKNOWN for each in text)

    def _texts(self) -> dict[bytes, bytes]:
        texts = {each: each.encode("utf-16-be").hex().encode() for each in self._codes}
        return {bytes([code]): texts[each] for each, code in self._codes.items()}

    def _font_object(self, pdf: Pdf, font: Any, glyphs: dict[str, int]) -> Object:
        procedures, last = Dictionary(), FIRST_CODE
        differences: list[int | Name] = [FIRST_CODE]
        for each, code in self._codes.items():
            drawing = f"{self._widths[each]} 0 d0 {_outline(font, glyphs[each])} f"
            procedures[f"/g{code}"] = pdf.make_stream(drawing.encode())
            differences.append(Name(f"/g{code}"))
            last = code
        scale = 1 / self._upem
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=Array([0, 0, 0, 0]),
                FontMatrix=Array([scale, 0, 0, scale, 0, 0]),
                CharProcs=procedures,
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array(differences)),
                FirstChar=FIRST_CODE,
                LastChar=last,
                Widths=Array([self._widths[each] for each in self._codes]),
                Resources=Dictionary(),
                ToUnicode=pdf.make_stream(write_to_unicode(self._texts(), ONE_BYTE)),
            )
        )


def _outline(font: Any, glyph: int) -> str:
    """A glyph's outline as path operators; PDF has cubic curves alone."""
    drawn: list[str] = []
    at = (0.0, 0.0)

    def add(operator: str, *points: Point) -> None:
        nonlocal at
        numbers = " ".join(f"{way:.0f}" for point in points for way in point)
        drawn.append(f"{numbers} {operator}")
        at = points[-1]

    drawing = hb.DrawFuncs()
    drawing.set_move_to_func(lambda x, y, _: add("m", (x, y)))
    drawing.set_line_to_func(lambda x, y, _: add("l", (x, y)))
    drawing.set_quadratic_to_func(lambda cx, cy, x, y, _: add("c", *_cubic(at, (cx, cy), (x, y))))
    drawing.set_cubic_to_func(lambda ax, ay, bx, by, x, y, _: add("c", (ax, ay), (bx, by), (x, y)))
    drawing.set_close_path_func(lambda _: drawn.append("h"))
    font.draw_glyph(glyph, drawing)
    return " ".join(drawn)


def _cubic(start: Point, control: Point, end: Point) -> tuple[Point, Point, Point]:
    """A quadratic curve is a cubic one with its handles at two thirds of the way."""
    first, second = (
        (x + 2 / 3 * (control[0] - x), y + 2 / 3 * (control[1] - y)) for x, y in (start, end)
    )
    return first, second, end
