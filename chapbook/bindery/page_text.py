"""Turn the pages of a PDF of this program into their words, with page and line.

Fonts are read by their ToUnicode maps; running heads and folios are left out. Lines are told
apart by their baselines.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

from chapbook.bindery.page_furniture import Furniture
from chapbook.bindery.printed_fonts import NO_FONT, Fonts
from chapbook.bindery.text_places import TextPlace

LINE_APART = 6.0
"""In the units of the page's text: baselines that are nearer are one line, with its superiors."""
CELLS_APART_EM = 0.4
"""From so far behind a text on, what follows is another cell of a table: a space parts them."""
HYPHENS = "-‐\u00ad"


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


def _lines(page: Page, fonts: Fonts, furniture: frozenset[int]) -> list[str]:
    """The text of the page's lines in the order in which they are drawn."""
    lines: list[str] = []
    if Name.Contents not in page.obj:
        return lines
    baseline, end, size = None, 0.0, 1.0
    place, font = TextPlace(), NO_FONT
    hidden: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        place = place.after(operator, operands)
        if operator in ("BDC", "BMC"):
            hidden.append(_is_hidden(operands, furniture))
        elif operator == "EMC" and hidden:
            hidden.pop()
        elif operator == "Tf":
            font, size = fonts.of(page, operands[0]), float(operands[1])
        elif operator in ("TJ", "Tj"):
            shown = font.shown(operands[0], place.spacing / size, CELLS_APART_EM)
            x, y = place.matrix.e, place.matrix.f
            place = place.behind(shown.width_em * size)
            if any(hidden):
                continue
            if baseline is None or abs(y - baseline) > LINE_APART:
                lines.append("")
                baseline = y
            elif x - end > CELLS_APART_EM * size:
                lines[-1] += " "
            lines[-1] += shown.text
            end = place.matrix.e
    return lines


def _is_hidden(operands: list[Object], furniture: frozenset[int]) -> bool:
    if str(operands[0]) == "/Artifact":
        return True
    properties = operands[1] if len(operands) > 1 else None
    return isinstance(properties, Dictionary) and int(properties.get(Name.MCID, -1)) in furniture
