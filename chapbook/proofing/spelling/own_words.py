"""Turn a book into the words that it knows itself: headwords, terms, names, and its word list."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chapbook.apparatus.authority import IndexAuthority
from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.proofing.indexed_book import WorkedChapter

WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_NAMING = ("author", "editor", "translator", "title", "subtitle", "booktitle", "journal",
           "journaltitle", "publisher", "location", "address", "series", "shorttitle")  # fmt: skip


def own_words(
    chapters: Sequence[WorkedChapter],
    authority: IndexAuthority,
    entries: Mapping[str, BibtexEntry],
    listed: str,
) -> frozenset[str]:
    """The words of the index, of terms that are defined, of the bibliography's names and titles,
    and of the text `listed`, in which '#' begins a comment."""
    words: set[str] = set()
    for text in _texts(chapters, authority, entries):
        words.update(WORD.findall(text))
    for line in listed.splitlines():
        words.update(WORD.findall(line.partition("#")[0]))
    return frozenset(word.replace("’", "'") for word in words)


def _texts(
    chapters: Sequence[WorkedChapter],
    authority: IndexAuthority,
    entries: Mapping[str, BibtexEntry],
) -> Iterator[str]:
    for chapter in chapters:
        for mark in chapter.parsed.marks:
            yield " ".join(mark.path)
        for passage in chapter.passages:
            if passage.kind == "dt":
                yield passage.text
    for paths in (authority.see, authority.merge):
        for path in paths:
            yield " ".join(path)
    for entry in entries.values():
        for name in _NAMING:
            if field := entry.fields.get(name):
                yield field.latex
