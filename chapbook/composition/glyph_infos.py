"""Turn a run of Pango's glyphs into numbers, all of them read at once."""

from struct import iter_unpack
from typing import Any

_GLYPH_INFO, _GLYPH_INFO_BYTES = "Iiii4x", 20
"""PangoGlyphInfo: the glyph, its width, two offsets; flags."""

GlyphInfo = tuple[int, int, int, int]


def glyph_infos(glyphs: Any, ffi: Any) -> list[GlyphInfo]:
    """Each glyph of a PangoGlyphString, its width, by how much it is moved right and up, in
    Pango's units."""
    data = bytes(ffi.buffer(glyphs.glyphs, _GLYPH_INFO_BYTES * glyphs.num_glyphs))
    return [*iter_unpack(_GLYPH_INFO, data)]
