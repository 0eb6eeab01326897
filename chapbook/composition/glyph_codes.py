"""Turn a font file into the codes that its glyphs are shown by: one byte for what most text is
made of, two for the rest.

The codes depend on the file alone, so that all fragments of a book write a glyph alike, and the
linker needn't read what they draw. A space is code 32, and word spacing (ISO 32000-1, 9.3.3)
works on it.
"""

from collections.abc import Iterator

import uharfbuzz as hb

from chapbook.composition.character_maps import code_spaces

LEAD_BYTE = 0xF0
"""From here on, a byte is the first of two: so is the code of a glyph in a CMap's second range."""
MOST_GLYPHS = (0x100 - LEAD_BYTE) << 8
"""A font with more keeps two bytes for each."""
SPACE_CODE = b" "
BLANK_CODES = (SPACE_CODE, b"\xa0")
"""Nobody sees where in its room a space is."""
CODE_SPACES = code_spaces((b"\x00", bytes([LEAD_BYTE - 1])), (bytes([LEAD_BYTE, 0]), b"\xff\xff"))

_CHARACTERS = bytes(range(0x20, LEAD_BYTE)).decode("cp1252", errors="replace")
# Not the ends of lines, which a literal string may change (ISO 32000-1, 7.3.4.2).
_FREE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, *range(14, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]
# In the place of capitals with accents, which few texts have.
_SMALL_CAPITALS = range(0xC0, 0xC0 + 26)
_FIGURES = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "Th")


class GlyphCodes:
    """The codes of one font file's glyphs; `is_coded` says whether they are other than the
    glyphs' numbers in two bytes."""

    def __init__(self, file: bytes, index: int = 0, *, is_coded: bool = True) -> None:
        face = hb.Face(hb.Blob(file), index)
        self.is_coded = is_coded and face.glyph_count <= MOST_GLYPHS
        self._codes = _short_codes(hb.Font(face)) if self.is_coded else {}
        self._lead = LEAD_BYTE if self.is_coded else 0

    def __getitem__(self, glyph: int) -> bytes:
        code = self._codes.get(glyph)
        return code or bytes((self._lead + (glyph >> 8), glyph & 0xFF))


def _short_codes(font: hb.Font) -> dict[int, bytes]:
    """The codes of one byte, by glyph."""
    codes: dict[int, bytes] = {}
    for code, glyph in zip(_SMALL_CAPITALS, _shaped(font, _LETTERS, {"smcp": True}), strict=False):
        if glyph != font.get_nominal_glyph(ord(_LETTERS[code - _SMALL_CAPITALS.start])):
            codes[glyph] = bytes([code])
    taken = {code[0] for code in codes.values()}
    for code, character in enumerate(_CHARACTERS, start=0x20):
        glyph = font.get_nominal_glyph(ord(character))
        if character != "\ufffd" and glyph and code not in taken:
            codes.setdefault(glyph, bytes([code]))
    wanted = (glyph for glyph in _shaped_often(font) if glyph not in codes)
    for code, glyph in zip(_FREE, dict.fromkeys(wanted), strict=False):
        codes[glyph] = bytes([code])
    return codes


def _shaped_often(font: hb.Font) -> Iterator[int]:
    """Old-style, lining and raised figures, and the usual ligatures."""
    for feature in ("onum", "lnum", "sups"):
        yield from _shaped(font, _FIGURES, {feature: True})
    for letters in _LIGATURES:
        glyphs = _shaped(font, letters, {})
        if len(glyphs) == 1:
            yield from glyphs


def _shaped(font: hb.Font, text: str, features: dict[str, bool]) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return [info.codepoint for info in buffer.glyph_infos]
