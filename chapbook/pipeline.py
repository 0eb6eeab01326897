"""Turn a book directory into one PDF: the stages in order.

read → parse → apparatus → fragments ⇄ pages (until the folios settle) → link

What only the bindery wants, a fourth of all imports, is imported while others set the pages.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.labels import labels
from chapbook.bindery.early_sewing import EarlySewing
from chapbook.book_index import BookIndex
from chapbook.cache import Store
from chapbook.composition import stored_citations, stored_pagination, stored_styles
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.compositor import Setup, Styles
from chapbook.composition.compositors import Compositors
from chapbook.composition.converge import SetBook, converge
from chapbook.composition.folios_in_text import are_margins_apart
from chapbook.composition.font_audit import audit_fonts
from chapbook.composition.fragments import FragmentMaker
from chapbook.composition.furniture import furniture_orders
from chapbook.composition.glyph_places import placed_glyphs
from chapbook.composition.likely_pages import LikelyPages
from chapbook.composition.model import (
    HtmlFragment,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.page_sides import page_sides
from chapbook.composition.setter import Bystanders, Setter, stored_furniture
from chapbook.composition.standing_type import StandingType
from chapbook.composition.styling import Styling, styling_of
from chapbook.diagnostics import BookError, Diagnostic
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.model import Manuscript
from chapbook.scholarship import Revise, Scholarship, read_book
from chapbook.shipped import shipped_dir

if TYPE_CHECKING:
    from chapbook.bindery.page_proofs import PageProof


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
    shown: Callable[["PageProof"], None] | None = None,
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
    compositors = compositors or Compositors(1)
    announced: list[Styling] = []

    def announce(manuscript: Manuscript) -> None:
        announced.append(styling_of(manuscript))
        # Pango doesn't survive a book without any font.
        if announced[0].fonts:
            compositors.announce(announced[0].setup)

    book = read_book(root, store, output, revise, announce)
    read = time.perf_counter()
    try:
        composed = compose(book, store, tell, compositors, shown, standing, announced[0])
    except BookError as wrong:
        raise BookError((*book.diagnostics, *wrong.diagnostics)) from wrong
    set_in = time.perf_counter()
    laid_out(book, composed)
    tell("joining the pages")
    from chapbook.bound_book import bind

    pdf, wrong_in_pdf = bind(
        book, composed.set_book, composed.furniture, composed.fonts, composed.sewing.begun
    )
    return BuiltBook(
        book=book,
        pdf=pdf,
        set_book=composed.set_book,
        diagnostics=(
            *book.diagnostics,
            *composed.diagnostics,
            *wrong_in_pdf,
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
    shown: Callable[["PageProof"], None] | None = None,
    standing: StandingType | None = None,
    announced: Styling | None = None,
) -> Composed:
    """The pages, their folios settled; `announced` is the styling that compositors have been told
    of. Raises BookError when a template is wrong, or no font is there."""
    root, config = book.manuscript.root, book.manuscript.config
    is_known = announced is not None and announced.config is config
    styling = announced if announced and is_known else styling_of(book.manuscript)
    sheets = styling.sheets
    wrong_fonts = audit_fonts(sheets, _drawings(book))
    if not styling.fonts:
        raise BookError((*styling.diagnostics, *wrong_fonts))
    compositors = compositors or Compositors(1)
    standing = standing or StandingType()
    # What all fragments depend on.
    depends_on = f"{compositors.engine_version()}\n{styling.setup.environment}"
    environment = sha256(depends_on.encode()).hexdigest()
    styles = _styles(compositors, styling.setup, store, environment)
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
        book,
        known,
        partial(stored_furniture, store),
        lambda order: setter.furnish_ahead(order),
        environment,
        styling.fonts,
    )
    bystanders = Bystanders(drawn=sewing.take, known=sewing.take, has_time=sewing.sew_one)
    if shown:
        from chapbook.bindery.page_proofs import ProofPress

        press = compositors.set_proof, compositors.furnish_proof
        proofs = ProofPress(known, standing.pages, *press, environment, config.page.sheet, shown)

        def show(html: HtmlFragment, made: TypesetFragment) -> None:
            proofs.pull(html, made)
            sewing.take(html, made)

        bystanders = replace(bystanders, begun=proofs.pull_edited, drawn=show, are_hurried=True)
    index = BookIndex(book)
    setter = Setter(compositors, store, tell, bystanders, more_follows=index.is_wanted)
    set_book = converge(
        maker,
        setter.typeset,
        index.at,
        known,
        standing.html,
        book.parsed_anew,
        setter.drawn,
        setter.meanwhile,
        sewing.expect,
    )
    furniture = setter.furnish(tuple(furniture_orders(set_book, environment)))
    standing.pages = {
        html.id: (html, made) for html, made in zip(set_book.html, set_book.fragments, strict=True)
    }
    store.put("pagination", name, stored_pagination.to_bytes(set_book.pagination))
    found = (
        *styling.diagnostics,
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
        fonts=styling.fonts,
        diagnostics=placed_glyphs(found, book.manuscript, book.apparatus.listed),
        set_again=tuple(setter.set_again),
        furnished_again=tuple(setter.furnished_again),
        typeset=compositors.typeset,
        sewing=sewing,
    )


def _styles(compositors: Compositors, setup: Setup, store: Store, environment: str) -> Styles:
    """What is to be known of the stylesheets; what the store has isn't waited for."""
    known = store.load("styles", environment, stored_styles.from_bytes)
    styles = compositors.prepare(setup, known)
    if known is None:
        store.put("styles", environment, stored_styles.to_bytes(styles))
    return styles


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
    likely = LikelyPages(book.apparatus.chapters, config.page.sheet)
    return CitationPrinter(
        book.style,
        book.apparatus,
        config.citations.ibid,
        printed,
        remembered,
        likely.page_index,
    )


def _drawings(book: Scholarship) -> dict[str, str]:
    """The texts of the SVG files that the chapters show, by their paths."""
    paths = {image for chapter in book.chapters for image in chapter.images}
    root = book.manuscript.root
    return {
        path: (root / path).read_text("utf-8", errors="replace")
        for path in sorted(paths)
        if path.lower().endswith(".svg")
    }
