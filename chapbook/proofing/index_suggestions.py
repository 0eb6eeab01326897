"""Turn the names in a book's text into further index marks that an indexer may want."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_files import normalised
from chapbook.manuscript.running_text import SOMETHING
from chapbook.proofing.indexed_book import IndexedBook, marked_pages
from chapbook.proofing.named_occurrences import Occurrence, named_occurrences
from chapbook.proofing.text_pages import ChapterPages, chapter_pages

WORDS_AROUND = 6
"""So many words of the text are shown on either side."""


@dataclass(frozen=True)
class SuggestedMark:
    """A mark that may be put in place of the words at `span`.

    `folio` is where they are printed, '' where that isn't sure; `before` and `after` are the
    words around them. `is_known`: the index, or a list of the book, has the heading;
    `is_indexed`: the index has it.
    """

    heading: str
    span: SourceSpan
    folio: str
    before: str
    words: str
    after: str
    mark: str
    is_known: bool
    is_indexed: bool


def suggest_marks(book: IndexedBook) -> tuple[tuple[SuggestedMark, ...], ...]:
    """The suggestions for each headword that isn't to be ignored, the most frequent first."""
    groups = unindexed_names(book)
    return tuple(group for group in groups if group[0].heading not in book.authority.ignored)


def unindexed_names(book: IndexedBook) -> tuple[tuple[SuggestedMark, ...], ...]:
    """What could be suggested, were nothing ignored."""
    grouped: dict[str, list[SuggestedMark]] = {}
    for mark in _Unindexed(book).marks(named_occurrences(book)):
        grouped.setdefault(mark.heading, []).append(mark)
    ordered = sorted(grouped.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(tuple(marks) for _, marks in ordered)


class _Unindexed:
    """Lets through, once for each page, what no mark has put in the index there."""

    def __init__(self, book: IndexedBook) -> None:
        self.book = book
        self.pages: Mapping[str, ChapterPages] = chapter_pages(book)
        self.indexed: Counter[tuple[str, int]] = Counter()
        for marked in marked_pages(book.marks, book.pagination.locations):
            for page in range(marked.first, marked.last + 1):
                self.indexed[marked.path[0], page] += 1
        self.lines = {
            chapter.source.path: normalised(chapter.source.text).split("\n")
            for chapter in book.chapters
        }
        printed = (entry.heading for section in book.index.sections for entry in section.entries)
        self.heads = {*printed, *(mark.path[0] for mark in book.marks)}
        self.done: set[tuple[str, int]] = set()
        self.folios = {
            place.first_page_index + page: str(
                replace(place.first_folio_printed, number=place.first_folio + page)
            )
            for place in book.pagination.placements
            for page in range(place.page_count)
        }

    def marks(self, found: Iterable[Occurrence]) -> Iterator[SuggestedMark]:
        """The suggestions for names that are not yet indexed where they stand."""
        for each in found:
            span = self._place(each)
            if span is None:
                continue
            pages = self.pages[each.passage.path].pages(each.passage.called_at or span)
            if not self._is_indexed(each, pages):
                yield self._suggestion(each, span, pages)

    def _place(self, each: Occurrence) -> SourceSpan | None:
        """Where the name stands in its file; None where that is not to be told (in verse, whose
        columns are not exact, with the same name twice in a line)."""
        span = each.passage.span(each.name.start, each.name.end)
        words = each.passage.text[each.name.start : each.name.end].split("\n", 1)[0]
        line = self.lines[span.path][span.line - 1]
        if line.startswith(words, span.column - 1):
            return span
        return replace(span, column=line.find(words) + 1) if line.count(words) == 1 else None

    def _is_indexed(self, each: Occurrence, pages: range) -> bool:
        if all(self.indexed[each.heading, page] for page in pages):
            return True
        if any(
            mark.path[0] == each.heading and each.passage.holds(mark.span)
            for mark in self.book.marks
        ):
            return True
        place = (each.heading, pages[0] if len(pages) == 1 else -id(each.passage))
        if place in self.done:
            return True
        self.done.add(place)
        return False

    def _suggestion(self, each: Occurrence, span: SourceSpan, pages: range) -> SuggestedMark:
        passage, name = each.passage, each.name
        words = passage.text[name.start : name.end]
        return SuggestedMark(
            heading=each.heading,
            span=span,
            folio=self.folios[pages[0]] if len(pages) == 1 else "",
            before=_last_words(passage.text[: name.start]),
            words=" ".join(words.split()),
            after=_first_words(passage.text[name.end :]),
            mark=mark_for(words, each.heading),
            is_known=bool(name.headings),
            is_indexed=each.heading in self.heads,
        )


def _last_words(text: str) -> str:
    """The last words of a text, and the space behind them."""
    space = " " if text[-1:].isspace() else ""
    return _shown(text.split()[-WORDS_AROUND:]) + space


def _first_words(text: str) -> str:
    """The first words of a text, and the space or the sign before them."""
    space = " " if text[:1].isspace() else ""
    return space + _shown(text.split()[:WORDS_AROUND])


def _shown(words: list[str]) -> str:
    return " ".join(words).replace(SOMETHING, "…")


def mark_for(words: str, heading: str) -> str:
    """The index mark to paste in place of some words."""
    words = " ".join(words.split())
    if words.replace("’", "'") == heading.replace("’", "'"):
        return f"[{words}]{{.ix}}"
    escaped = heading.replace("\\", "\\\\").replace(";", "\\;").replace(">", "\\>")
    return f'[{words}]{{ix="{escaped.replace(chr(34), chr(92) + chr(34))}"}}'
