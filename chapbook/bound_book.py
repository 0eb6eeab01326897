"""Turn a book whose pages are set into its PDF."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from chapbook.bindery.binding import make_binding
from chapbook.bindery.ink_colours import SHIPPED_PROFILE, is_of_inks
from chapbook.bindery.link import link
from chapbook.bindery.model import LinkedBook
from chapbook.bindery.sewing import Sewing
from chapbook.bindery.source_files import source_files
from chapbook.composition.converge import SetBook
from chapbook.composition.model import TypesetFurniture
from chapbook.diagnostics import Diagnostic, error
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.book_files import book_file
from chapbook.manuscript.model import Manuscript
from chapbook.manuscript.source_date import source_date
from chapbook.scholarship import Scholarship
from chapbook.shipped import shipped_dir


def bind(
    book: Scholarship,
    set_book: SetBook,
    furniture: Sequence[TypesetFurniture | None],
    fonts: Sequence[Path],
    sewing: Sewing | None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF of an edition, and what is wrong with it; `sewing` may have some of the pages, and
    can't be used again."""
    images = [image for chapter in book.chapters for image in chapter.images]
    binding = make_binding(
        book.manuscript.config,
        set_book.fragments,
        furniture,
        set_book.pagination,
        book.apparatus.contents,
        source_date(book.manuscript.root),
        source_files(book.manuscript, images),
        book.chapters,
        _ink_profile(book.manuscript),
    )
    linked = link(binding, fonts, sewing)
    pdf, found = _for_the_press(book, set_book, linked)
    return pdf, (*_wrong_links(linked), *found)


def _ink_profile(manuscript: Manuscript) -> Path | None:
    """What says how colours of ink look: the book's own profile, or the one that ships. A press
    file's inks are those of the press."""
    config = manuscript.config
    if config.output is Edition.PRESS:
        return None
    profile = config.printing.press.profile if config.printing.press.colour == "cmyk" else ""
    own = book_file(manuscript.root, profile) if profile else None
    return own if own and is_of_inks(own.read_bytes()) else shipped_dir() / SHIPPED_PROFILE


def _for_the_press(
    book: Scholarship, set_book: SetBook, linked: LinkedBook
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The book as a print shop gets it, for the press edition; else as it is read."""
    if book.manuscript.config.output is not Edition.PRESS:
        return linked.pdf, ()
    # Colours take a colour engine, which no other edition wants.
    from chapbook.press_edition import press_edition

    made = press_edition(book.manuscript, linked.pdf, set_book.html, set_book.pagination)
    return made.pdf, made.diagnostics


def _wrong_links(linked: LinkedBook) -> Iterator[Diagnostic]:
    for anchor in linked.missing_anchors:
        yield error("link-broken", f"a link leads to '{anchor}', which is nowhere")
    for anchor in linked.repeated_anchors:
        message = f"'{anchor}' is in two places; links lead to the first"
        yield error("anchor-repeated", message)
