"""Turn a finished index into warnings of what an indexer would do otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chapbook.apparatus.authority import HeadingPath, IndexAuthority
from chapbook.apparatus.collation import is_approximate
from chapbook.apparatus.index_lines import see_text
from chapbook.apparatus.index_model import IndexEntry
from chapbook.apparatus.index_order import same_but_for_accents
from chapbook.apparatus.index_references import name_of
from chapbook.apparatus.mark_ranges import Ranges, first_spans
from chapbook.diagnostics import Diagnostic, SourceSpan, warning


@dataclass(frozen=True)
class FinishedIndex:
    """What warnings are made from: the entries by their headings, the marks, the rules."""

    entries: Mapping[HeadingPath, IndexEntry]
    ranges: Ranges
    authority: IndexAuthority
    language: str

    @cached_property
    def first(self) -> Mapping[HeadingPath, SourceSpan]:
        """Where headings are marked first."""
        return first_spans(self.ranges)

    def place(self, path: HeadingPath) -> SourceSpan | None:
        """Where a heading is marked first, else where the authority file has it."""
        see = self.authority.see.get(path)
        return self.first.get(path) or (see.span if see else None)


def index_warnings(index: FinishedIndex) -> tuple[Diagnostic, ...]:
    """Long rows of locators, heads alike, lone subentries, cross references that save nothing."""
    return (
        *_collation(index),
        *_many_locators(index),
        *_alike(index),
        *_single_subentries(index),
        *_double_posted(index),
        *_long_sees(index),
    )


def _collation(index: FinishedIndex) -> Iterator[Diagnostic]:
    if index.entries and is_approximate(index.language, index.authority.style.collation):
        message = f"without PyICU the index's order is only near that of '{index.language}'"
        yield warning("index-collation", message, None, "pip install 'chapbook[icu]'")


def _many_locators(index: FinishedIndex) -> Iterator[Diagnostic]:
    most = index.authority.style.most_locators
    for path, entry in index.entries.items():
        bare = [one for one in entry.locators if not (one.principal or one.illustration)]
        if most and len(bare) > most:
            message = f"{name_of(path)} has {len(bare)} bare locators"
            hint = "break them into subentries, or mark ranges where it is treated at length"
            yield warning("index-many-locators", message, index.place(path), hint)


def _alike(index: FinishedIndex) -> Iterator[Diagnostic]:
    seen: dict[tuple[HeadingPath, str], HeadingPath] = {}
    for path, entry in index.entries.items():
        other = seen.setdefault((path[:-1], same_but_for_accents(entry.heading)), path)
        if other != path:
            message = f"{name_of(other)} and {name_of(path)} differ only by case, accent or markup"
            hint = "make them one under [merge], or tell them apart by a gloss"
            yield warning("index-alike", message, index.place(path), hint)


def _single_subentries(index: FinishedIndex) -> Iterator[Diagnostic]:
    children = {path[:-1]: path for path in index.entries}
    for path, entry in index.entries.items():
        if len(entry.subentries) == 1:
            only = children[path]
            message = f"{name_of(path)} has a single subentry, {name_of(only[len(path) :])}"
            hint = "give it another, or make one heading of the two"
            yield warning("index-single-subentry", message, index.place(only), hint)


def _double_posted(index: FinishedIndex) -> Iterator[Diagnostic]:
    for path, entry in index.entries.items():
        turned = index.entries.get(path[::-1])
        if len(path) == 2 and turned and path < path[::-1] and _differ(entry, turned):
            message = f"{name_of(path)} and {name_of(path[::-1])} have different locators"
            yield warning("index-double-posting", message, index.place(path[::-1]))


def _differ(one: IndexEntry, other: IndexEntry) -> bool:
    first, second = ({locator.text for locator in each.locators} for each in (one, other))
    return first != second


def _long_sees(index: FinishedIndex) -> Iterator[Diagnostic]:
    for path, rule in index.authority.see.items():
        entry = index.entries.get(path)
        targets = [index.entries.get(target) for target in rule.targets]
        if entry is None or not all(target and not target.subentries for target in targets):
            continue
        saved = ", ".join(each.text for target in targets if target for each in target.locators)
        if 0 < len(saved) < len(see_text(entry, index.language)):
            message = (
                f"the cross reference {name_of(path)} is longer than '{saved}', which it saves"
            )
            hint = "print the locators there too, under [double]"
            yield warning("index-see-longer", message, rule.span, hint)
