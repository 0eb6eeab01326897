"""Turn fragments into pages of a book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from chapbook.bindery.furnishing import Furnisher
from chapbook.bindery.model import BoundFragment
from chapbook.composition.model import TypesetFragment
from chapbook.manuscript.page_sizes import PageSize

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class CollatedFragment:
    """A fragment, its PDF opened, the index in the book of its first page, the PDF of its
    furniture, and how far to the right each of its pages' content moves (none: it stays)."""

    fragment: TypesetFragment
    source: Pdf
    first_page_index: int
    furniture: Pdf | None
    shifts_pt: tuple[float, ...]


def open_fragments(bound: Sequence[BoundFragment]) -> Iterator[CollatedFragment]:
    """Every fragment's PDF, opened in memory when it is its turn, with its place in the book.

    Raises ValueError where a fragment's PDF, or its furniture's, hasn't the pages that it claims.
    """
    for each, first in zip(bound, first_page_indices(bound), strict=True):
        yield open_fragment(each, first)


def open_fragment(bound: BoundFragment, first_page_index: int) -> CollatedFragment:
    """A fragment's PDF, opened in memory. Raises ValueError as `open_fragments` does."""
    source = _opened(bound.fragment.pdf, bound.fragment)
    furniture = _opened(bound.furniture.pdf, bound.fragment) if bound.furniture else None
    shifts_pt = bound.furniture.shifts_pt if bound.furniture else ()
    if not any(shifts_pt):
        shifts_pt = ()
    return CollatedFragment(bound.fragment, source, first_page_index, furniture, shifts_pt)


def first_page_indices(bound: Sequence[BoundFragment]) -> Iterator[int]:
    """The index in the book of each fragment's first page."""
    page_count = 0
    for each in bound:
        yield page_count + each.blanks_before
        page_count += each.blanks_before + each.fragment.page_count


def _opened(pdf: bytes, fragment: TypesetFragment) -> Pdf:
    opened = pikepdf.open(BytesIO(pdf))
    found = len(opened.pages)
    if found != fragment.page_count or not found:
        raise ValueError(f"fragment {fragment.id!r} has {found} pages, not {fragment.page_count}")
    return opened


def copy_pages(
    book: Pdf, collated: CollatedFragment, page_index: int, furnisher: Furnisher, trim: PageSize
) -> tuple[Page, ...]:
    """Put a fragment's pages, with their furniture, at `page_index` into `book`; give them."""
    # extend() would warn that destinations stay behind; the book gets its own tree of them.
    for number, page in enumerate(collated.source.pages, start=page_index):
        book.pages.insert(number, page)
    if collated.furniture:
        furnisher.furnish(page_index, collated.furniture)
    pages = tuple(book.pages[page_index : page_index + collated.fragment.page_count])
    for page in pages:
        _ensure_trim_box(page, trim)
    return pages


def blank(book: Pdf, neighbour: Page) -> Page:
    """An empty page with its neighbour's boxes, and outside the structure tree."""
    blank = Dictionary(Type=Name.Page, Resources=Dictionary())
    for box in (Name.MediaBox, Name.TrimBox, Name.BleedBox):
        if box in neighbour.obj:
            blank[box] = Array(list(neighbour.obj[box].as_list()))
    return Page(book.make_indirect(blank))


def _ensure_trim_box(page: Page, trim: PageSize) -> None:
    """The trim stands in the middle of the media box where the page doesn't say."""
    if Name.TrimBox in page.obj:
        return
    left, bottom, right, top = (float(side) for side in page.mediabox.as_list())
    width, height = trim.width_mm * PT_PER_MM, trim.height_mm * PT_PER_MM
    x, y = (left + right - width) / 2, (bottom + top - height) / 2
    page.obj.TrimBox = Array([round(side, 3) for side in (x, y, x + width, y + height)])
