"""Turn index marks, the authority file's rules and the marks' pages into the index."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.authority import HeadingPath, IndexAuthority
from chapbook.apparatus.index_order import letter, sort_key
from chapbook.apparatus.index_references import check_references
from chapbook.apparatus.locators import Stretch, locators
from chapbook.apparatus.mark_ranges import MarkedRange, join_ranges
from chapbook.apparatus.merging import merge_marks
from chapbook.apparatus.model import Index, IndexEntry, IndexSection, PageLocation
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.model import IndexMark


@dataclass(frozen=True)
class _Book:
    """What entries are made from."""

    ranges: Mapping[HeadingPath, tuple[MarkedRange, ...]]
    sort_as: Mapping[HeadingPath, str]
    children: Mapping[HeadingPath, tuple[HeadingPath, ...]]
    authority: IndexAuthority
    locations: Mapping[str, PageLocation]
    language: str


def make_index(
    marks: Sequence[IndexMark],
    authority: IndexAuthority,
    locations: Mapping[str, PageLocation],
    language: str,
) -> tuple[Index, tuple[Diagnostic, ...]]:
    """The index of a book whose marks come in the book's order.

    A mark whose anchor has no location is left out, silently: the first run knows none.
    Diagnostics depend on marks and rules alone.
    """
    merged, merging = merge_marks(marks, authority)
    ranges, unmatched = join_ranges(merged)
    book = _Book(
        ranges=ranges,
        sort_as=_sort_as(merged, authority),
        children=_children((*ranges, *authority.see)),
        authority=authority,
        locations=locations,
        language=language,
    )
    broken = check_references(authority, ranges)
    return Index(_sections(book), authority.note), (*merging, *unmatched, *broken)


def _sort_as(marks: Sequence[IndexMark], authority: IndexAuthority) -> Mapping[HeadingPath, str]:
    """The sort keys: the authority's, else that of the first mark in the book that has one."""
    keyed = sorted((mark for mark in marks if mark.sort_key), key=lambda mark: mark.span)
    by_mark = {mark.path: mark.sort_key for mark in reversed(keyed)}
    return by_mark | {path: rule.sort for path, rule in authority.headings.items() if rule.sort}


def _children(
    paths: Sequence[HeadingPath],
) -> Mapping[HeadingPath, tuple[HeadingPath, ...]]:
    """Each heading's subheadings; () has the main headings."""
    children: dict[HeadingPath, dict[HeadingPath, None]] = {}
    for path in paths:
        for depth in range(1, len(path) + 1):
            children.setdefault(path[: depth - 1], {})[path[:depth]] = None
    return {parent: tuple(found) for parent, found in children.items()}


def _sections(book: _Book) -> tuple[IndexSection, ...]:
    sections: dict[str, list[IndexEntry]] = {}
    for path in _sorted(book, ()):
        under = letter(path[0], book.sort_as.get(path, ""))
        sections.setdefault(under, []).extend(_entries(book, path))
    return tuple(
        IndexSection(under, tuple(entries)) for under, entries in sections.items() if entries
    )


def _sorted(book: _Book, parent: HeadingPath) -> list[HeadingPath]:
    return sorted(
        book.children.get(parent, ()),
        key=lambda path: sort_key(
            path[-1], book.sort_as.get(path, ""), len(path) - 1, book.language
        ),
    )


def _entries(book: _Book, path: HeadingPath) -> Iterator[IndexEntry]:
    """The entry of a heading, unless there is nothing to print under it."""
    rule = book.authority.headings.get(path)
    see = book.authority.see.get(path)
    entry = IndexEntry(
        heading=path[-1],
        locators=locators(_stretches(book, path), book.language),
        see=_names(book, see.targets) if see else (),
        see_also=_names(book, rule.see_also) if rule else (),
        subentries=tuple(entry for child in _sorted(book, path) for entry in _entries(book, child)),
    )
    if entry.locators or entry.see or entry.subentries:
        yield entry


def _stretches(book: _Book, path: HeadingPath) -> Iterator[Stretch]:
    for marked in book.ranges.get(path, ()):
        pages = [
            (book.locations[mark.anchor], mark)
            for mark in (marked.first, marked.last)
            if mark.anchor in book.locations
        ]
        if pages:
            pages.sort(key=lambda page: page[0].page_index)
            (first, mark), (last, _) = pages[0], pages[-1]
            yield Stretch(first, last, marked.principal, mark.anchor, mark.span)


def _names(book: _Book, targets: Sequence[HeadingPath]) -> tuple[str, ...]:
    """The targets of a see, sorted, as they are printed."""
    ordered = sorted(
        targets,
        key=lambda path: sort_key(path[0], book.sort_as.get(path[:1], ""), 0, book.language),
    )
    return tuple(": ".join(path) for path in ordered)
