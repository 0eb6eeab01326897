"""Turn a PDF's structure tree into its text in reading order, from the marked content of its pages.

What a screen reader goes by: the tree's order, each glyph's text from its font, /ActualText in the
place of what it stands for. Nothing of where on the page a glyph is.
"""

from collections.abc import Collection, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from chapbook.bindery.printed_fonts import NO_FONT, Fonts, PrintedFont

BLOCKS = frozenset(
    [
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "LI",
        "Lbl",
        "LBody",
        "TOCI",
        "TR",
        "TH",
        "TD",
        "Caption",
        "Note",
        "BlockQuote",
        "Figure",
        "Reference",
        "Sect",
        "Part",
        "Div",
        "BibEntry",
    ]
)
"""What the text before and after is parted from."""


class StructureText:
    """Reads the text of a PDF's structure elements."""

    def __init__(self, pdf: Pdf) -> None:
        self._texts = {page.obj.objgen: marked_texts(page) for page in pdf.pages}

    def of(
        self, element: Object, page: Object | None = None, leaving: Collection[Object] = ()
    ) -> str:
        """The text of an element and of all that is in it, but for the elements of `leaving`,
        what figures show, and the markers of lists; blocks are parted by spaces."""
        page = element.get(Name.Pg, page)
        if type_of(element) == "Figure" or _is_marker(element) or element in leaving:
            return " "
        text = "".join(self._kid(kid, page, leaving) for kid in kids_of(element))
        return f" {text} " if type_of(element) in BLOCKS else text

    def _kid(self, kid: Any, page: Object | None, leaving: Collection[Object]) -> str:
        if not isinstance(kid, Dictionary):
            assert page is not None
            return self._texts[page.objgen].get(int(kid), "")
        if Name.S in kid:
            return self.of(kid, page, leaving)
        if Name.MCID in kid:
            return self._texts[kid.Pg.objgen].get(int(kid.MCID), "")
        return ""


def type_of(element: Object) -> str:
    """The type of an element, without its slash."""
    return str(element.S).lstrip("/")


def _is_marker(element: Object) -> bool:
    """Whether an element is the marker of a list's item, which isn't in the text."""
    if type_of(element) != "Lbl" or type_of(element.P) != "LI":
        return False
    return Name.ListNumbering in element.P.P.get(Name.A, Dictionary())


def kids_of(element: Object) -> list[Any]:
    """What is in an element: elements, numbers of marked content, references."""
    kids = element.get(Name.K, Array())
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]


def elements_of(root: Object, *types: str) -> Iterator[Object]:
    """The elements of these types (all without any) under `root`, in the tree's order."""
    for kid in kids_of(root):
        if isinstance(kid, Dictionary) and Name.S in kid:
            if not types or type_of(kid) in types:
                yield kid
            yield from elements_of(kid, *types)


def marked_texts(page: Page) -> dict[int, str]:
    """The text of each piece of marked content of a page, by its MCID."""
    fonts = Fonts()
    texts: dict[int, list[str]] = {}
    stack: list[tuple[int | None, str | None]] = []
    font = NO_FONT
    saved: list[PrintedFont] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        name = str(operator)
        if name in ("BDC", "BMC"):
            about = operands[1] if name == "BDC" else Dictionary()
            actual = str(about.ActualText) if Name.ActualText in about else None
            stack.append((int(about.MCID) if Name.MCID in about else None, actual))
        elif name == "EMC":
            _, actual = stack.pop()
            if actual is not None:
                _add(texts, stack, actual)
        elif name == "q":
            saved.append(font)
        elif name == "Q":
            font = saved.pop()
        elif name == "Tf":
            font = fonts.of(page, operands[0])
        elif name in ("Tj", "TJ"):
            if any(actual is not None for _, actual in stack):
                continue
            _add(texts, stack, font.shown(operands[0]).text)
    return {number: "".join(parts) for number, parts in texts.items()}


def _add(
    texts: dict[int, list[str]], stack: list[tuple[int | None, str | None]], text: str
) -> None:
    number = next((number for number, _ in reversed(stack) if number is not None), None)
    if number is not None:
        texts.setdefault(number, []).append(text)
