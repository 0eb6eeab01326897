"""Turn a font file into the codes that its glyphs are shown by: one byte for what most text is
made of, and for the rest, in a font of its own, two.

One font with codes of either length would do (ISO 32000-1, 9.7.6.2), but programs that know
fonts of one length alone find no text in it. The codes depend on the file alone, so that all
fragments of a book write a glyph alike, and the linker needn't read what they draw. A space is
code 32, and word spacing (ISO 32000-1, 9.3.3) works on it.
"""

from collections.abc import Iterator
from functools import cached_property

import uharfbuzz as hb

from chapbook.composition.character_maps import code_spaces

MOST_GLYPHS = 0xFF00
"""A font with more keeps its glyphs' numbers for codes."""
ROS, NAME_AND_TOP = b"\x0c\x1e", 300
"""An operator, and the bytes of a CFF table in which it stands."""
SPACE_CODE = b" "
BLANK_CODES = (SPACE_CODE, b"\xa0")
"""Nobody sees where in its room a space is."""
ONE_BYTE = code_spaces((b"\x00", b"\xff"))
TWO_BYTES = code_spaces((b"\x00\x00", b"\xff\xff"))
RARE = "r"
"""Behind the name of a font, that of its rarer glyphs."""

_CHARACTERS = bytes(range(0x20, 0x100)).decode("cp1252", errors="replace")
# Not the ends of lines, which a literal string may change (ISO 32000-1, 7.3.4.2).
_FREE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, *range(14, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]
# In the place of capitals with accents, which few texts have.
_SMALL_CAPITALS = range(0xC0, 0xC0 + 26)
# In the place of signs that few texts have.
_CAPITALS_MADE_SMALL = "ƒˆ‰˜™¢¤¥¦¨ª¬¯±´µ¶¸º¼½¾Þð÷þ".encode("cp1252")
_FIGURES = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "Th")


class GlyphCodes:
    """The codes of one font file's glyphs; `is_coded` says whether they are other than the
    glyphs' numbers in two bytes."""

    def __init__(self, file: bytes, index: int = 0, *, is_coded: bool = True) -> None:
        face = hb.Face(hb.Blob(file), index)
        is_named = not _is_cid_keyed(face)
        self.is_coded = is_coded and is_named and face.glyph_count <= MOST_GLYPHS
        # Codes of one byte and of two are CIDs of one font.
        self._first = 0x100 if self.is_coded else 0
        self._codes = _short_codes(hb.Font(face)) if self.is_coded else {}

    @cached_property
    def rare_space(self) -> bytes:
        """The code of the space in the font of the rarer ones."""
        return next(self.rare_code(at) for at, code in self._codes.items() if code == SPACE_CODE)

    def __getitem__(self, glyph: int) -> bytes:
        return self._codes.get(glyph) or self.rare_code(glyph)

    def rare_code(self, glyph: int) -> bytes:
        """A glyph's code in the font of the rarer ones."""
        return (self._first + glyph).to_bytes(2, "big")

    def is_rare(self, glyph: int) -> bool:
        """Whether a glyph is shown by the font of the rarer ones."""
        return self.is_coded and glyph not in self._codes


def _is_cid_keyed(face: hb.Face) -> bool:
    """Whether a font has CIDs of its own, and so keeps them: its Top DICT begins with ROS (Adobe
    Technical Note 5176, 18)."""
    return ROS in bytes(face.reference_table("CFF ").data)[:NAME_AND_TOP]


def _short_codes(font: hb.Font) -> dict[int, bytes]:
    """The codes of one byte, by glyph."""
    codes: dict[int, bytes] = {}
    for places, letters, feature in (
        (_SMALL_CAPITALS, _LETTERS, "smcp"),
        (_CAPITALS_MADE_SMALL, _LETTERS.upper(), "c2sc"),
    ):
        shaped = _shaped(font, letters, {feature: True})
        for code, letter, glyph in zip(places, letters, shaped, strict=False):
            if glyph != font.get_nominal_glyph(ord(letter)):
                codes.setdefault(glyph, bytes([code]))
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
    """Old-style, lining, tabular and raised figures, and the usual ligatures."""
    for feature in ("onum", "lnum", "tnum", "sups"):
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
