"""Turn index marks, the authority file's rules and the marks' pages into the index.

A book's index comes from `make_index`. `plain_index` makes one from marks and options as plain
values, without a book, by the very same steps; docs/index.md describes both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.authority import HeadingPath, IndexAuthority
from chapbook.apparatus.index_entries import EntryMaker
from chapbook.apparatus.index_lines import index_lines
from chapbook.apparatus.index_model import Index
from chapbook.apparatus.index_note import opening_note
from chapbook.apparatus.index_pages import PlacedMark, place_marks
from chapbook.apparatus.index_plain import PlainMark, plain_authority, plain_options, read_marks
from chapbook.apparatus.index_references import check_references
from chapbook.apparatus.index_warnings import FinishedIndex, index_warnings
from chapbook.apparatus.mark_ranges import join_ranges
from chapbook.apparatus.merging import double_marks, merge_marks
from chapbook.apparatus.model import PageLocation
from chapbook.diagnostics import Diagnostic, Severity
from chapbook.manuscript.model import IndexMark

NO_NOTES: Mapping[str, str] = {}


def make_index(
    marks: Sequence[IndexMark],
    authority: IndexAuthority,
    locations: Mapping[str, PageLocation],
    language: str,
    notes: Mapping[str, str] = NO_NOTES,
) -> tuple[Index, tuple[Diagnostic, ...]]:
    """The index of a book, and what is wrong with it.

    `locations` has the marks' pages by their anchors; a mark without one prints nothing, for
    the first run knows none. `notes` has the printed numbers of the notes that marks stand in
    (`index_pages.note_numbers`), by the marks' anchors too.
    """
    return index_of_placed(place_marks(marks, locations, notes), authority, language)


def index_of_placed(
    marks: Sequence[PlacedMark], authority: IndexAuthority, language: str
) -> tuple[Index, tuple[Diagnostic, ...]]:
    """The index of marks whose pages are known. The order of the marks doesn't matter."""
    merged, merging = merge_marks(marks, authority)
    doubled, doubling = double_marks(merged, authority)
    ranges, unmatched = join_ranges(doubled)
    sound, broken = check_references(authority, ranges)
    maker = EntryMaker(ranges, _sort_as(merged, authority), sound, language)
    sections = maker.sections()
    explained = opening_note(sections, authority.style, language, maker.merged)
    note = " ".join(part for part in (authority.note, explained) if part)
    warnings = index_warnings(FinishedIndex(maker.made, ranges, sound, language))
    found = (*merging, *doubling, *unmatched, *broken, *warnings)
    return Index(sections, note, authority.style), found


def _sort_as(marks: Sequence[PlacedMark], authority: IndexAuthority) -> Mapping[HeadingPath, str]:
    """The sort keys: the authority's, else that of the first mark in the book that has one."""
    keyed = sorted(
        (mark for mark in marks if mark.sort_key),
        key=lambda mark: (mark.place.span.path, mark.page is None, mark.page or 0, mark.place),
    )
    by_mark = {mark.path: mark.sort_key for mark in reversed(keyed)}
    return by_mark | {path: rule.sort for path, rule in authority.headings.items() if rule.sort}


@dataclass(frozen=True)
class PlainIndex:
    """An index without a book: its entries, its lines of text and what is wrong with it.

    `lines` end with one line for each error, as 'error: blind cross-reference cats -> felines'.
    """

    index: Index
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def plain_index(
    marks: Iterable[PlainMark | Mapping[str, object]],
    options: Mapping[str, object] | None = None,
) -> PlainIndex:
    """The index of marks given as plain values; a pure function.

    A mark is a PlainMark or a mapping with its keys: `h` (the headings from the main one down),
    `p` (the folio's label), `leaf` (its physical order), `note` (a note's number), `range`
    ('open' or 'close'), `fmt` ('main' or 'illus'), `see`, `also`, `pair` (also under the
    headings turned round), `sort`. The options are those of `index_plain.plain_options`.
    Raises ValueError for a mark or an option that can't be read.
    """
    asked = plain_options(options or {})
    read = read_marks(marks)
    authority = plain_authority(read, asked.style)
    index, found = index_of_placed(read.placed, authority, asked.language)
    wrong = sorted(
        (each for each in found if each.severity >= asked.told),
        key=lambda each: (-each.severity, each.span.line if each.span else 0, each.message),
    )
    said = tuple(f"{Severity(each.severity)}: {each.message}" for each in wrong)
    return PlainIndex(index, (*index_lines(index, asked.language), *said), found)
