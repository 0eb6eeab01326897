"""Turn a book directory into one PDF: the stages in order.

read → parse → apparatus → fragments ⇄ pages (until the folios settle) → link
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.index import make_index
from chapbook.apparatus.index_pages import note_numbers
from chapbook.apparatus.labels import labels
from chapbook.apparatus.model import Index, PageLocation
from chapbook.bindery.binding import make_binding
from chapbook.bindery.ink_colours import SHIPPED_PROFILE, is_of_inks
from chapbook.bindery.link import link
from chapbook.bindery.model import LinkedBook
from chapbook.bindery.page_proofs import PageProof, ProofPress
from chapbook.bindery.source_files import source_files
from chapbook.cache import Store
from chapbook.composition import stored_citations, stored_pagination
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.compositor import Setup
from chapbook.composition.compositors import Compositors
from chapbook.composition.converge import SetBook, converge
from chapbook.composition.environment import environment_digest
from chapbook.composition.folios_in_text import are_margins_apart
from chapbook.composition.font_audit import audit_fonts, font_files
from chapbook.composition.fragments import FragmentMaker
from chapbook.composition.furniture import furniture_orders
from chapbook.composition.model import (
    HtmlFragment,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.page_sides import page_sides
from chapbook.composition.setter import Bystanders, Setter, stored_furniture
from chapbook.composition.standing_type import StandingType
from chapbook.composition.stylesheets import read_stylesheets
from chapbook.diagnostics import BookError, Diagnostic, error
from chapbook.early_sewing import EarlySewing
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.book_files import book_file
from chapbook.manuscript.model import Manuscript
from chapbook.manuscript.source_date import source_date
from chapbook.scholarship import Revise, Scholarship, read_book
from chapbook.shipped import shipped_dir


@dataclass(frozen=True)
class BuiltBook:
    """A book as one PDF, with what was wrong and what was done. `set_again` names the
    fragments that were set in this build and not taken from the cache, `furnished_again` those
    whose running heads and folios were; `typeset` sets a fragment as this build did."""

    book: Scholarship
    pdf: bytes
    set_book: SetBook
    diagnostics: tuple[Diagnostic, ...]
    set_again: tuple[str, ...]
    furnished_again: tuple[str, ...]
    typeset: Callable[[HtmlFragment], TypesetFragment]
    seconds: Mapping[str, float]

    @property
    def manuscript(self) -> Manuscript:
        """What the book was made from."""
        return self.book.manuscript


@dataclass(frozen=True)
class Composed:
    """The pages of a book, and the font files that they were set with; `sewing` has some of them
    in a PDF already."""

    set_book: SetBook
    furniture: tuple[TypesetFurniture | None, ...]
    fonts: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    set_again: tuple[str, ...]
    furnished_again: tuple[str, ...]
    typeset: Callable[[HtmlFragment], TypesetFragment]
    sewing: EarlySewing


def build_book(
    root: Path,
    store: Store,
    tell: Callable[[str], None],
    output: Edition = Edition.STANDARD,
    compositors: Compositors | None = None,
    shown: Callable[[PageProof], None] | None = None,
    standing: StandingType | None = None,
    revise: Revise = lambda manuscript, chapters: (manuscript, chapters),
    laid_out: Callable[[Scholarship, Composed], None] = lambda _book, _composed: None,
) -> BuiltBook:
    """The whole way to an edition; `tell` hears what is being done, `shown` gets proofs of pages
    that are set again, long before the book is done, `laid_out` all pages before they are joined;
    `revise` may change the chapters when they are parsed. Raises BookError when there is no book
    to read, or no way to set it. Without `compositors` it is set in this process; `standing` is
    what builds of this book there have left."""
    started = time.perf_counter()
    store.forget_unused()
    book = read_book(root, store, output, revise)
    read = time.perf_counter()
    try:
        composed = compose(book, store, tell, compositors, shown, standing)
    except BookError as wrong:
        raise BookError((*book.diagnostics, *wrong.diagnostics)) from wrong
    set_in = time.perf_counter()
    laid_out(book, composed)
    tell("joining the pages")
    linked = bind(book, composed)
    pdf, press_found = _for_the_press(book, composed, linked)
    return BuiltBook(
        book=book,
        pdf=pdf,
        set_book=composed.set_book,
        diagnostics=(
            *book.diagnostics,
            *composed.diagnostics,
            *_wrong_links(linked),
            *press_found,
        ),
        set_again=composed.set_again,
        furnished_again=composed.furnished_again,
        typeset=composed.typeset,
        seconds={
            "read": read - started,
            "compose": set_in - read,
            "bind": time.perf_counter() - set_in,
        },
    )


def compose(
    book: Scholarship,
    store: Store,
    tell: Callable[[str], None],
    compositors: Compositors | None = None,
    shown: Callable[[PageProof], None] | None = None,
    standing: StandingType | None = None,
) -> Composed:
    """The pages, their folios settled. Raises BookError when a template is wrong,
    or no font is there."""
    root, config = book.manuscript.root, book.manuscript.config
    sheets, unread = read_stylesheets(
        root, shipped_dir(), config.page, config.output, config.hyphenation
    )
    wrong_fonts = audit_fonts(sheets, _drawings(book))
    if not font_files(sheets):
        # Pango doesn't survive a book without any font.
        raise BookError((*unread, *wrong_fonts))
    compositors = compositors or Compositors(1)
    standing = standing or StandingType()
    engine = compositors.engine_version()
    environment = environment_digest(
        f"{engine}, {config.hyphenation}, {config.output}", sheets, font_files(sheets)
    )
    styles = compositors.prepare(
        Setup(root, shipped_dir(), sheets, config.hyphenation, environment, config.output)
    )
    maker = FragmentMaker(
        manuscript=book.manuscript,
        apparatus=book.apparatus,
        labels=labels(config.language),
        templates=standing.templates(root, shipped_dir()),
        images={chapter.division.id: chapter.images for chapter in book.chapters},
        citations=citation_printer(book, store),
        environment=environment,
        margins_apart=are_margins_apart(sheets),
        sides=page_sides(sheets, config.page.has_side_notes or styles.sides_differ),
    )
    name = f"{config.file_stem}.pagination"
    known = stored_pagination.from_bytes(store.get("pagination", name), config.divisions)
    sewing = EarlySewing(
        book, known, partial(stored_furniture, store), environment, tuple(font_files(sheets))
    )
    bystanders = Bystanders(drawn=sewing.take, known=sewing.take, has_time=sewing.sew_one)
    if shown:
        press = compositors.set_proof, compositors.furnish_proof
        proofs = ProofPress(known, standing.pages, *press, environment, config.page.sheet, shown)

        def show(html: HtmlFragment, made: TypesetFragment) -> None:
            proofs.pull(html, made)
            sewing.take(html, made)

        bystanders = replace(bystanders, begun=proofs.pull_edited, drawn=show)
    index = BookIndex(book)
    setter = Setter(compositors, store, tell, bystanders, more_follows=index.is_wanted)
    set_book = converge(
        maker, setter.typeset, index.at, known, standing.html, book.parsed_anew, setter.drawn
    )
    furniture = setter.furnish(tuple(furniture_orders(set_book, environment)))
    standing.pages = {
        html.id: (html, made) for html, made in zip(set_book.html, set_book.fragments, strict=True)
    }
    store.put("pagination", name, stored_pagination.to_bytes(set_book.pagination))
    found = (
        *unread,
        *wrong_fonts,
        *styles.diagnostics,
        *set_book.diagnostics,
        *(
            one
            for made in furniture
            for one in (made.diagnostics if made else ())
            if one not in set_book.diagnostics
        ),
        *index.diagnostics,
    )
    return Composed(
        set_book=set_book,
        furniture=furniture,
        fonts=tuple(font_files(sheets)),
        diagnostics=found,
        set_again=tuple(setter.set_again),
        furnished_again=tuple(setter.furnished_again),
        typeset=compositors.typeset,
        sewing=sewing,
    )


def citation_printer(book: Scholarship, store: Store) -> CitationPrinter:
    """Prints the book's citations; texts that `store` has aren't made again."""

    def remembered(key: str, make: Callable[[], CitationTexts]) -> CitationTexts:
        stored = store.load("citations", key, stored_citations.from_bytes)
        if stored is not None:
            return stored
        made = make()
        store.put("citations", key, stored_citations.to_bytes(made))
        return made

    config = book.manuscript.config
    printed = any(division.kind == "bibliography" for division in config.divisions)
    return CitationPrinter(book.style, book.apparatus, config.citations.ibid, printed, remembered)


def bind(book: Scholarship, composed: Composed) -> LinkedBook:
    """The pages as one PDF."""
    images = [image for chapter in book.chapters for image in chapter.images]
    binding = make_binding(
        book.manuscript.config,
        composed.set_book.fragments,
        composed.furniture,
        composed.set_book.pagination,
        book.apparatus.contents,
        source_date(book.manuscript.root),
        source_files(book.manuscript, images),
        book.chapters,
        _ink_profile(book.manuscript),
    )
    return link(binding, composed.fonts, composed.sewing.begun)


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
    book: Scholarship, composed: Composed, linked: LinkedBook
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The book as a print shop gets it, for the press edition; else as it is read."""
    if book.manuscript.config.output is not Edition.PRESS:
        return linked.pdf, ()
    # Colours take a colour engine, which no other edition wants.
    from chapbook.press_edition import press_edition

    set_book = composed.set_book
    made = press_edition(book.manuscript, linked.pdf, set_book.html, set_book.pagination)
    return made.pdf, made.diagnostics


