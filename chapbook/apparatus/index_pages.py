"""Index marks on their pages, as an index orders and prints them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from chapbook.apparatus.authority import HeadingPath
from chapbook.apparatus.model import (
    Folio,
    FolioStyle,
    Footnote,
    IndexPlace,
    PageLocation,
    ResolvedChapter,
)
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.model import (
    IndexMark,
    MarkRole,
    NoteCall,
    ParsedChapter,
)

ROMAN, ARABIC, OTHER = range(3)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
LAST_FIGURES = re.compile(r"(.*?)(\d*)\Z", re.DOTALL)


class Emphasis(IntEnum):
    """What is at a place; where several are on one page, the highest is printed."""

    PLAIN = 0
    ILLUSTRATION = 1
    PRINCIPAL = 2


class Page(NamedTuple):
    """A page by its place in the book, then by its label.

    The physical order (`leaf`) comes first, so that x, xi, 1 stand as they are bound. Where it
    is not known it is 0, and roman folios precede arabic ones. `stem` is the label without
    its last figures ('A-' of 'A-3'); `number` is their value.
    """

    leaf: int
    kind: int
    stem: str
    number: int
    label: str

    def precedes(self, other: "Page") -> bool:
        """Whether `other` is the next page, by its place and by its folio."""
        same = (self.kind, self.stem) == (other.kind, other.stem)
        return same and other.number == self.number + 1 and 0 <= other.leaf - self.leaf <= 1


@dataclass(frozen=True)
class PlacedMark:
    """An index mark with its page, None where that isn't known (or the mark has none).

    `note` is the printed number of the note that it stands in, '' in the text.
    """

    path: HeadingPath
    page: Page | None
    note: str
    role: MarkRole
    emphasis: Emphasis
    sort_key: str
    place: IndexPlace

    @property
    def span(self) -> SourceSpan:
        """Where the mark is written."""
        return self.place.span


def page_of_label(label: str, leaf: int = 0) -> Page:
    """A page of which the printed label is known, and perhaps its place in the book."""
    if label.isascii() and label.isdecimal():
        return Page(leaf, ARABIC, "", int(label), label)
    if value := roman_value(label):
        return Page(leaf, ROMAN, "", value, label)
    found = LAST_FIGURES.match(label)
    stem, figures = found.groups() if found else (label, "")
    return Page(leaf, OTHER, stem, int(figures or 0), label)


def roman_value(label: str) -> int:
    """The value of a roman numeral, 0 for what is none."""
    letters = label.lower()
    if not letters or any(letter not in ROMAN_VALUES for letter in letters):
        return 0
    values = [ROMAN_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < following else value for value, following in pairs)
    return total if str(Folio(total, FolioStyle.ROMAN)) == letters else 0


def page_at(location: PageLocation) -> Page:
    """A page of the book."""
    folio = location.folio
    kind = ARABIC if folio.style is FolioStyle.ARABIC else ROMAN
    return Page(location.page_index, kind, "", folio.number, str(folio))


def note_numbers(
    chapters: Iterable[ParsedChapter], resolved: Iterable[ResolvedChapter]
) -> Mapping[str, str]:
    """The printed numbers of the notes that hold index marks, by the marks' anchors.

    A mark knows its note by its index in the chapter; citations that became notes count
    in print, so the number is that of the resolved call.
    """
    found: dict[str, str] = {}
    for chapter, done in zip(chapters, resolved, strict=True):
        numbers = {
            slot.note: str(filled.number)
            for slot, filled in zip(chapter.slots, done.slots, strict=False)
            if isinstance(slot, NoteCall) and isinstance(filled, Footnote)
        }
        for mark in chapter.marks:
            if mark.note is not None and mark.note in numbers:
                found[mark.anchor] = numbers[mark.note]
    return found


def place_marks(
    marks: Sequence[IndexMark],
    locations: Mapping[str, PageLocation],
    notes: Mapping[str, str],
) -> tuple[PlacedMark, ...]:
    """The book's marks on their pages."""
    pages = {anchor: page_at(location) for anchor, location in locations.items()}
    return tuple(
        PlacedMark(
            path=mark.path,
            page=pages.get(mark.anchor),
            note=notes.get(mark.anchor, ""),
            role=mark.role,
            emphasis=_emphasis(mark),
            sort_key=mark.sort_key,
            place=IndexPlace(mark.span, mark.anchor),
        )
        for mark in marks
    )


def _emphasis(mark: IndexMark) -> Emphasis:
    if mark.principal:
        return Emphasis.PRINCIPAL
    return Emphasis.ILLUSTRATION if mark.in_figure else Emphasis.PLAIN
