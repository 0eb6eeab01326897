"""Turn a set book and its contents into the Binding that the linker joins."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from chapbook.apparatus.labels import labels
from chapbook.apparatus.model import ContentsEntry, FolioStyle
from chapbook.bindery.model import (
    Attachment,
    Binding,
    BoundFragment,
    DocumentInfo,
    OutlineItem,
    PageLabelRange,
)
from chapbook.composition.model import Pagination, TypesetFragment, TypesetFurniture
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.divisions import ids_in_parts
from chapbook.manuscript.model import ParsedChapter

PDF_STYLES = {FolioStyle.ROMAN: "r", FolioStyle.ARABIC: "D"}


def make_binding(
    config: BookConfig,
    fragments: Sequence[TypesetFragment],
    furniture: Sequence[TypesetFurniture | None],
    pagination: Pagination,
    contents: Sequence[ContentsEntry],
    created: datetime,
    attachments: tuple[Attachment, ...] = (),
    chapters: Sequence[ParsedChapter] = (),
    ink_profile: Path | None = None,
) -> Binding:
    """The Binding of the book; fragments and their furniture are in the order of
    `pagination.placements`."""
    in_parts = ids_in_parts(config.divisions)
    bound = tuple(
        BoundFragment(fragment, placement.blanks_before, margins, fragment.id in in_parts)
        for fragment, margins, placement in zip(
            fragments, furniture, pagination.placements, strict=True
        )
    )
    return Binding(
        fragments=bound,
        trim=config.page.sheet,
        outline=outline_of(contents),
        page_labels=page_labels_of(pagination),
        page_term=labels(config.language).page,
        folios={
            folio.anchor: str(pagination.locations[folio.anchor].folio)
            for fragment in fragments
            for folio in fragment.open_folios
            if folio.anchor in pagination.locations
        },
        info=document_info(config, created),
        attachments=attachments,
        is_linearised=config.linearises and config.output.is_read,
        unnamed=unnamed_anchors(config, fragments, chapters),
        ink_profile=ink_profile,
    )


def unnamed_anchors(
    config: BookConfig, fragments: Sequence[TypesetFragment], chapters: Sequence[ParsedChapter]
) -> frozenset[str]:
    """The anchors of index marks, and those of the index's own lines: nobody else leads to them."""
    indexes = {division.id for division in config.divisions if division.kind == "index"}
    lines = {name for each in fragments if each.id in indexes for name in each.anchors} - indexes
    marks = {mark.anchor for chapter in chapters for mark in chapter.marks}
    targets = {target.anchor for chapter in chapters for target in chapter.targets}
    return frozenset(lines | (marks - targets))


def document_info(config: BookConfig, created: datetime) -> DocumentInfo:
    """What a PDF of the book says of itself."""
    return DocumentInfo(
        title=config.title,
        authors=config.authors or config.editors,
        subject=config.subtitle or config.summary,
        keywords=config.keywords,
        language=config.language,
        created=created,
        edition=config.edition,
        isbn=config.isbn,
        licence=config.licence,
    )


def outline_of(contents: Sequence[ContentsEntry]) -> tuple[OutlineItem, ...]:
    """The contents as a tree: an entry holds those of a higher level that follow it."""
    items: list[OutlineItem] = []
    position = 0
    while position < len(contents):
        entry = contents[position]
        end = position + 1
        while end < len(contents) and contents[end].level > entry.level:
            end += 1
        inside = outline_of(contents[position + 1 : end])
        items.append(OutlineItem(_title(entry), entry.anchor, inside))
        position = end
    return tuple(items)


def _title(entry: ContentsEntry) -> str:
    """'3 The trial', but 'Part II. The trials'."""
    point = "" if entry.number.isdecimal() else "."
    return f"{entry.number}{point} {entry.title_text}" if entry.number else entry.title_text


def page_labels_of(pagination: Pagination) -> tuple[PageLabelRange, ...]:
    """How a book's pages are labelled: as their folios are."""
    ranges: list[PageLabelRange] = []
    for placement in pagination.placements:
        style = PDF_STYLES[placement.folio_style]
        if not ranges:
            ranges.append(PageLabelRange(0, style, 1))
        elif ranges[-1].style != style:
            ranges.append(PageLabelRange(placement.first_page_index, style, placement.first_folio))
    return tuple(ranges)
