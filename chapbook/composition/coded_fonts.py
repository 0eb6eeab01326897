"""Turn the fonts of a document into fonts whose glyphs have the codes of `glyph_codes.py`, and
what is drawn with them into drawings that use these (`compact_drawing.py`).

WeasyPrint writes a glyph by its number in the file, in two bytes (weasyprint/pdf/fonts.py).
"""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.character_maps import ENCODING_NAME, write_encoding, write_to_unicode
from chapbook.composition.compact_drawing import compact
from chapbook.composition.glyph_codes import CODE_SPACES, GlyphCodes
from chapbook.composition.shown_text import FontCodes

CODED = "coded"
"""What a font has its codes under, and a stream that its drawing is done."""


def code_fonts(pdf_module: ModuleType, stream_module: ModuleType) -> None:
    """Change WeasyPrint's modules pdf and pdf.stream; once is enough."""
    stock = vars(pdf_module)["build_fonts_dictionary"]
    if is_changed(stock):
        return

    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *rest: Any) -> Any:
        # Before the files are cut down to subsets.
        _give_codes(fonts.values())
        made = stock(pdf, fonts, *rest)
        _encode(pdf, fonts.values(), pdf_module.pydyf)
        return made

    stream_class = stream_module.Stream
    stock_data = stream_class.data

    def data(stream: Any) -> Any:
        fonts = {font.hash: vars(font).get(CODED) for font in stream._fonts.values()}
        if None not in fonts.values() and CODED not in vars(stream):
            drawn = [each if isinstance(each, bytes) else each.encode() for each in stream.stream]
            stream.stream = compact(drawn, fonts, is_page=not stream.extra)
            vars(stream)[CODED] = True
        return stock_data.fget(stream)

    vars(pdf_module)["build_fonts_dictionary"] = replaced(stock, build_fonts_dictionary)
    stream_class.data = property(data)


def _give_codes(fonts: Iterable[Any]) -> None:
    """A document with a font of pixels keeps what WeasyPrint draws."""
    listed = list(fonts)
    if any(font.bitmap for font in listed):
        return
    # Characters that no glyph of the file shows have numbers behind the file's own.
    is_whole = not any(font.missing or font.used_in_forms for font in listed)
    codes: dict[str, GlyphCodes] = {}
    for font in listed:
        if font.hash not in codes:
            codes[font.hash] = GlyphCodes(font.file_content, font.index, is_coded=is_whole)
        vars(font)[CODED] = FontCodes(codes[font.hash], font.widths)


def _encode(pdf: Any, fonts: Iterable[Any], pydyf: Any) -> None:
    """Write the codes into the fonts' dictionaries."""
    by_name = {font.name: font for font in fonts if CODED in vars(font)}
    for made in [each for each in pdf.objects if _is_composite(each)]:
        font = by_name.get(made["BaseFont"])
        if font is None or not vars(font)[CODED].codes.is_coded:
            continue
        codes = vars(font)[CODED].codes
        glyphs = {codes[glyph]: glyph for glyph in font.to_unicode}
        texts = {
            codes[glyph]: text.encode("utf-16-be").hex().encode()
            for glyph, text in font.to_unicode.items()
        }
        extra = {
            "Type": "/CMap",
            "CMapName": f"/{ENCODING_NAME}",
            "CIDSystemInfo": pydyf.Dictionary(
                {
                    "Registry": pydyf.String("Adobe"),
                    "Ordering": pydyf.String("Identity"),
                    "Supplement": 0,
                }
            ),
        }
        encoding = pydyf.Stream([write_encoding(glyphs, CODE_SPACES)], extra, compress=True)
        pdf.add_object(encoding)
        made["Encoding"] = encoding.reference
        to_unicode = pdf.objects[int(made["ToUnicode"].split()[0])]
        to_unicode.stream = [write_to_unicode(texts, CODE_SPACES)]


def code_of(font: Any, glyph: int) -> str:
    """The code of a glyph in a font of a document that has been written, in hexadecimal digits."""
    coded: FontCodes | None = vars(font).get(CODED)
    return f"{glyph:04x}" if coded is None else coded.codes[glyph].hex()


def _is_composite(made: Any) -> bool:
    return isinstance(made, dict) and made.get("Subtype") == "/Type0"
