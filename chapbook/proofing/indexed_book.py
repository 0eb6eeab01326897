"""Turn a book directory into what the indexer's workbench reads: text, marks, index and pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chapbook.apparatus.authority import IndexAuthority
from chapbook.apparatus.index import make_index
from chapbook.apparatus.index_model import Index, IndexEntry
from chapbook.apparatus.index_pages import note_numbers
from chapbook.apparatus.merging import merged_heading
from chapbook.apparatus.model import PageLocation, ResolvedChapter
from chapbook.cache import Store
from chapbook.composition.model import Pagination
from chapbook.diagnostics import BookError, Diagnostic
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.model import (
    IndexMark,
    MarkRole,
    ParsedChapter,
    SourceChapter,
)
from chapbook.manuscript.running_text import Passage, read_passages
from chapbook.pipeline import compose
from chapbook.scholarship import Scholarship, read_book

HeadingPath = tuple[str, ...]


@dataclass(frozen=True)
class WorkedChapter:
    """A chapter as its author wrote it, as it is read, and as its notes were numbered."""

    source: SourceChapter
    parsed: ParsedChapter
    resolved: ResolvedChapter
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class IndexedBook:
    """A book with its index and its pages. `marks` stand under the headings that the
    authority file merged them into, in the book's order."""

    config: BookConfig
    chapters: tuple[WorkedChapter, ...]
    marks: tuple[IndexMark, ...]
    index: Index
    authority: IndexAuthority
    pagination: Pagination
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class MarkedPages:
    """The pages from `first` to `last` that one mark, or a range's two, put under a heading."""

    path: HeadingPath
    first: int
    last: int


def read_indexed_book(root: Path, store: Store, tell: Callable[[str], None]) -> IndexedBook:
    """The book, set as far as the cache doesn't have its pages. Raises BookError where there
    is no book to read, or no way to set it."""
    book = read_book(root, store)
    try:
        composed = compose(book, store, tell)
    except BookError as wrong:
        raise BookError((*book.diagnostics, *wrong.diagnostics)) from wrong
    indexed = with_index(book, composed.set_book.pagination)
    found = (*book.diagnostics, *composed.diagnostics, *indexed.diagnostics)
    return replace(indexed, diagnostics=found)


def with_index(book: Scholarship, pagination: Pagination) -> IndexedBook:
    """A book that is set, with its index; `diagnostics` are those of the index."""
    marks = [mark for chapter in book.chapters for mark in chapter.marks]
    config = book.manuscript.config
    notes = note_numbers(book.chapters, book.apparatus.chapters)
    index, found = make_index(marks, book.authority, pagination.locations, config.language, notes)
    return IndexedBook(
        config=config,
        chapters=tuple(worked_chapters(book)),
        marks=tuple(
            replace(mark, path=merged_heading(mark.path, book.authority)) for mark in marks
        ),
        index=index,
        authority=book.authority,
        pagination=pagination,
        diagnostics=found,
    )


def worked_chapters(book: Scholarship) -> Iterator[WorkedChapter]:
    """The chapters of a book as they are read."""
    config, root = book.manuscript.config, book.manuscript.root
    triples = zip(book.manuscript.chapters, book.chapters, book.apparatus.chapters, strict=True)
    for source, parsed, resolved in triples:
        passages = read_passages(source, config, root, in_text_citations=not book.cites_in_notes)
        yield WorkedChapter(source, parsed, resolved, passages)


def marked_pages(
    marks: Sequence[IndexMark], locations: Mapping[str, PageLocation]
) -> Iterator[MarkedPages]:
    """The pages of each mark, those of a range as one; of half a range those of its mark."""
    opened: dict[HeadingPath, list[int]] = {}
    for mark in marks:
        if mark.anchor not in locations:
            continue
        page = locations[mark.anchor].page_index
        if mark.role is MarkRole.OPEN:
            opened.setdefault(mark.path, []).append(page)
            continue
        first = page
        if mark.role is MarkRole.CLOSE and opened.get(mark.path):
            first = opened[mark.path].pop()
        yield MarkedPages(mark.path, min(first, page), max(first, page))
    for path, pages in opened.items():
        yield from (MarkedPages(path, page, page) for page in pages)


def entries(index: Index) -> Iterator[tuple[HeadingPath, IndexEntry]]:
    """Every entry of an index with its path, in printing order."""
    for section in index.sections:
        for entry in section.entries:
            yield from _below(entry, ())


def _below(entry: IndexEntry, above: HeadingPath) -> Iterator[tuple[HeadingPath, IndexEntry]]:
    path = (*above, entry.heading)
    yield path, entry
    for subentry in entry.subentries:
        yield from _below(subentry, path)
