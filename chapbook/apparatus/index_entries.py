"""Turn an index's joined marks and sound rules into its entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chapbook.apparatus.authority import HeadingPath, IndexAuthority
from chapbook.apparatus.index_markup import heading_html, plain_heading
from chapbook.apparatus.index_model import IndexEntry, IndexSection, Locator
from chapbook.apparatus.index_order import INVERSION, IndexOrder, SortKey
from chapbook.apparatus.locators import Stretch, join_stretches, locator
from chapbook.apparatus.mark_ranges import MarkedRange, Ranges

Children = Mapping[HeadingPath, Sequence[HeadingPath]]


@dataclass
class EntryMaker:
    """Makes the entries of one index. `made` has each by its path; `merged` says whether any
    range was made by the setting and not by the editor."""

    ranges: Ranges
    sort_as: Mapping[HeadingPath, str]
    authority: IndexAuthority
    language: str
    made: dict[HeadingPath, IndexEntry] = field(default_factory=dict)
    merged: bool = False

    def __post_init__(self) -> None:
        style = self.authority.style
        self._order = IndexOrder(self.language, style)
        self._children = _children((*self.ranges, *self.authority.see))
        self._keys: dict[HeadingPath, SortKey] = {}

    def sections(self) -> tuple[IndexSection, ...]:
        """The entries under their letters; where there are several indexes, one after another."""
        rules = self.authority.sections
        found: dict[tuple[str, str], list[IndexEntry]] = {}
        heads = [(self._section(path), path) for path in self._sorted(())]
        for name in rules or ("",):
            for section, path in heads:
                if section == name and (entry := self._entry(path)):
                    letter = self._order.letter(self.printed(path), self.sort_as.get(path, ""))
                    found.setdefault((name, letter), []).append(entry)
        return tuple(
            IndexSection(letter, tuple(entries), rules[name].title if name else "")
            for (name, letter), entries in found.items()
        )

    def printed(self, path: HeadingPath) -> str:
        """A heading as it is printed, with its gloss and its markup."""
        rule = self.authority.headings.get(path)
        heading = rule.html if rule and rule.html else path[-1]
        return f"{heading} ({rule.gloss})" if rule and rule.gloss else heading

    def _section(self, path: HeadingPath) -> str:
        """The index that a main heading is in: as the editor says, else names by their comma."""
        sections = self.authority.sections
        rule = self.authority.headings.get(path)
        if rule and rule.section in sections:
            return rule.section
        is_name = INVERSION.search(plain_heading(path[0])) is not None
        fitting = [name for name, section in sections.items() if section.names is is_name]
        return next(iter(fitting), next(reversed([*sections]), ""))

    def _entry(self, path: HeadingPath) -> IndexEntry | None:
        """The entry of a heading, unless there is nothing to print under it."""
        rule, see = self.authority.headings.get(path), self.authority.see.get(path)
        heading = self.printed(path)
        below = (self._entry(child) for child in self._sorted(path))
        targets = self._targets(see.targets) if see else ()
        also = self._targets(rule.see_also) if rule else ()
        entry = IndexEntry(
            heading=heading,
            locators=self._locators(path),
            see=targets,
            see_also=also,
            subentries=tuple(entry for entry in below if entry),
            html=heading_html(heading),
            see_html=tuple(map(heading_html, targets)),
            see_also_html=tuple(map(heading_html, also)),
            separator=self.authority.style.separator_after(plain_heading(heading)),
        )
        if not (entry.locators or entry.see or entry.see_also or entry.subentries):
            return None
        self.made[path] = entry
        return entry

    def _locators(self, path: HeadingPath) -> tuple[Locator, ...]:
        style = self.authority.style
        stretches = join_stretches(_stretches(self.ranges.get(path, ())), style.merge)
        self.merged = self.merged or any(stretch.merged for stretch in stretches)
        return tuple(locator(stretch, style, self.language) for stretch in stretches)

    def _sorted(self, parent: HeadingPath) -> list[HeadingPath]:
        return sorted(self._children.get(parent, ()), key=self._key)

    def _key(self, path: HeadingPath) -> SortKey:
        if path not in self._keys:
            sort_as = self.sort_as.get(path, "")
            self._keys[path] = self._order.key(self.printed(path), sort_as, len(path) - 1)
        return self._keys[path]

    def _targets(self, targets: Sequence[HeadingPath]) -> tuple[str, ...]:
        """The targets of a cross reference, sorted, as they are printed."""
        ordered = sorted(
            targets, key=lambda path: [self._key(path[:n]) for n in range(1, len(path) + 1)]
        )
        return tuple(
            ": ".join(self.printed(path[:n]) for n in range(1, len(path) + 1)) for path in ordered
        )


def _children(paths: Sequence[HeadingPath]) -> Children:
    """Each heading's subheadings; () has the main headings."""
    children: dict[HeadingPath, dict[HeadingPath, None]] = {}
    for path in paths:
        for depth in range(1, len(path) + 1):
            children.setdefault(path[: depth - 1], {})[path[:depth]] = None
    return {parent: tuple(found) for parent, found in children.items()}


def _stretches(ranges: Sequence[MarkedRange]) -> Iterator[Stretch]:
    """The ranges of which a page is known."""
    for marked in ranges:
        ends = (marked.first, marked.last)
        known = sorted((mark.page, mark.note.zfill(6), mark.note) for mark in ends if mark.page)
        if known:
            (first, _, first_note), (last, _, last_note) = known[0], known[-1]
            in_note = first_note and last_note and (first == last or first_note == last_note)
            yield Stretch(
                first,
                last,
                marked.emphasis,
                tuple(dict.fromkeys(mark.place for mark in ends if mark.page)),
                (first_note, last_note) if in_note else ("", ""),
            )
