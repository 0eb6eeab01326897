"""Turn pages and their furniture, running heads and folios, into pages that have it.

Furniture is laid over a page as an artifact: it is no part of the text (ISO 32000-1, 14.8.2.2).
"""

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

FORM = Name.Furniture
# Text leaves the page's space turned and scaled: the furniture is drawn in that of the page.
BEFORE = b"q"
PLACING = (b"q", b"Q", b"cm")
FORM_DRAWN = b"/Furniture Do"
AFTER = b"Q\n/Artifact<</Type/Pagination>>BDC\n" + FORM_DRAWN + b"\nEMC"


class Furnisher:
    """Lays furniture over the pages of one book."""

    def __init__(self, book: Pdf) -> None:
        self._book = book
        self._before = book.make_indirect(book.make_stream(BEFORE))
        self._after = book.make_indirect(book.make_stream(AFTER))

    def furnish(self, first_page_index: int, furniture: Pdf) -> None:
        """Lay each page of `furniture` over a page of the book, from `first_page_index` on."""
        for number, sheet in enumerate(furniture.pages):
            if _draws_something(sheet):
                self._lay_over(self._book.pages[first_page_index + number], sheet)

    def _lay_over(self, page: Page, sheet: Page) -> None:
        # The text's pages share theirs.
        resources = dict(page.obj.Resources.items())
        forms = dict(resources.get("/XObject", Dictionary()).items())
        forms[str(FORM)] = self._form(sheet, page)
        resources["/XObject"] = Dictionary(forms)
        page.obj.Resources = Dictionary(resources)
        text = page.obj.Contents
        parts = text.as_list() if isinstance(text, Array) else [text]
        page.obj.Contents = Array([self._before, *parts, self._after])

    def _form(self, sheet: Page, page: Page) -> Object:
        """The furniture's content as a form, which isn't cut off in the page's bleed."""
        form = self._book.copy_foreign(sheet.obj.Contents)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array(list(page.obj.MediaBox.as_list()))
        form.Resources = self._book.copy_foreign(sheet.obj.Resources)
        return form


def furniture_resources(page: Page) -> Object | None:
    """The resources of the furniture that was laid over a page."""
    forms = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    return forms[FORM].Resources if FORM in forms else None


def _draws_something(sheet: Page) -> bool:
    """Whether there is more on the page than what places and scales it."""
    words = sheet.obj.Contents.read_bytes().split()
    return any(word[-1:].isalpha() and word not in PLACING for word in words)
