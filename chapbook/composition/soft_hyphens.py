"""Turn a font and the glyph of its hyphen into that of its soft hyphen."""

from functools import lru_cache

import uharfbuzz as hb

SOFT_HYPHEN = "\u00ad"


@lru_cache(maxsize=32)
def soft_hyphen_glyph(font_file: bytes, hyphen: int) -> int | None:
    """The glyph for U+00AD, if the font has one of its own that looks as the `hyphen` does.

    Drawn in its place it says, by its text alone, that the word goes on (ISO 32000-1,
    14.8.2.2.3): for readers that know no structure, too.
    """
    font = hb.Font(hb.Face(hb.Blob(font_file)))
    glyph = font.get_nominal_glyph(ord(SOFT_HYPHEN))
    if glyph is None or glyph == hyphen:
        return None
    return int(glyph) if _shape(font, glyph) == _shape(font, hyphen) else None


def _shape(font: hb.Font, glyph: int) -> tuple[object, ...]:
    extents = font.get_glyph_extents(glyph)
    return (font.get_glyph_h_advance(glyph), *(extents or ()))
