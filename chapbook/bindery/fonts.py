"""Turn the fragments' subsets of a font into one subset for the whole book.

WeasyPrint keeps glyph ids when it subsets, and codes of glyphs depend on the file alone
(composition/glyph_codes.py), so that the subsets of one file can share a new subset with the
glyphs of all, and no page has to change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from string import ascii_letters
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from chapbook.bindery.embedded_fonts import EmbeddedFont, program_key
from chapbook.bindery.font_files import FontFile, NumberedFont
from chapbook.bindery.glyph_maps import write_widths
from chapbook.composition.character_maps import (
    ENCODING_NAME,
    write_encoding,
    write_to_unicode,
)
from chapbook.composition.glyph_codes import ONE_BYTE, TWO_BYTES

Objgen = tuple[int, int]
"""What tells objects of a file apart."""


@dataclass(frozen=True)
class UnitedFont:
    """A font of the whole book, and what drawings call it."""

    font: Object
    name: str


@dataclass(frozen=True)
class _Agreement:
    """Fonts that one can stand for, and what they say together."""

    fonts: list[EmbeddedFont] = field(default_factory=list)
    codes: dict[int, bytes] = field(default_factory=dict)
    text: dict[int, bytes] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)


def unite_fonts(
    book: Pdf, originals: Sequence[FontFile], embedded: Sequence[EmbeddedFont]
) -> Mapping[Objgen, UnitedFont]:
    """Give all subsets of a file in `originals` one common subset; what each of the `embedded`
    fonts has become.

    A font whose file isn't among them keeps its subsets. Names get tags made from the
    subsets' bytes (ISO 32000-1, 9.6.4 asks for different ones).
    """
    own = {each.font.objgen: each.font.objgen for each in embedded}
    by_original: dict[tuple[int, bool], list[EmbeddedFont]] = defaultdict(list)
    for each in embedded:
        if each.origin is None:
            _rename(each.font, _tagged(each.base_name, each.digest))
        else:
            by_original[each.origin, each.is_coded].append(each)
    encoding = _one_byte_encoding(book)
    shared: list[_Agreement] = []
    for (origin, _), subsets in by_original.items():
        shared += _share_program(book, originals[origin], subsets, encoding)
    _share_texts(book, shared)
    own |= {
        each.font.objgen: agreement.fonts[0].font.objgen
        for agreement in shared
        for each in agreement.fonts
    }
    return _named(embedded, own)


def likely_name(font: EmbeddedFont) -> str:
    """What drawings will call a font, unless another of its file has been named so before."""
    return _name_of(font, 0)


def _named(
    embedded: Sequence[EmbeddedFont], united: Mapping[Objgen, Objgen]
) -> Mapping[Objgen, UnitedFont]:
    """Each font's united one and its name, by which no other is called."""
    made: dict[Objgen, UnitedFont] = {}
    names: set[str] = set()
    for each in embedded:
        becomes = united[each.font.objgen]
        if becomes not in made:
            name = next(name for number in count() if (name := _name_of(each, number)) not in names)
            names.add(name)
            made[becomes] = UnitedFont(each.font, name)
        made[each.font.objgen] = made[becomes]
    return made


def _name_of(font: EmbeddedFont, number: int) -> str:
    """A short name: there are thousands in a book."""
    if font.origin is None:
        return f"/G{number}"
    file, letter = divmod(2 * font.origin + font.is_short, len(ascii_letters))
    return f"/F{ascii_letters[letter]}{file or ''}{f'.{number}' if number else ''}"


def _one_byte_encoding(book: Pdf) -> Object:
    """The /Encoding of all fonts whose codes have one byte: codes are CIDs."""
    identity = {bytes([code]): code for code in range(0x100)}
    encoding = book.make_stream(write_encoding(identity, ONE_BYTE))
    encoding.Type, encoding.CMapName = Name.CMap, Name(f"/{ENCODING_NAME}")
    system = {"/Registry": String("Adobe"), "/Ordering": String("Identity"), "/Supplement": 0}
    encoding.CIDSystemInfo = Dictionary(system)
    return encoding


