"""Turn the pages of a PDF of this program into their words, with page and line.

Fonts are read by their ToUnicode maps; running heads and folios are left out. Lines are told
apart by their baselines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

from chapbook.bindery.page_furniture import Furniture
from chapbook.bindery.printed_fonts import NO_FONT, Fonts, PrintedFont
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
    baseline, end = None, 0.0
    for before, after, size, text in _texts(page, fonts, furniture):
        x, y = before.matrix.e, before.matrix.f
        if baseline is None or abs(y - baseline) > LINE_APART:
            lines.append("")
            baseline = y
        elif x - end > CELLS_APART_EM * size:
            lines[-1] += " "
        lines[-1] += text
        end = after.matrix.e
    return lines


def _texts(
    page: Page, fonts: Fonts, furniture: frozenset[int]
) -> Iterator[tuple[TextPlace, TextPlace, float, str]]:
    """What each operator shows of the page's text: where it begins and ends, and its size."""
    place, font, size = TextPlace(), NO_FONT, 1.0
    hidden: list[bool] = []
    saved: list[tuple[TextPlace, PrintedFont, float]] = []
    for instruction in pikepdf.parse_content_stream(page) if Name.Contents in page.obj else ():
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        place = place.after(operator, operands)
        if operator in ("BDC", "BMC"):
            hidden.append(_is_hidden(operands, furniture))
        elif operator == "EMC":
            hidden.pop()
        elif operator == "q":
            saved.append((place, font, size))
        elif operator == "Q":
            place, font, size = saved.pop()
        elif operator == "Tf":
            font, size = fonts.of(page, operands[0]), float(operands[1])
        elif operator in ("TJ", "Tj"):
            apart = place.spacing / size, place.tracking / size
            shown = font.shown(operands[0], *apart, CELLS_APART_EM)
            before, place = place, place.behind(shown.width_em * size)
            if not any(hidden):
                yield before, place, size, shown.text


def _is_hidden(operands: list[Object], furniture: frozenset[int]) -> bool:
    if str(operands[0]) == "/Artifact":
        return True
    properties = operands[1] if len(operands) > 1 else None
    return isinstance(properties, Dictionary) and int(properties.get(Name.MCID, -1)) in furniture
