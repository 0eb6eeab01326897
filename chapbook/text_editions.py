"""Turn a built book into its text editions: one file of HTML, and EPUB 3."""

from dataclasses import dataclass

from chapbook.book_index import BookIndex
from chapbook.cache import Store
from chapbook.composition.stylesheets import read_stylesheets
from chapbook.diagnostics import Diagnostic
from chapbook.pipeline import BuiltBook, citation_printer
from chapbook.reflowable.cover_image import cover_image
from chapbook.reflowable.epub_edition import make_epub
from chapbook.reflowable.html_edition import make_html
from chapbook.reflowable.model import TextBook
from chapbook.reflowable.text_book import make_text_book
from chapbook.shipped import shipped_dir


@dataclass(frozen=True)
class TextEdition:
    """A file that is read without pages, and what was wrong in making it."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]


def text_book(built: BuiltBook, store: Store) -> TextBook:
    """The book as text. Raises BookError when a template is wrong."""
    book = built.book
    index = BookIndex(book).at(built.set_book.pagination.locations)
    printer = citation_printer(book, store)
    return make_text_book(
        book.manuscript, book.apparatus, printer, built.set_book, index, shipped_dir()
    )


def html_edition(built: BuiltBook, store: Store) -> TextEdition:
    """The book as one file of HTML. Raises BookError when a template is wrong."""
    root, config = built.manuscript.root, built.manuscript.config
    sheets, _ = read_stylesheets(root, shipped_dir(), config.page)
    return TextEdition(*make_html(text_book(built, store), root, shipped_dir(), sheets))


def epub_edition(built: BuiltBook, store: Store) -> TextEdition:
    """The book as EPUB 3, its title page as the cover. Raises BookError when a template is
    wrong."""
    root, config = built.manuscript.root, built.manuscript.config
    sheets, _ = read_stylesheets(root, shipped_dir(), config.page)
    cover = cover_image(built.pdf, _title_page(built))
    return TextEdition(*make_epub(text_book(built, store), root, shipped_dir(), sheets, cover))


def _title_page(built: BuiltBook) -> int:
    """The index of the title page; the first page of a book without any."""
    places = built.set_book.pagination.placements
    return next((one.first_page_index for one in places if one.division.kind == "title"), 0)
