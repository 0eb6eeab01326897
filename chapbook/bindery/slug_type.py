"""Turn short texts into a Type 3 font that draws them, for what stands outside the trim.

A Type 3 font (ISO 32000-1, 9.6.5) holds its glyphs as drawings: small, and its text can be
searched. It has no more than 255 characters, which is enough for slug lines.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf

FIRST_CODE, MOST_GLYPHS = 1, 254
UNKNOWN = "?"


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
                ToUnicode=pdf.make_stream(self._to_unicode().encode()),
            )
        )

    def _to_unicode(self) -> str:
        """The CMap from codes to characters (ISO 32000-1, 9.10.3)."""
        lines = [
            f"<{code:02X}> <{each.encode('utf-16-be').hex().upper()}>"
            for each, code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        mapped = "\n".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Slug def /CMapType 2 def\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        )


class _Pen:
    """Takes HarfBuzz's outline as PDF path operators; PDF has cubic curves alone."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        """A quadratic curve is a cubic one with its handles at two thirds of the way."""
        first, second = (
            tuple(a + 2 / 3 * (c - a) for a, c in zip(start, control, strict=True))
            for start in (self._at, end)
        )
        self._add("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self.operators.append("h")

    def endPath(self) -> None:  # noqa: N802
        """An open path ends of itself."""

    def _add(self, operator: str, *points: tuple[float, ...]) -> None:
        numbers = " ".join(f"{way:.0f}" for point in points for way in point)
        self.operators.append(f"{numbers} {operator}")
        self._at = (points[-1][0], points[-1][1])


def _outline(font: Any, glyph: int) -> str:
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return " ".join(pen.operators)
