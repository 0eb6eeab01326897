"""Turn ranges of page labels into the PDF's label tree, and tell any page's label."""

from bisect import bisect_right
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Pdf

from chapbook.apparatus.model import Folio, FolioStyle
from chapbook.bindery.model import PageLabelRange

FOLIO_STYLES = {"D": FolioStyle.ARABIC, "r": FolioStyle.ROMAN}


def label_of(page_index: int, ranges: Sequence[PageLabelRange]) -> str:
    """The label of a page as readers show it, '' where it has none.

    `ranges` are in the order of their first pages.
    """
    starts = [labels.first_page_index for labels in ranges]
    position = bisect_right(starts, page_index) - 1
    if position < 0 or not ranges[position].style:
        return ""
    found = ranges[position]
    number = found.first_number + page_index - found.first_page_index
    return str(Folio(number, FOLIO_STYLES[found.style]))


def label_pages(book: Pdf, ranges: Sequence[PageLabelRange]) -> None:
    """Write /PageLabels (ISO 32000-1, 12.4.2). Pages before the first range get no label.

    Raises ValueError where ranges aren't in the order of their first pages, or for an
    unknown style.
    """
    starts = [labels.first_page_index for labels in ranges]
    if starts != sorted(set(starts)):
        raise ValueError(f"page label ranges out of order: {starts}")
    if not ranges:
        return
    # The tree must say something of the first page.
    entries = [] if starts[0] == 0 else [0, Dictionary()]
    for labels in ranges:
        entries += [labels.first_page_index, _label_dictionary(labels)]
    book.Root.PageLabels = Dictionary(Nums=Array(entries))


def _label_dictionary(labels: PageLabelRange) -> Dictionary:
    if not labels.style:
        return Dictionary()
    if labels.style not in FOLIO_STYLES:
        raise ValueError(f"unknown page label style {labels.style!r}")
    return Dictionary(S=Name(f"/{labels.style}"), St=labels.first_number)
