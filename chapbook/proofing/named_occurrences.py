"""Turn a book's text into the names in it, each with the heading that the index may have for it."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.capitalised_words import word_use, words_of
from chapbook.proofing.headings_of_book import forms_of_book
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter
from chapbook.proofing.names_in_text import FoundName, NameFinder
from chapbook.proofing.ordinary_capitals import ARTICLES, primary
from chapbook.proofing.proposed_headings import proposed_headings

_QUOTED = re.compile(r"[\"“‘«„']\w[^\"“”‘’«»„']{3,100}[\"”’»“'](?!\w)")
LISTED = frozenset(("td", "th", "dd"))


@dataclass(frozen=True)
class Occurrence:
    """A name in a passage, with what the index may call it."""

    chapter: WorkedChapter
    passage: Passage
    name: FoundName
    heading: str = ""


def named_occurrences(book: IndexedBook) -> Iterator[Occurrence]:
    """The names in the book's chapters whose heading is clear, in the book's order."""
    chapters = [chapter for chapter in book.chapters if chapter.parsed.division.kind == "chapter"]
    reader = _Reader(book, chapters)
    return reader.named(tuple(reader.occurrences()))


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

    def occurrences(self) -> Iterator[Occurrence]:
        """All names in the text, in the book's order."""
        for chapter in self.chapters:
            language = chapter.parsed.metadata.language
            finder = NameFinder(self.use, self.forms, language)
            for passage in chapter.passages:
                for name in finder.names(self.words.get(id(passage), ())):
                    yield Occurrence(chapter, passage, name)

    def named(self, found: tuple[Occurrence, ...]) -> Iterator[Occurrence]:
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


def _may_be_marked(each: Occurrence) -> bool:
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
