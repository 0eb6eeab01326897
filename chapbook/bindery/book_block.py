"""Turn a book's PDF into pages that can be placed on press sheets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
from pikepdf import Array, Matrix, Name, Object, Page, Pdf, Rectangle

from chapbook.bindery.collation import PT_PER_MM
from chapbook.diagnostics import BookError, SourceSpan, error
from chapbook.manuscript.page_sizes import PageSize

# Sizes in millimetres are seldom whole points: differences below this are rounding.
TOLERANCE_PT = 0.1


@dataclass(frozen=True)
class TrimmedPage:
    """A page as a form XObject that is cut to its trim, and the trim as the form draws it."""

    form: Object
    trim: Rectangle


@dataclass(frozen=True)
class BookBlock:
    """An open PDF whose pages are of one size, `trim`. Pages of another may stand behind its
    `own_pages`."""

    pdf: Pdf
    pages: tuple[TrimmedPage, ...]
    trim: PageSize
    own_pages: int


@contextmanager
def opened_block(pdf: bytes) -> Iterator[BookBlock]:
    """The pages of a book's PDF.

    Raises BookError where it can't be imposed: damaged, encrypted, without pages, pages of
    several sizes.
    """
    with _opened(pdf) as book:
        pages = tuple(_trimmed(page) for page in book.pages)
        if not pages:
            raise failure("no-pages", "the PDF has no pages: nothing to impose")
        for index, page in enumerate(pages):
            if not _are_near(page.trim, pages[0].trim):
                sizes = f"{size_text(_size(page))}, the first one {size_text(_size(pages[0]))}"
                raise failure("mixed-sizes", f"page {index + 1} of the PDF is {sizes}")
        yield BookBlock(book, pages, _size(pages[0]), len(pages))


@contextmanager
def bound_with(pdf: bytes, further: bytes | None) -> Iterator[BookBlock]:
    """The pages of a book's PDF, and behind them those of another one of the same size.

    Raises BookError as `opened_block` does.
    """
    with opened_block(pdf) as block:
        if further is None:
            yield block
            return
        with opened_block(further) as more:
            if not _are_near(block.pages[0].trim, more.pages[0].trim):
                sizes = f"{size_text(more.trim)}, the book's {size_text(block.trim)}"
                raise failure("mixed-sizes", f"the notes pages are {sizes}")
            yield replace(block, pages=block.pages + more.pages)


def failure(code: str, message: str, hint: str = "", span: SourceSpan | None = None) -> BookError:
    """What keeps a book from being imposed, as the error to raise."""
    return BookError([error(f"imposition-{code}", message, span, hint)])


def size_text(size: PageSize) -> str:
    """'148 × 210 mm'."""
    return f"{size.width_mm:.4g} × {size.height_mm:.4g} mm"


def _opened(pdf: bytes) -> Pdf:
    try:
        book = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError:
        raise failure("encrypted", "the PDF is encrypted: it can't be imposed") from None
    except pikepdf.PdfError as reason:
        raise failure("unreadable", f"the PDF can't be read: {reason}") from reason
    if book.is_encrypted:
        raise failure("encrypted", "the PDF is encrypted: it can't be imposed")
    return book


def _trimmed(page: Page) -> TrimmedPage:
    form = page.as_form_xobject()
    # The form's matrix holds the page's rotation, if it has one.
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    return TrimmedPage(form, matrix.transform(Rectangle(Array(form.BBox.as_list()))))


def _size(page: TrimmedPage) -> PageSize:
    return PageSize(float(page.trim.width) / PT_PER_MM, float(page.trim.height) / PT_PER_MM)


def _are_near(one: Rectangle, other: Rectangle) -> bool:
    differences = (one.width - other.width, one.height - other.height)
    return all(abs(float(difference)) <= TOLERANCE_PT for difference in differences)
