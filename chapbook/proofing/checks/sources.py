"""Turn a book's bibliography into findings of entries that nobody cites, or that are doubled."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.apparatus.references import read_bibliography
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.checks.findings import Finding, finding
from chapbook.proofing.indexed_book import WorkedChapter
from chapbook.scholarship import Scholarship

MOST_TOLD = 20
"""A .bib that is shared by several books has many entries that this one doesn't cite."""
ALIKE = 0.9
"""Titles of which so much is the same are one title, mistyped."""
_WORD = re.compile(r"\w+")
_COMMAND = re.compile(r"\\[a-zA-Z]+\s*|\\.|[{}]")
_YEAR = re.compile(r"\d{4}")
_TELLING_APART = (
    "volume", "number", "issue", "pages", "chapter", "part", "edition", "series", "date", "month",
    "day", "booktitle", "journal", "journaltitle", "url", "doi", "translator",
)  # fmt: skip
_BY_HAND = re.compile(
    r"\((?:see |cf\. |in )?(?P<name>[A-ZÀ-Þ][\w’'-]+)"
    r"(?P<more> et al\.| (?:and|&|und|et|y|e) [A-ZÀ-Þ][\w’'-]+)?,? "
    r"(?P<year>1[5-9]\d\d|20\d\d)[a-z]?(?P<page>, pp?\. ?\d[\d–-]*|: ?\d[\d–-]*)?\)"
)


@dataclass(frozen=True)
class _Source:
    """What tells an entry from others."""

    entry: BibtexEntry
    title: str
    year: str
    author: str

    @property
    def key(self) -> str:
        return self.entry.key


def check_sources(book: Scholarship, chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Entries never cited, entries that are one source, and sources that were typed by hand."""
    source = book.manuscript.bibliography
    entries: Mapping[str, BibtexEntry] = read_bibliography(source)[0] if source else {}
    yield from _uncited(book, entries)
    sources = [_source(entry) for entry in entries.values()]
    yield from _twice(sources)
    authors = {each.author for each in sources if each.author}
    for chapter in chapters:
        for passage in chapter.passages:
            yield from _by_hand(passage, authors)


def _uncited(book: Scholarship, entries: Mapping[str, BibtexEntry]) -> Iterator[Finding]:
    """The entries that aren't listed. Without any that is, nobody cites from this file yet."""
    keys = book.uncited
    if len(keys) > MOST_TOLD:
        span = SourceSpan(entries[keys[0]].span.path, 1)
        message = f"{len(keys)} of {len(entries)} entries are cited nowhere"
        yield finding("entry-uncited", message, span)
        return
    for key in keys:
        message = f"'{key}' is cited nowhere"
        hint = f"cite it, list it by 'nocite: \"@{key}\"', or take it out"
        yield finding("entry-uncited", message, entries[key].span, hint)


def _source(entry: BibtexEntry) -> _Source:
    author = _field(entry, "author") or _field(entry, "editor")
    first = re.split(r"\s+and\s+", author)[0]
    family = first.split(",")[0] if "," in first else (first.split() or [""])[-1]
    date = _field(entry, "date") or _field(entry, "year")
    year = _YEAR.search(date)
    return _Source(entry, _folded(_field(entry, "title")), year[0] if year else "", _folded(family))


def _field(entry: BibtexEntry, name: str) -> str:
    field = entry.fields.get(name)
    return _COMMAND.sub("", field.latex).strip() if field else ""


def _folded(text: str) -> str:
    """Letters and figures alone, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
    )


def _twice(sources: Sequence[_Source]) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[_Source]] = {}
    for source in sources:
        if source.title and source.year:
            groups.setdefault((source.author, source.year), []).append(source)
    for group in groups.values():
        for at, source in enumerate(group):
            other = next((each for each in group[:at] if _is_one(each, source)), None)
            if other is not None:
                place = f"'{other.key}' in line {other.entry.span.line}"
                message = f"'{source.key}' is the same source as {place}"
                hint = "keep one, and cite that"
                yield finding("source-twice", message, source.entry.span, hint)


def _is_one(one: _Source, two: _Source) -> bool:
    """Whether author, year and title are the same and nothing tells the two apart."""
    if not one.author and one.title != two.title:
        return False
    figures = [re.findall(r"\d+", each.title) for each in (one, two)]
    if figures[0] != figures[1] or _are_apart(one.entry, two.entry):
        return False
    if one.title == two.title:
        return one.entry.kind == two.entry.kind or bool(one.author)
    shorter = min(len(one.title), len(two.title))
    return shorter > 15 and SequenceMatcher(None, one.title, two.title).ratio() >= ALIKE


def _are_apart(one: BibtexEntry, two: BibtexEntry) -> bool:
    """Whether both say something else of the same: a volume, pages, a day, the book they are in."""
    values = ((_folded(_field(one, name)), _folded(_field(two, name))) for name in _TELLING_APART)
    return any(first and second and first != second for first, second in values)


def _by_hand(passage: Passage, authors: set[str]) -> Iterator[Finding]:
    for found in _BY_HAND.finditer(passage.text):
        is_known = _folded(found["name"]) in authors
        if not (found["page"] or found["more"] == " et al." or is_known):
            continue
        if passage.run_of(found.start(), found.start() + 1):
            span = passage.span(found.start(), found.start() + 1)
            message = f"'{found.group()}' is a citation that was typed by hand"
            hint = "write it as [@key, p. 3], so that the source is listed"
            yield finding("citation-by-hand", message, span, hint)
