"""Turn pages of a fragment into the fonts that they are drawn with, read and recognised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pikepdf import Dictionary, Name, Object, Page, Stream

from chapbook.bindery.font_files import FontFile, origin_of
from chapbook.bindery.furnishing import furniture_resources
from chapbook.bindery.glyph_maps import read_encoding, read_to_unicode, read_widths
from chapbook.composition.character_maps import ENCODING_NAME

PROGRAM_KEYS = (Name.FontFile2, Name.FontFile3)


@dataclass(frozen=True)
class EmbeddedFont:
    """A composite font of one fragment: `resources[key]` is `font`. Its file is number `origin` of
    the book's, None for one that isn't among them; `digest` is of its subset. `is_coded`: its
    glyphs have codes of ours; `is_whole`: the file had all characters. Where it lacked one, codes
    stand for none."""

    resources: Object
    key: str
    font: Object
    digest: bytes
    codes: dict[int, bytes]
    text: dict[int, bytes]
    widths: dict[int, int]
    is_coded: bool
    is_whole: bool
    origin: int | None

    @property
    def base_name(self) -> str:
        """The name without the subset's tag."""
        return str(self.font.BaseFont).lstrip("/").split("+", 1)[-1]

    @property
    def glyphs(self) -> frozenset[int]:
        """All that the subset has."""
        return frozenset(self.text) | frozenset(self.widths)

    @property
    def is_short(self) -> bool:
        """Whether its codes have one byte."""
        return self.is_coded and all(len(code) == 1 for code in self.codes.values())


def embedded_fonts(pages: Iterable[Page], originals: Sequence[FontFile]) -> Iterator[EmbeddedFont]:
    """The composite fonts of pages and their furniture, in the pages' order, each once."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for resources in (page.obj.get(Name.Resources), furniture_resources(page)):
            fonts = (resources or Dictionary()).get(Name.Font, Dictionary())
            for key, font in sorted(fonts.items()):
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    yield from _embedded(fonts, key, font, originals)


def _embedded(
    resources: Object, key: str, font: Object, originals: Sequence[FontFile]
) -> Iterator[EmbeddedFont]:
    if font.get(Name.Subtype) != Name.Type0:
        return
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    key_of_program = program_key(descriptor)
    if key_of_program is None:
        return
    program = descriptor[key_of_program].read_bytes()
    texts = read_to_unicode(font.ToUnicode.read_bytes())
    # What WeasyPrint writes itself are glyph ids.
    glyphs = {code: int.from_bytes(code, "big") for code in texts}
    is_coded = _is_coded(font)
    if is_coded:
        glyphs = read_encoding(font.Encoding.read_bytes())
    codes = {glyph: code for code, glyph in glyphs.items()}
    text = {glyphs[code]: text for code, text in texts.items()}
    widths = read_widths(descendant.W)
    is_whole = is_coded or font.Encoding == Name("/Identity-H")
    origin = origin_of(program, text.keys() | widths.keys(), originals)
    yield EmbeddedFont(
        resources,
        key,
        font,
        sha256(program).digest(),
        codes,
        text,
        widths,
        is_coded,
        is_whole,
        origin,
    )


def _is_coded(font: Object) -> bool:
    encoding = font.Encoding
    return isinstance(encoding, Stream) and encoding.CMapName == f"/{ENCODING_NAME}"


def program_key(descriptor: Object) -> Name | None:
    """What a font file stands under, if there is one."""
    return next((key for key in PROGRAM_KEYS if key in descriptor), None)
