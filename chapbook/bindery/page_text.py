"""Turn the pages of a PDF of this program into their words, with page and line.

Fonts are read by their ToUnicode maps; running heads and folios are left out. Lines are told
apart by their baselines.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from chapbook.bindery.page_furniture import Furniture

LINE_APART = 6.0
"""In the units of the page's text: baselines that are nearer are one line, with its superiors."""
CELLS_APART_EM = 0.4
HYPHENS = "-‐\u00ad"
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SPAN = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


@dataclass(frozen=True)
class PrintedWord:
    """A word and where it begins: the page's index and folio, its line from 1."""

    text: str
    page_index: int
    folio: str
    line: int


def words_of(pdf: Pdf, indices: Iterable[int]) -> tuple[tuple[PrintedWord, ...], ...]:
    """The words of each of those pages; a word divided at a line's end is whole."""
    fonts, furniture = Fonts(), Furniture(pdf)
    pages = ((index, pdf.pages[index]) for index in indices)
    return tuple(
        _words(_lines(page, fonts, furniture.ids_on(page)), index, str(page.label))
        for index, page in pages
    )


def _words(lines: list[str], page_index: int, folio: str) -> tuple[PrintedWord, ...]:
    words: list[PrintedWord] = []
    goes_on = False
    for number, line in enumerate(lines, start=1):
        found = line.split()
        if goes_on and found:
            last = words.pop()
            whole = last.text.rstrip(HYPHENS) + found.pop(0)
            words.append(PrintedWord(whole, page_index, folio, last.line))
        words += [PrintedWord(text, page_index, folio, number) for text in found]
        goes_on = bool(words) and words[-1].text[-1] in HYPHENS and len(words[-1].text) > 1
    return tuple(words)


def _lines(page: Page, fonts: "Fonts", furniture: frozenset[int]) -> list[str]:
    """The text of the page's lines in the order in which they are drawn.

    WeasyPrint begins each run of text with a Tm. A run that begins well behind the end of the one
    before it on the line is another cell of a table: a space parts them.
    """
    lines: list[str] = []
    if Name.Contents not in page.obj:
        return lines
    baseline, end = None, 0.0
    x, y, size = 0.0, 0.0, 1.0
    font = NO_FONT
    hidden: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        if operator in ("BDC", "BMC"):
            hidden.append(_is_hidden(operands, furniture))
        elif operator == "EMC" and hidden:
            hidden.pop()
        elif operator == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == "Tf":
            font, size = fonts.of(page, operands[0]), float(operands[1])
        elif operator in ("TJ", "Tj") and not any(hidden):
            text, width = font.shown(operands[0])
            if baseline is None or abs(y - baseline) > LINE_APART:
                lines.append("")
                baseline = y
            elif x - end > CELLS_APART_EM * size:
                lines[-1] += " "
            lines[-1] += text
            end = x = x + width * size
    return lines


def _is_hidden(operands: list[Object], furniture: frozenset[int]) -> bool:
    if str(operands[0]) == "/Artifact":
        return True
    properties = operands[1] if len(operands) > 1 else None
    return isinstance(properties, Dictionary) and int(properties.get(Name.MCID, -1)) in furniture


@dataclass(frozen=True)
class PrintedFont:
    """A font's characters, and its widths in ems, by code."""

    characters: Mapping[int, str]
    widths: Mapping[int, float]
    usual_width: float

    def shown(self, operand: Object) -> tuple[str, float]:
        """The text that a Tj or TJ shows, and how long it is in ems."""
        text, width = "", 0.0
        for each in operand.as_list() if isinstance(operand, Array) else [operand]:
            if isinstance(each, String):
                codes = bytes(each)
                for high, low in zip(codes[::2], codes[1::2], strict=False):
                    code = high << 8 | low
                    text += self.characters.get(code, "")
                    width += self.widths.get(code, self.usual_width)
            else:
                width -= float(each) / 1000
        return text, width


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
            descendant = font.DescendantFonts[0]
            self._known[font.objgen] = PrintedFont(
                _to_unicode(font.ToUnicode.read_bytes()),
                _widths(descendant.get(Name.W, Array())),
                float(descendant.get(Name.DW, 1000)) / 1000,
            )
        return self._known[font.objgen]


def _widths(listed: Object) -> dict[int, float]:
    """The widths in ems by code (ISO 32000-1, 9.7.4.3): lists from a code on, and ranges."""
    widths: dict[int, float] = {}
    items = list(listed.as_list())
    while len(items) > 1:
        first = int(items.pop(0))
        following = items.pop(0)
        if isinstance(following, Array):
            for number, width in enumerate(following.as_list()):
                widths[first + number] = float(width) / 1000
        elif items:
            width_of_all = float(items.pop(0)) / 1000
            widths.update(dict.fromkeys(range(first, int(following) + 1), width_of_all))
    return widths


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """The characters by code (ISO 32000-1, 9.10.3), ranges written out."""
    characters: dict[int, str] = {}
    for kind, section in _SECTION.findall(cmap):
        if kind == b"char":
            for code, text in _CHAR.findall(section):
                characters[int(code, 16)] = _utf16(text)
        else:
            for first, last, text in _SPAN.findall(section):
                start = int(first, 16)
                for code in range(start, int(last, 16) + 1):
                    characters[code] = chr(ord(_utf16(text)[0]) + code - start)
    return characters


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")
