"""Turn an index into the lines of its columns: what each belongs to, and may not be parted from.

Where a group of subentries goes on behind a turned leaf, its heading is repeated there with
'(continued)' (Chicago Manual of Style, 17th ed., 16.145).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from chapbook.apparatus.index_model import Index, IndexEntry, IndexSection
from chapbook.apparatus.model import PageLocation

LONGEST_WHOLE = 6
"""A group of more lines than these may be divided between columns."""


@dataclass(frozen=True)
class IndexLine:
    """A heading with its locators, or (`is_see_also`) what it sends to behind its subentries.

    `level` counts from 0; `above` has the headings over it as HTML. `keeps_with_next`: no
    column ends behind it. `anchor` is '' for a line that stands alone.
    """

    entry: IndexEntry
    level: int
    anchor: str
    above: tuple[str, ...] = ()
    is_see_also: bool = False
    keeps_with_next: bool = False
    ends_letter: bool = False


@dataclass(frozen=True)
class IndexLetter:
    """The lines under one letter, '' for symbols and figures."""

    letter: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True)
class IndexPart:
    """One of a book's indexes; `title` is '' where it is the only one."""

    title: str
    letters: tuple[IndexLetter, ...]


def lay_out(index: Index, prefix: str) -> tuple[IndexPart, ...]:
    """The lines of an index; `prefix` begins their anchors. Run-in, an entry is one line."""
    return tuple(
        IndexPart(
            title,
            tuple(
                IndexLetter(section.letter, _letter_lines(index, section, f"{prefix}--{part}-{at}"))
                for at, section in enumerate(sections)
            ),
        )
        for part, (title, sections) in enumerate(index.parts)
    )


def _letter_lines(index: Index, section: IndexSection, prefix: str) -> tuple[IndexLine, ...]:
    lines: list[IndexLine] = []
    for number, entry in enumerate(section.entries):
        if index.style.layout == "run-in" or not entry.subentries:
            lines.append(IndexLine(entry, 0, ""))
        else:
            also_below = index.style.see_also == "last"
            lines += _group(IndexLine(entry, 0, f"{prefix}-{number}"), also_below)
    lines[-1] = replace(lines[-1], ends_letter=True)
    return tuple(lines)


def _group(head: IndexLine, also_below: bool) -> list[IndexLine]:
    """The lines of an entry, kept together where they are few; none begins or ends alone."""
    entry, above = head.entry, (*head.above, head.entry.html)
    lines = [head]
    for number, subentry in enumerate(entry.subentries):
        below = IndexLine(subentry, head.level + 1, f"{head.anchor}-{number}", above)
        lines += _group(below, also_below)
    if entry.subentries and entry.see_also and also_below:
        anchor = f"{head.anchor}-{len(entry.subentries)}"
        lines.append(IndexLine(entry, head.level + 1, anchor, above, is_see_also=True))
    last = len(lines) - 1
    return [
        replace(line, keeps_with_next=True)
        if at < last and (at in {0, last - 1} or len(lines) <= LONGEST_WHOLE)
        else line
        for at, line in enumerate(lines)
    ]


def continued_headings(
    parts: tuple[IndexPart, ...], locations: Mapping[str, PageLocation]
) -> Mapping[str, tuple[str, ...]]:
    """For the line of a group that opens a verso: the headings above it, from the main one down.

    A line whose page isn't known continues nothing.
    """
    return {
        line.anchor: line.above
        for before, line in pairwise(_lines(parts))
        if line.above and _turns_leaf(locations.get(before.anchor), locations.get(line.anchor))
    }


def _lines(parts: tuple[IndexPart, ...]) -> Iterator[IndexLine]:
    return (line for part in parts for letter in part.letters for line in letter.lines)


def _turns_leaf(before: PageLocation | None, after: PageLocation | None) -> bool:
    """Whether `after` is on a later page than `before`, and a verso: page 0 is a recto."""
    if before is None or after is None:
        return False
    return before.page_index < after.page_index and after.page_index % 2 == 1
