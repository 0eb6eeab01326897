"""Turn a book's PDF into the PDF of its press sheets, forme by forme."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf, Rectangle

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.model import Forme, Imposition
from chapbook.bindery.saving import saved
from chapbook.diagnostics import BookError, error
from chapbook.manuscript.book_config import PageSize

# Sizes in millimetres are seldom whole points: differences below this are rounding.
TOLERANCE_PT = 0.1


@dataclass(frozen=True)
class _Size:
    """Width and height in pt."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width / PT_PER_MM:.4g} × {self.height / PT_PER_MM:.4g} mm"

    def is_near(self, other: "_Size") -> bool:
        difference = max(abs(self.width - other.width), abs(self.height - other.height))
        return difference <= TOLERANCE_PT


@dataclass(frozen=True)
class _Trimmed:
    """A page as a form XObject that is cut to its trim, and the trim as the form draws it."""

    form: Object
    trim: Rectangle

    @property
    def size(self) -> _Size:
        return _Size(float(self.trim.width), float(self.trim.height))


def impose(pdf: bytes, imposition: Imposition, paper: PageSize) -> bytes:
    """The formes as landscape pages of `paper`, front and back by turns.

    Two trimmed pages meet at the fold in the middle of the sheet, halfway up. To be
    printed on both sides, flipped on the short edge, at its own size: the file asks
    viewers for that. Pages stay vectors with their fonts; links, tags and what bleeds
    are left out. The same input gives the same bytes.

    Raises BookError where the PDF can't be imposed (damaged, encrypted, without pages,
    pages of several sizes) or the paper doesn't hold two trims; ValueError where
    `imposition` names pages that the PDF hasn't.
    """
    with _opened(pdf) as book, Pdf.new() as sheets:
        pages = tuple(_trimmed(page) for page in book.pages)
        sheet_size = _landscape(paper)
        _check(pages, sheet_size)
        _check_pages_exist(imposition, len(pages))
        placed = tuple(_Trimmed(sheets.copy_foreign(page.form), page.trim) for page in pages)
        for sheet in imposition.sheets:
            for forme in (sheet.front, sheet.back):
                sheets.pages.append(_forme_page(sheets, forme, placed, sheet_size))
        _describe(sheets, book)
        return saved(sheets)


def _opened(pdf: bytes) -> Pdf:
    try:
        book = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError:
        raise _failure("encrypted", "the PDF is encrypted: it can't be imposed") from None
    except pikepdf.PdfError as reason:
        raise _failure("unreadable", f"the PDF can't be read: {reason}") from reason
    if book.is_encrypted:
        raise _failure("encrypted", "the PDF is encrypted: it can't be imposed")
    return book


def _failure(code: str, message: str, hint: str = "") -> BookError:
    return BookError([error(f"imposition-{code}", message, hint=hint)])


def _trimmed(page: Page) -> _Trimmed:
    form = page.as_form_xobject()
    # The form's matrix holds the page's rotation, if it has one.
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    return _Trimmed(form, matrix.transform(Rectangle(Array(form.BBox.as_list()))))


def _landscape(paper: PageSize) -> _Size:
    sides = sorted((paper.width_mm * PT_PER_MM, paper.height_mm * PT_PER_MM))
    return _Size(width=sides[1], height=sides[0])


def _check(pages: tuple[_Trimmed, ...], sheet: _Size) -> None:
    """Raise BookError unless all pages are of one size and the sheet holds two of them."""
    if not pages:
        raise _failure("no-pages", "the PDF has no pages: nothing to impose")
    trim = pages[0].size
    for index, page in enumerate(pages):
        if not page.size.is_near(trim):
            raise _failure(
                "mixed-sizes", f"page {index + 1} of the PDF is {page.size}, the first one {trim}"
            )
    too_wide = 2 * trim.width > sheet.width + TOLERANCE_PT
    if too_wide or trim.height > sheet.height + TOLERANCE_PT:
        raise _failure(
            "paper-too-small",
            f"a sheet of {sheet} doesn't hold two pages of {trim}",
            f"take paper of {_Size(2 * trim.width, trim.height)} or more",
        )


def _check_pages_exist(imposition: Imposition, page_count: int) -> None:
    for sheet in imposition.sheets:
        for forme in (sheet.front, sheet.back):
            for page_index in (forme.left, forme.right):
                if page_index is not None and page_index not in range(page_count):
                    raise ValueError(f"no page {page_index} among {page_count}")


def _forme_page(sheets: Pdf, forme: Forme, pages: tuple[_Trimmed, ...], size: _Size) -> Page:
    spine = size.width / 2
    drawing, forms = [], Dictionary()
    for name, page_index in (("Left", forme.left), ("Right", forme.right)):
        if page_index is None:
            continue
        page = pages[page_index]
        left = spine - page.size.width if name == "Left" else spine
        x = left - float(page.trim.llx)
        y = (size.height - page.size.height) / 2 - float(page.trim.lly)
        drawing.append(f"q 1 0 0 1 {x:.4f} {y:.4f} cm /{name} Do Q")
        forms[f"/{name}"] = page.form
    box = Array([0, 0, round(size.width, 4), round(size.height, 4)])
    contents = sheets.make_stream("\n".join(drawing).encode())
    resources = Dictionary(XObject=forms)
    return Page(
        sheets.make_indirect(
            Dictionary(Type=Name.Page, MediaBox=box, Resources=resources, Contents=contents)
        )
    )


def _describe(sheets: Pdf, book: Pdf) -> None:
    """Say whose sheets these are, and how they are to be printed (ISO 32000-1, 12.2)."""
    for key, value in book.docinfo.items():
        sheets.docinfo[key] = pikepdf.String(str(value))
    sheets.Root.ViewerPreferences = Dictionary(
        PrintScaling=Name("/None"), Duplex=Name.DuplexFlipShortEdge, DisplayDocTitle=True
    )
