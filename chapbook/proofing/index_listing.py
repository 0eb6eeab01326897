"""Turn a book's index into lines for a terminal, and data, with the marks behind each locator."""

from collections.abc import Iterable, Iterator

from chapbook.apparatus.index_model import IndexEntry, Locator
from chapbook.apparatus.labels import labels
from chapbook.proofing.indexed_book import IndexedBook

INDENT = "    "
Data = dict[str, object]


def index_as_text(book: IndexedBook) -> str:
    """The index in printing order: a line for each locator, with the places of its marks.

    '**' is around a principal locator, '*' around an illustration's.
    """
    lines: list[str] = []
    part = ""
    for section in book.index.sections:
        if section.part != part:
            part = section.part
            lines += [*([""] if lines else []), f"== {part} =="]
        lines += [""] if lines else []
        for entry in section.entries:
            lines += _entry_lines(entry, 0, book.config.language)
    lines += [*([""] if lines else []), _summary(book)]
    return "\n".join(lines)


def _entry_lines(entry: IndexEntry, depth: int, language: str) -> Iterator[str]:
    indent, words = INDENT * depth, labels(language)
    yield f"{indent}{entry.heading}"
    indent += INDENT
    texts = [_emphasised(locator) for locator in entry.locators]
    width = max(map(len, texts), default=0)
    for text, locator in zip(texts, entry.locators, strict=True):
        yield f"{indent}{text:<{width}}  {_places(locator)}".rstrip()
    if entry.see:
        yield f"{indent}{words.see} {'; '.join(entry.see)}"
    for subentry in entry.subentries:
        yield from _entry_lines(subentry, depth + 1, language)
    if entry.see_also:
        yield f"{indent}{words.see_also} {'; '.join(entry.see_also)}"


def _emphasised(locator: Locator) -> str:
    sign = "**" if locator.principal else "*" if locator.illustration else ""
    return f"{sign}{locator.text}{sign}"


def _places(locator: Locator) -> str:
    places = sorted({(place.span.path, place.span.line) for place in locator.places})
    return ", ".join(f"{path}:{line}" for path, line in places)


def _summary(book: IndexedBook) -> str:
    headings = [entry for section in book.index.sections for entry in section.entries]
    count = sum(_locator_count(entry) for entry in headings)
    heads = "headword" if len(headings) == 1 else "headwords"
    return f"{len(headings)} {heads}, {count} {'locator' if count == 1 else 'locators'}"


def _locator_count(entry: IndexEntry) -> int:
    return len(entry.locators) + sum(map(_locator_count, entry.subentries))


def index_as_data(book: IndexedBook) -> list[Data]:
    """The entries in printing order, as values for JSON."""
    return [
        {"part": section.part, "letter": section.letter, **_entry_data(entry)}
        for section in book.index.sections
        for entry in section.entries
    ]


def _entry_data(entry: IndexEntry) -> Data:
    return {
        "heading": entry.heading,
        "locators": list(_locator_data(entry.locators)),
        "see": list(entry.see),
        "see_also": list(entry.see_also),
        "subentries": [_entry_data(subentry) for subentry in entry.subentries],
    }


def _locator_data(locators: Iterable[Locator]) -> Iterator[Data]:
    for locator in locators:
        yield {
            "text": locator.text,
            "principal": locator.principal,
            "illustration": locator.illustration,
            "note": locator.note,
            "marks": [
                {"path": place.span.path, "line": place.span.line, "column": place.span.column}
                for place in sorted(locator.places)
            ],
        }
