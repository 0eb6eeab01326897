"""Turn an index into how densely it covers the book: chapters, and pages without any locator."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chapbook.composition.model import Placement
from chapbook.manuscript.book_config import Matter
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter, entries, marked_pages

NAME_WIDTH = 38


@dataclass(frozen=True)
class ChapterCoverage:
    """A chapter of body or back matter, and what the index has of it.

    `locators` counts what the index prints, a range on the page where it begins.
    `uncovered` are the folios of pages that no locator leads to; `only_ranges` of those that
    are no more than part of a range which begins on an earlier page.
    """

    path: str
    title: str
    folios: tuple[str, ...]
    words: int
    locators: int
    uncovered: tuple[str, ...]
    only_ranges: tuple[str, ...]

    @property
    def density(self) -> float:
        """Locators for each thousand words."""
        return 1000 * self.locators / self.words if self.words else 0.0


def index_coverage(book: IndexedBook) -> tuple[ChapterCoverage, ...]:
    """The chapters of body and back matter in order; bibliographies and the like left out."""
    locations = book.pagination.locations
    begun = Counter(
        locations[locator.anchor].page_index
        for _, entry in entries(book.index)
        for locator in entry.locators
    )
    covered = Counter(
        page
        for marked in marked_pages(book.marks, locations)
        for page in range(marked.first, marked.last + 1)
    )
    placements = {place.division.id: place for place in book.pagination.placements}
    return tuple(
        _chapter(chapter, placements[chapter.parsed.division.id], begun, covered)
        for chapter in book.chapters
        if chapter.parsed.division.kind == "chapter"
        and chapter.parsed.division.matter is not Matter.FRONT
    )


def _chapter(
    chapter: WorkedChapter, place: Placement, begun: Counter[int], covered: Counter[int]
) -> ChapterCoverage:
    pages = range(place.first_page_index, place.first_page_index + place.page_count)
    folios = {
        page: str(replace(place.first_folio_printed, number=place.first_folio + number))
        for number, page in enumerate(pages)
    }
    return ChapterCoverage(
        path=chapter.source.path,
        title=chapter.parsed.metadata.title,
        folios=tuple(folios.values()),
        words=sum(len(passage.text.split()) for passage in chapter.passages),
        locators=sum(begun[page] for page in pages),
        uncovered=tuple(folios[page] for page in pages if not covered[page]),
        only_ranges=tuple(folios[page] for page in pages if covered[page] and not begun[page]),
    )


def coverage_as_text(chapters: Sequence[ChapterCoverage]) -> str:
    """A table of the chapters, then the pages without locators."""
    head = f"{'chapter':{NAME_WIDTH}}{'pages':>9}{'words':>9}{'locators':>10}{'per 1,000':>11}"
    lines = [head, *map(_row, chapters), ""]
    lines += _pages("no locator", [(each.uncovered, each) for each in chapters])
    lines += _pages("only inside a range", [(each.only_ranges, each) for each in chapters])
    return "\n".join(lines)


def _row(chapter: ChapterCoverage) -> str:
    title = chapter.title
    if len(title) > NAME_WIDTH - 2:
        title = f"{title[: NAME_WIDTH - 3].rstrip()}…"
    first, last = chapter.folios[0], chapter.folios[-1]
    pages = first if first == last else f"{first}–{last}"
    numbers = f"{pages:>9}{chapter.words:>9,}{chapter.locators:>10,}{chapter.density:>11.1f}"
    return f"{title:{NAME_WIDTH}}{numbers}"


def _pages(what: str, found: Sequence[tuple[tuple[str, ...], ChapterCoverage]]) -> Iterator[str]:
    count = sum(len(folios) for folios, _ in found)
    yield f"pages with {what}: {count or 'none'}"
    for folios, chapter in found:
        if folios:
            yield f"    {', '.join(folios)}  {chapter.title} ({chapter.path})"


def coverage_as_data(chapters: Sequence[ChapterCoverage]) -> list[dict[str, object]]:
    """The chapters as values for JSON."""
    return [
        {
            "path": chapter.path,
            "title": chapter.title,
            "folios": list(chapter.folios),
            "words": chapter.words,
            "locators": chapter.locators,
            "per_1000_words": round(chapter.density, 1),
            "uncovered": list(chapter.uncovered),
            "only_ranges": list(chapter.only_ranges),
        }
        for chapter in chapters
    ]
