"""Turn a book whose pages are known into the message that says where everything stands."""

from collections.abc import Iterator

from chapbook.apparatus.model import Folio
from chapbook.composition.model import Pagination, Placement
from chapbook.manuscript.model import Manuscript
from chapbook.pipeline import Composed
from chapbook.proofing.preview.messages import BookSet, DivisionPlace, OutlineLine, Part
from chapbook.proofing.preview.press_sheets import press_sheets
from chapbook.proofing.preview.source_names import source_names
from chapbook.scholarship import Scholarship

DEEPEST = 3
"""Headings below this level are not in the outline."""


def book_set(
    number: int, book: Scholarship, composed: Composed, changed: tuple[Part, ...]
) -> BookSet:
    """The message for one book; `changed` are the parts that the server doesn't have."""
    config = book.manuscript.config
    pagination = composed.set_book.pagination
    return BookSet(
        number=number,
        title=config.title,
        page_width_mm=config.page.sheet.width_mm,
        page_height_mm=config.page.sheet.height_mm,
        binding_side=config.printing.binding_side,
        divisions=tuple(_division_place(place, book) for place in pagination.placements),
        parts=changed,
        outline=tuple(_outline(book, pagination)),
        sheets=press_sheets(config, pagination.page_count),
        names=source_names(book),
        prints_proposed=config.changes == "proposed",
    )


def _division_place(place: Placement, book: Scholarship) -> DivisionPlace:
    division = place.division
    folios = (
        str(Folio(place.first_folio + page, place.folio_style)) for page in range(place.page_count)
    )
    return DivisionPlace(
        id=division.id,
        title=_titles(book).get(division.id, ""),
        source=division.source or "",
        blanks_before=place.blanks_before,
        folios=tuple(folios),
        made_from=_listed_file(division.kind, book.manuscript),
    )


def _listed_file(kind: str, manuscript: Manuscript) -> str:
    files = {"bibliography": manuscript.bibliography, "index": manuscript.index_authority}
    listed = files.get(kind)
    return listed.path if listed else ""


def _titles(book: Scholarship) -> dict[str, str]:
    listed = {entry.anchor: entry for entry in book.apparatus.contents}
    titles = {name: f"{entry.number} {entry.title_text}".strip() for name, entry in listed.items()}
    return {chapter.division.id: chapter.title_text for chapter in book.chapters} | titles


def _outline(book: Scholarship, pagination: Pagination) -> Iterator[OutlineLine]:
    """Each division that has a title, and the headings in it."""
    titles = _titles(book)
    levels = {entry.anchor: entry.level for entry in book.apparatus.contents}
    headings = {chapter.division.id: chapter.targets for chapter in book.chapters}
    for place in pagination.placements:
        division = place.division
        if title := titles.get(division.id):
            level = levels.get(division.id, 1)
            yield OutlineLine(division.id, level, title, place.first_page_index)
        for target in headings.get(division.id, ()):
            where = pagination.locations.get(target.anchor)
            if target.kind == "heading" and 2 <= target.level <= DEEPEST and where:
                yield OutlineLine(target.anchor, target.level, target.title_text, where.page_index)
