"""Turn the fragments' subsets of a font into one subset for the whole book.

WeasyPrint keeps glyph ids when it subsets, and codes of glyphs depend on the file alone
(composition/glyph_codes.py), so that the subsets of one file can share a new subset with the
glyphs of all, and no page has to change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from chapbook.bindery.font_files import FontFile, NumberedFont
from chapbook.bindery.furnishing import furniture_resources
from chapbook.bindery.glyph_maps import (
    read_encoding,
    read_to_unicode,
    read_widths,
    write_widths,
)
from chapbook.composition.character_maps import (
    ENCODING_NAME,
    write_encoding,
    write_to_unicode,
)
from chapbook.composition.glyph_codes import ONE_BYTE, TWO_BYTES

PROGRAM_KEYS = (Name.FontFile2, Name.FontFile3)


@dataclass(frozen=True)
class _EmbeddedFont:
    """A composite font of one fragment: `resources[key]` is `font`."""

    resources: Object
    key: str
    font: Object
    program: bytes
    codes: dict[int, bytes]
    text: dict[int, bytes]
    widths: dict[int, int]

    @property
    def base_name(self) -> str:
        """The name without the subset's tag."""
        return str(self.font.BaseFont).lstrip("/").split("+", 1)[-1]

    @property
    def glyphs(self) -> frozenset[int]:
        return frozenset(self.text) | frozenset(self.widths)

    @property
    def is_coded(self) -> bool:
        """Whether the glyphs have codes of ours."""
        return _is_coded(self.font)

    @property
    def is_short(self) -> bool:
        """Whether its codes have one byte."""
        return self.is_coded and all(len(code) == 1 for code in self.codes.values())

    @property
    def is_whole(self) -> bool:
        """Whether the file had all characters. Where it lacked one, codes stand for none."""
        return self.is_coded or self.font.Encoding == Name("/Identity-H")


@dataclass(frozen=True)
class _Agreement:
    """Fonts that one can stand for, and what they say together."""

    fonts: list[_EmbeddedFont] = field(default_factory=list)
    codes: dict[int, bytes] = field(default_factory=dict)
    text: dict[int, bytes] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)


def unite_fonts(book: Pdf, files: Sequence[Path]) -> None:
    """Give all subsets of a file in `files` one common subset.

    A font whose file isn't among them keeps its subsets. Names get tags made from the
    subsets' bytes (ISO 32000-1, 9.6.4 asks for different ones). Raises OSError
    where a file can't be read.
    """
    originals = [FontFile(path) for path in files]
    by_original: dict[tuple[int, bool], list[_EmbeddedFont]] = defaultdict(list)
    for embedded in _embedded_fonts(book):
        origin = _origin_of(embedded, originals)
        if origin is None:
            _rename(embedded.font, _tagged(embedded.base_name, embedded.program))
        else:
            by_original[origin, embedded.is_coded].append(embedded)
    encoding = _one_byte_encoding(book)
    shared: list[_Agreement] = []
    for (origin, _), subsets in by_original.items():
        shared += _share_program(book, originals[origin], subsets, encoding)
    _share_texts(book, shared)


def _embedded_fonts(book: Pdf) -> list[_EmbeddedFont]:
    """The composite fonts in the order of their pages, each once."""
    seen: set[tuple[int, int]] = set()
    found = []
    for page in book.pages:
        for resources in (page.obj.get(Name.Resources), furniture_resources(page)):
            fonts = (resources or Dictionary()).get(Name.Font, Dictionary())
            for key, font in sorted(fonts.items()):
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    found += _embedded(fonts, key, font)
    return found


def _embedded(resources: Object, key: str, font: Object) -> list[_EmbeddedFont]:
    if font.get(Name.Subtype) != Name.Type0:
        return []
    descendant = font.DescendantFonts[0]
    program_key = _program_key(descendant.FontDescriptor)
    if program_key is None:
        return []
    program = descendant.FontDescriptor[program_key].read_bytes()
    texts = read_to_unicode(font.ToUnicode.read_bytes())
    # What WeasyPrint writes itself are glyph ids.
    glyphs = {code: int.from_bytes(code, "big") for code in texts}
    if _is_coded(font):
        glyphs = read_encoding(font.Encoding.read_bytes())
    codes = {glyph: code for code, glyph in glyphs.items()}
    text = {glyphs[code]: text for code, text in texts.items()}
    return [_EmbeddedFont(resources, key, font, program, codes, text, read_widths(descendant.W))]


def _is_coded(font: Object) -> bool:
    encoding = font.Encoding
    return isinstance(encoding, Stream) and encoding.CMapName == f"/{ENCODING_NAME}"


def _program_key(descriptor: Object) -> Name | None:
    return next((key for key in PROGRAM_KEYS if key in descriptor), None)


def _origin_of(embedded: _EmbeddedFont, originals: Sequence[FontFile]) -> int | None:
    for index, original in enumerate(originals):
        if original.is_origin_of(embedded.program, embedded.glyphs):
            return index
    return None


def _one_byte_encoding(book: Pdf) -> Object:
    """The /Encoding of all fonts whose codes have one byte: codes are CIDs."""
    identity = {bytes([code]): code for code in range(0x100)}
    encoding = book.make_stream(write_encoding(identity, ONE_BYTE))
    encoding.Type, encoding.CMapName = Name.CMap, Name(f"/{ENCODING_NAME}")
    system = {"/Registry": String("Adobe"), "/Ordering": String("Identity"), "/Supplement": 0}
    encoding.CIDSystemInfo = Dictionary(system)
    return encoding


def _share_program(
    book: Pdf, original: FontFile, subsets: Sequence[_EmbeddedFont], encoding: Object
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
    name = _tagged(original.postscript_name or subsets[0].base_name, numbered.data)
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


def _agreements(subsets: Iterable[_EmbeddedFont]) -> list[_Agreement]:
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
    descriptor[_program_key(descriptor) or Name.FontFile2] = program
    # It listed the glyphs of the old subset, and is optional since PDF 1.5.
    if Name.CIDSet in descriptor:
        del descriptor[Name.CIDSet]


def _set_box(font: Object, right: int) -> None:
    """WeasyPrint makes a font's box as wide as its widest glyph."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    left, bottom, _, top = descriptor.FontBBox.as_list()
    descriptor.FontBBox = Array([left, bottom, right, top])


def _tagged(base_name: str, program: bytes) -> Name:
    letters = "".join(chr(ord("A") + byte % 26) for byte in sha256(program).digest()[:6])
    return Name(f"/{letters}+{base_name}")


def _rename(font: Object, name: Name) -> None:
    descendant = font.DescendantFonts[0]
    font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = name
