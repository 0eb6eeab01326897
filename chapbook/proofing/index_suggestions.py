"""Turn a book's text and its index marks into further marks that an indexer may want."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.book_files import normalised
from chapbook.manuscript.running_text import SOMETHING, Passage
from chapbook.proofing.capitalised_words import word_use, words_of
from chapbook.proofing.headings_of_book import forms_of_book
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter, marked_pages
from chapbook.proofing.names_in_text import FoundName, NameFinder
from chapbook.proofing.ordinary_capitals import ARTICLES, primary
from chapbook.proofing.proposed_headings import proposed_headings
from chapbook.proofing.text_pages import ChapterPages, chapter_pages

_QUOTED = re.compile(r"[\"“‘«„']\w[^\"“”‘’«»„']{3,100}[\"”’»“'](?!\w)")
LISTED = frozenset(("td", "th", "dd"))
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


@dataclass(frozen=True)
class _Occurrence:
    """A name in a passage, with what the index may call it."""

    chapter: WorkedChapter
    passage: Passage
    name: FoundName
    heading: str = ""


def suggest_marks(book: IndexedBook) -> tuple[tuple[SuggestedMark, ...], ...]:
    """The suggestions for each headword that isn't to be ignored, the most frequent first."""
    groups = unindexed_names(book)
    return tuple(group for group in groups if group[0].heading not in book.authority.ignored)


def unindexed_names(book: IndexedBook) -> tuple[tuple[SuggestedMark, ...], ...]:
    """What could be suggested, were nothing ignored."""
    chapters = [chapter for chapter in book.chapters if chapter.parsed.division.kind == "chapter"]
    reader = _Reader(book, chapters)
    found = reader.named(tuple(reader.occurrences()))
    grouped: dict[str, list[SuggestedMark]] = {}
    for mark in _Unindexed(book).marks(found):
        grouped.setdefault(mark.heading, []).append(mark)
    ordered = sorted(grouped.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(tuple(marks) for _, marks in ordered)


class _Reader:
    """Reads the names in a book's chapters."""

    def __init__(self, book: IndexedBook, chapters: list[WorkedChapter]) -> None:
        self.book = book
        self.chapters = chapters
        self.words = {
            id(passage): words_of(passage.text)
            for chapter in chapters
            for passage in chapter.passages
            if not passage.is_heading
        }
        articles = ARTICLES.get(primary(book.config.language), frozenset())
        self.use = word_use(self.words.values(), articles)
        self.forms = forms_of_book(book)

    def occurrences(self) -> Iterator[_Occurrence]:
        """All names in the text, in the book's order."""
        for chapter in self.chapters:
            language = chapter.parsed.metadata.language
            finder = NameFinder(self.use, self.forms, language)
            for passage in chapter.passages:
                for name in finder.names(self.words.get(id(passage), ())):
                    yield _Occurrence(chapter, passage, name)

    def named(self, found: tuple[_Occurrence, ...]) -> Iterator[_Occurrence]:
        """Those whose heading is clear, with it."""
        new = (each.name.form for each in found if not each.name.headings)
        proposed = proposed_headings(
            new, self.use, self.forms.given_names, self.book.config.language
        )
        for each in found:
            heading = proposed.get(each.name.form, "")
            if each.name.headings:
                heading = _one_of(each.name.headings, each.chapter)
            if heading and _may_be_marked(each):
                yield replace(each, heading=heading)


def _is_only_list(chapter: WorkedChapter, kind: str) -> bool:
    """Whether these are the tables of a chronology or the definitions of a glossary: not to be
    indexed, unless their editor has begun to."""
    is_marked = any(each.kind == kind and _has_marks(each) for each in chapter.passages)
    is_body = chapter.parsed.division.matter is Matter.BODY
    return not is_body and kind in LISTED and not is_marked


def _has_marks(passage: Passage) -> bool:
    return any(not run.is_free for run in passage.runs)


def _one_of(headings: Set[str], chapter: WorkedChapter) -> str:
    """The heading meant; of several the one that the chapter marks, '' where that isn't clear."""
    if len(headings) > 1:
        headings = headings & {mark.path[0] for mark in chapter.parsed.marks}
    return next(iter(headings)) if len(headings) == 1 else ""


def _may_be_marked(each: _Occurrence) -> bool:
    """Not in a mark; in a title or a foreign phrase only what it says whole, and is known."""
    passage, name = each.passage, each.name
    run = passage.run_of(name.start, name.end)
    if not run or not run.is_free or _is_only_list(each.chapter, passage.kind):
        return False
    language = each.chapter.parsed.metadata.language
    is_whole = run.start == name.start and run.end == name.end
    source = passage.source.text
    around = source[run.index - 1 : run.index], source[run.index + run.length :][:1]
    is_title = all(sign in {"*", "_"} for sign in around)
    is_foreign = bool(run.language) and primary(run.language) != primary(language)
    if not name.headings and any(
        title.start() <= name.start < title.end() for title in _quoted_titles(passage.text)
    ):
        return False
    if is_title or (is_foreign and not run.language.endswith("-Latn")):
        return is_whole and bool(name.headings)
    return True


def _quoted_titles(text: str) -> Iterator[re.Match[str]]:
    """Quotations of three words and more whose long words all have capitals: titles."""
    for found in _QUOTED.finditer(text):
        words = found.group().strip("'‘’“”\"«»„ ").split()
        if len(words) > 2 and all(not word[:1].islower() or len(word) < 5 for word in words):
            yield found


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

    def marks(self, found: Iterator[_Occurrence]) -> Iterator[SuggestedMark]:
        """The suggestions for names that are not yet indexed where they stand."""
        for each in found:
            span = self._place(each)
            if span is None:
                continue
            pages = self.pages[each.passage.path].pages(each.passage.called_at or span)
            if not self._is_indexed(each, pages):
                yield self._suggestion(each, span, pages)

    def _place(self, each: _Occurrence) -> SourceSpan | None:
        """Where the name stands in its file; None where that is not to be told (in verse, whose
        columns are not exact, with the same name twice in a line)."""
        span = each.passage.span(each.name.start, each.name.end)
        words = each.passage.text[each.name.start : each.name.end].split("\n", 1)[0]
        line = self.lines[span.path][span.line - 1]
        if line.startswith(words, span.column - 1):
            return span
        return replace(span, column=line.find(words) + 1) if line.count(words) == 1 else None

    def _is_indexed(self, each: _Occurrence, pages: range) -> bool:
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

    def _suggestion(self, each: _Occurrence, span: SourceSpan, pages: range) -> SuggestedMark:
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
