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
from chapbook.composition.glyph_codes import ONE_BYTE, RARE, SPACE_CODE, TWO_BYTES, GlyphCodes
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
        _encode(pdf, fonts.values(), made, pdf_module.pydyf)
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
    coded: dict[str, FontCodes] = {}
    for font in listed:
        if font.hash not in coded:
            codes = GlyphCodes(font.file_content, font.index, is_coded=is_whole)
            coded[font.hash] = FontCodes(codes, {}, {})
        vars(font)[CODED] = coded[font.hash]
        # WeasyPrint may have several fonts of one name.
        coded[font.hash].widths.update(font.widths)
        coded[font.hash].texts.update(font.to_unicode)


def _encode(pdf: Any, fonts: Iterable[Any], made: Any, pydyf: Any) -> None:
    """Part each font of `made`, what WeasyPrint has written, into those of usual and of rarer
    glyphs, which share its file."""
    for name, font in {font.hash: font for font in fonts}.items():
        coded: FontCodes | None = vars(font).get(CODED)
        if coded is None or not coded.codes.is_coded:
            continue
        stock = _object(pdf, made.pop(name))
        glyphs = frozenset(coded.texts) | frozenset(coded.widths)
        rare = {
            glyph: coded.codes.rare_code(glyph) for glyph in filter(coded.codes.is_rare, glyphs)
        }
        short = {glyph: coded.codes[glyph] for glyph in glyphs if glyph not in rare}
        if rare:
            spaces = (glyph for glyph, code in short.items() if code == SPACE_CODE)
            rare |= {glyph: coded.codes.rare_code(glyph) for glyph in spaces}
        for key, codes in ((name, short), (name + RARE, rare)):
            if codes:
                made[key] = _part(pdf, stock, coded, dict(sorted(codes.items())), pydyf)


def _part(pdf: Any, stock: Any, font: FontCodes, codes: Mapping[int, bytes], pydyf: Any) -> Any:
    """The reference of a font like `stock` of the glyphs that have `codes` alone."""
    is_short = all(len(code) == 1 for code in codes.values())
    spaces = ONE_BYTE if is_short else TWO_BYTES
    texts = {
        codes[glyph]: font.texts[glyph].encode("utf-16-be").hex().encode()
        for glyph in codes
        if glyph in font.texts
    }
    descendant = pydyf.Dictionary(_object(pdf, stock["DescendantFonts"][0]))
    descendant["W"] = pydyf.Array()
    for glyph in codes:
        if glyph in font.widths:
            descendant["W"] += [glyph, pydyf.Array([font.widths[glyph]])]
    part = pydyf.Dictionary(stock)
    encoding = write_encoding({code: glyph for glyph, code in codes.items()}, spaces)
    part["Encoding"] = _added(pdf, pydyf.Stream([encoding], _cmap(pydyf), compress=True))
    part["ToUnicode"] = _added(pdf, pydyf.Stream([write_to_unicode(texts, spaces)], compress=True))
    part["DescendantFonts"] = pydyf.Array([_added(pdf, descendant)])
    return _added(pdf, part)


def _cmap(pydyf: Any) -> Any:
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity")}
    return {
        "Type": "/CMap",
        "CMapName": f"/{ENCODING_NAME}",
        "CIDSystemInfo": pydyf.Dictionary(system | {"Supplement": 0}),
    }


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _added(pdf: Any, made: Any) -> Any:
    pdf.add_object(made)
    return made.reference


def code_of(font: Any, glyph: int) -> str:
    """The code of a glyph in a font of a document that has been written, in hexadecimal digits."""
    coded: FontCodes | None = vars(font).get(CODED)
    return f"{glyph:04x}" if coded is None else coded.codes[glyph].hex()