def _drawings(book: Scholarship) -> dict[str, str]:
    """The texts of the SVG files that the chapters show, by their paths."""
    paths = {image for chapter in book.chapters for image in chapter.images}
    root = book.manuscript.root
    return {
        path: (root / path).read_text("utf-8", errors="replace")
        for path in sorted(paths)
        if path.lower().endswith(".svg")
    }


class BookIndex:
    """The index of a book, made again when anchors have other places; `diagnostics` says what is
    wrong with the last one."""

    def __init__(self, book: Scholarship) -> None:
        self._book = book
        self._locations: Mapping[str, PageLocation] | None = None
        self._index: Index | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_wanted(self) -> bool:
        """Whether the book has one."""
        divisions = self._book.manuscript.config.divisions
        return any(division.kind == "index" for division in divisions)

    def at(self, locations: Mapping[str, PageLocation]) -> Index | None:
        """The index when anchors stand there; None for a book that has none."""
        if self.is_wanted and locations != self._locations:
            self._locations = dict(locations)
            self._index, self.diagnostics = _index(self._book, locations)
        return self._index


def _index(
    book: Scholarship, locations: Mapping[str, PageLocation]
) -> tuple[Index, tuple[Diagnostic, ...]]:
    marks = [mark for chapter in book.chapters for mark in chapter.marks]
    notes = note_numbers(book.chapters, book.apparatus.chapters)
    return make_index(marks, book.authority, locations, book.manuscript.config.language, notes)


def _wrong_links(linked: LinkedBook) -> tuple[Diagnostic, ...]:
    missing = (
        error("link-broken", f"a link leads to '{anchor}', which is nowhere")
        for anchor in linked.missing_anchors
    )
    repeated = (
        error("anchor-repeated", f"'{anchor}' is in two places; links lead to the first")
        for anchor in linked.repeated_anchors
    )
    return (*missing, *repeated)
