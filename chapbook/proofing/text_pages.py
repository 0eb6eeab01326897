"""Turn a place in a chapter's file into the pages on which it may be printed.

Pages are known of anchors alone: marks, notes' calls, headings. What stands between two of
one page is on that page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.apparatus.model import Footnote, PageLocation, ResolvedSlot
from chapbook.composition.model import Placement
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.model import MarkRole, ParsedChapter
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter

_Place = tuple[int, int]


@dataclass(frozen=True)
class ChapterPages:
    """The places of a chapter whose pages are known, in the order of the file.

    `highest` has the highest page up to each of them, `lowest` the lowest from it on.
    """

    places: tuple[_Place, ...]
    highest: tuple[int, ...]
    lowest: tuple[int, ...]
    first: int
    last: int

    def pages(self, span: SourceSpan) -> range:
        """The indices of the pages on which a place may be printed."""
        at = (span.line, span.column)
        before, after = bisect_right(self.places, at), bisect_left(self.places, at)
        first = self.highest[before - 1] if before else self.first
        last = self.lowest[after] if after < len(self.places) else self.last
        return range(first, max(first, last) + 1)


def chapter_pages(book: IndexedBook) -> Mapping[str, ChapterPages]:
    """What is known of each chapter's pages, by its path."""
    placements = {place.division.id: place for place in book.pagination.placements}
    return {
        chapter.source.path: _pages(
            chapter, placements[chapter.parsed.division.id], book.pagination.locations
        )
        for chapter in book.chapters
    }


def _pages(
    chapter: WorkedChapter, placement: Placement, locations: Mapping[str, PageLocation]
) -> ChapterPages:
    first = placement.first_page_index
    last = first + placement.page_count - 1
    known = sorted(
        ((span.line, span.column), locations[anchor].page_index)
        for span, anchor in _landmarks(chapter)
        if anchor in locations
    )
    highest, lowest = [first], [last]
    for _, page in known:
        highest.append(max(highest[-1], page))
    for _, page in reversed(known):
        lowest.append(min(lowest[-1], page))
    places = tuple(place for place, _ in known)
    return ChapterPages(places, tuple(highest[1:]), tuple(lowest[:0:-1]), first, last)


def _landmarks(chapter: WorkedChapter) -> Iterator[tuple[SourceSpan, str]]:
    """Places of the text itself with their anchors; notes stand where they are called."""
    yield from _marks(chapter.parsed)
    for target in chapter.parsed.targets:
        yield target.span, target.anchor
    for slot in chapter.resolved.slots:
        yield from _calls(slot)


def _marks(chapter: ParsedChapter) -> Iterator[tuple[SourceSpan, str]]:
    """Marks in the text, but not the far end of a section whose heading is marked."""
    opening = {mark.span for mark in chapter.marks if mark.role is MarkRole.OPEN}
    for mark in chapter.marks:
        if mark.note is None and not (mark.role is MarkRole.CLOSE and mark.span in opening):
            yield mark.span, mark.anchor


def _calls(slot: ResolvedSlot) -> Iterator[tuple[SourceSpan, str]]:
    if isinstance(slot, Footnote):
        yield slot.span, slot.call_anchor
    elif isinstance(slot, tuple):
        for part in slot:
            yield from _calls(part)