def _share_program(
    book: Pdf, original: FontFile, subsets: Sequence[EmbeddedFont], encoding: Object
) -> list[_Agreement]:
    """Give fonts of one file one program; the groups of them that are one font now."""
    glyphs = frozenset[int]().union(*(each.glyphs for each in subsets))
    if all(each.is_coded for each in subsets):
        numbered = original.numbered(
            {_cid(code): glyph for each in subsets for glyph, code in each.codes.items()}
        )
    else:
        is_whole = all(each.is_whole for each in subsets)
        data = original.subset(glyphs, notdef_outline=not is_whole)
        numbered = NumberedFont(data, None)
    program = _program_stream(book, numbered.data)
    glyph_map = None if numbered.glyph_map is None else book.make_stream(numbered.glyph_map)
    digest = sha256(numbered.data).digest()
    name = _tagged(original.postscript_name or subsets[0].base_name, digest)
    for each in subsets:
        if not each.is_whole:
            _set_program(each.font, program)
            _rename(each.font, name)
    agreements = _agreements(each for each in subsets if each.is_whole)
    for agreement in agreements:
        _share_font(program, name, agreement, encoding)
        if glyph_map is not None:
            agreement.fonts[0].font.DescendantFonts[0].CIDToGIDMap = glyph_map
    return agreements


def _program_stream(book: Pdf, data: bytes) -> Stream:
    program = book.make_stream(data)
    if data.startswith(b"OTTO"):
        program.Subtype = Name.OpenType
    elif data.startswith(b"\x01\x00"):
        program.Subtype = Name.CIDFontType0C
    else:
        program.Length1 = len(data)
    return program


def _agreements(subsets: Iterable[EmbeddedFont]) -> list[_Agreement]:
    """The fonts in groups, in each of which a glyph stands for one text and has one advance.

    One glyph may be '²' in a chapter and a raised '2' in another, and WeasyPrint places
    glyphs by the advances that it rounded in that fragment.
    """
    groups: list[_Agreement] = []
    for each in subsets:
        for group in groups:
            if (
                _agree(each.codes, group.codes)
                and _agree(each.text, group.text)
                and _agree(each.widths, group.widths)
                and each.is_short == group.fonts[0].is_short
            ):
                break
        else:
            group = _Agreement()
            groups.append(group)
        group.fonts.append(each)
        group.codes.update(each.codes)
        group.text.update(each.text)
        group.widths.update(each.widths)
    return groups


def _agree(some: Mapping[Any, object], others: Mapping[Any, object]) -> bool:
    return all(some[key] == others[key] for key in some.keys() & others.keys())


def _cid(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _share_texts(book: Pdf, agreements: Iterable[_Agreement]) -> None:
    """Write what the codes of each font stand for; fonts that don't contradict each other say it
    together."""
    groups: list[tuple[bool, dict[bytes, bytes], list[Object]]] = []
    for agreement in agreements:
        first = agreement.fonts[0]
        own = {agreement.codes[glyph]: text for glyph, text in agreement.text.items()}
        for is_short, texts, fonts in groups:
            if is_short == first.is_short and _agree(own, texts):
                texts |= own
                fonts.append(first.font)
                break
        else:
            groups.append((first.is_short, own, [first.font]))
    for is_short, texts, fonts in groups:
        written = write_to_unicode(texts, ONE_BYTE if is_short else TWO_BYTES)
        shared = book.make_stream(written)
        for font in fonts:
            font.ToUnicode = shared


def _share_font(program: Stream, name: Name, agreement: _Agreement, encoding: Object) -> None:
    """Make the first of the fonts serve for all of them; its codes are CIDs."""
    font = agreement.fonts[0].font
    codes = agreement.codes
    font.Encoding = encoding if agreement.fonts[0].is_short else Name("/Identity-H")
    widths = {_cid(codes[glyph]): width for glyph, width in agreement.widths.items()}
    font.DescendantFonts[0].W = write_widths(widths)
    _set_program(font, program)
    _set_box(font, max(agreement.widths.values(), default=0))
    _rename(font, name)
    for each in agreement.fonts:
        each.resources[each.key] = font


def _set_program(font: Object, program: Stream) -> None:
    descriptor = font.DescendantFonts[0].FontDescriptor
    descriptor[program_key(descriptor) or Name.FontFile2] = program
    # It listed the glyphs of the old subset, and is optional since PDF 1.5.
    if Name.CIDSet in descriptor:
        del descriptor[Name.CIDSet]


def _set_box(font: Object, right: int) -> None:
    """WeasyPrint makes a font's box as wide as its widest glyph."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    left, bottom, _, top = descriptor.FontBBox.as_list()
    descriptor.FontBBox = Array([left, bottom, right, top])


def _tagged(base_name: str, digest: bytes) -> Name:
    letters = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    return Name(f"/{letters}+{base_name}")


def _rename(font: Object, name: Name) -> None:
    descendant = font.DescendantFonts[0]
    font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = name
