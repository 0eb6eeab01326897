"""Turn the fonts of a PDF of this program into what their codes say, and how wide they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Stream, String

from chapbook.bindery.glyph_maps import read_encoding, read_to_unicode, read_widths
from chapbook.composition.glyph_codes import SPACE_CODE


@dataclass(frozen=True)
class ShownText:
    """What an operator shows: its text, and its width in ems."""

    text: str
    width_em: float


@dataclass(frozen=True)
class PrintedFont:
    """A font's characters, and its widths in ems, by code; codes have `length` bytes."""

    characters: Mapping[bytes, str]
    widths: Mapping[bytes, float]
    usual_width: float
    length: int = 2

    def shown(
        self,
        operand: Object,
        spacing_em: float = 0.0,
        tracking_em: float = 0.0,
        apart_em: float = float("inf"),
    ) -> ShownText:
        """What a Tj or TJ shows, with so much word spacing and tracking; a move by more than
        `apart_em` is a space."""
        text, width = "", 0.0
        for each in operand.as_list() if isinstance(operand, Array) else [operand]:
            if not isinstance(each, String):
                move = -float(each) / 1000
                width += move
                text += " " if move > apart_em else ""
                continue
            for code in self._codes(bytes(each)):
                text += self.characters.get(code, "")
                width += self.widths.get(code, self.usual_width) + tracking_em
                width += spacing_em if code == SPACE_CODE else 0.0
        return ShownText(text, width)

    def _codes(self, shown: bytes) -> Iterator[bytes]:
        return (shown[at : at + self.length] for at in range(0, len(shown), self.length))


NO_FONT = PrintedFont({}, {}, 0.0)


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], PrintedFont] = {}

    def of(self, page: Page, name: object) -> PrintedFont:
        """A page's font of that name."""
        return self.read(page.resources.get(Name.Font, Dictionary()).get(str(name), Dictionary()))

    def read(self, font: Object) -> PrintedFont:
        """A font of the file; one without characters where it says none."""
        if Name.ToUnicode not in font or Name.DescendantFonts not in font:
            return NO_FONT
        if font.objgen not in self._known:
            self._known[font.objgen] = _read(font)
        return self._known[font.objgen]


def _read(font: Object) -> PrintedFont:
    descendant = font.DescendantFonts[0]
    texts = read_to_unicode(font.ToUnicode.read_bytes())
    cids = {code: int.from_bytes(code, "big") for code in texts}
    if isinstance(font.Encoding, Stream):
        cids |= read_encoding(font.Encoding.read_bytes())
    ems = {cid: width / 1000 for cid, width in read_widths(descendant.get(Name.W, Array())).items()}
    usual = float(descendant.get(Name.DW, 1000)) / 1000
    return PrintedFont(
        {code: _utf16(text) for code, text in texts.items()},
        {code: ems.get(cid, usual) for code, cid in cids.items()},
        usual,
        min(map(len, cids), default=2),
    )


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")
