"""Turn a book's marks, index and definition lists into the forms of its headings."""

import re
from collections.abc import Iterator

from chapbook.apparatus.authority import IndexAuthority
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter
from chapbook.proofing.known_headings import HeadingForms, NamedAs, heading_forms
from chapbook.proofing.ordinary_capitals import is_ordinary

_DATES = re.compile(r"\s*\([^()]*\)\s*$")


def forms_of_book(book: IndexedBook) -> HeadingForms:
    """The forms of every main heading, and of the heads of glossaries and lives.

    The words of a mark are a form of its heading where they share a word with it.
    """
    headings = dict.fromkeys(mark.path[0] for mark in book.marks)
    named = list(_other_heads(book.authority))
    elsewhere = {each.words for each in named}
    headings |= dict.fromkeys(head for head in _list_heads(book) if head not in elsewhere)
    named += [form for chapter in book.chapters for form in _marked_words(chapter)]
    return heading_forms(headings, named, book.config.language)


def _other_heads(authority: IndexAuthority) -> Iterator[NamedAs]:
    """The main headings that the authority file merges into another, posts twice or sends there."""
    targets = {path: rule.into for path, rule in {**authority.merge, **authority.double}.items()}
    for path, see in authority.see.items():
        if len(see.targets) == 1:
            targets[path] = see.targets[0]
    for path, target in targets.items():
        if len(path) == 1:
            yield NamedAs(path[0], target[0])


def _list_heads(book: IndexedBook) -> Iterator[str]:
    for chapter in book.chapters:
        for passage in chapter.passages:
            if passage.kind == "dt":
                head = _DATES.sub("", " ".join(passage.text.split()))
                if not is_ordinary(head, book.config.language):
                    yield head


def _marked_words(chapter: WorkedChapter) -> Iterator[NamedAs]:
    """What the marks of a chapter say in the text, each with its heading."""
    by_place: dict[tuple[int, int], set[str]] = {}
    for mark in chapter.parsed.marks:
        by_place.setdefault((mark.span.line, mark.span.column), set()).add(mark.path[0])
    for passage in chapter.passages:
        for words, place in _marked(passage):
            headings = by_place.get(place, set())
            if len(headings) == 1:
                heading = next(iter(headings))
                if _is_form(words, heading):
                    yield NamedAs(words, heading)


def _marked(passage: Passage) -> Iterator[tuple[str, tuple[int, int]]]:
    """The words inside marks, with the place of the bracket before them."""
    for run in passage.runs:
        if not run.is_free:
            line, column = passage.source.at(run.index)
            yield passage.text[run.start : run.end], (line, column - 1)


def _is_form(words: str, heading: str) -> bool:
    """Whether marked words are a name, and like the heading's: 'Menshevik' for 'Mensheviks'."""
    if not words[:1].isupper():
        return False
    if words.isupper() and len(words) > 1:
        return True
    begins = {word.lower()[:5] for word in re.findall(r"\w{3,}", heading)}
    return all(word.lower()[:5] in begins for word in re.findall(r"\w{3,}", words))
