"""Turn the index's authority file (chapters/index.toml) into its rules."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.model import SourceText
from chapbook.manuscript.toml_places import find_places, toml_error

HeadingPath = tuple[str, ...]
"""Headword, subentry, sub-subentry as far as given; 'printing > presses' in a file."""

TABLES = ("headings", "see", "merge", "note")
NOTE_KEYS = ("text",)
HEADING_KEYS = ("sort", "see_also")


@dataclass(frozen=True)
class HeadingRule:
    """How a heading sorts ('' for as it is spelled) and what it sends to besides."""

    sort: str
    see_also: tuple[HeadingPath, ...]
    span: SourceSpan


@dataclass(frozen=True)
class SeeRule:
    """Where a heading without locators sends to."""

    targets: tuple[HeadingPath, ...]
    span: SourceSpan


@dataclass(frozen=True)
class MergeRule:
    """The heading that takes another's place, with all that is below it."""

    into: HeadingPath
    span: SourceSpan


@dataclass(frozen=True)
class IndexAuthority:
    """What the editor rules for the index. `note` is its opening note, '' for none."""

    headings: Mapping[HeadingPath, HeadingRule]
    see: Mapping[HeadingPath, SeeRule]
    merge: Mapping[HeadingPath, MergeRule]
    note: str


NO_AUTHORITY = IndexAuthority({}, {}, {}, "")
"""The rules of a book that has no authority file."""


def heading_path(written: str) -> HeadingPath:
    """'printing > presses' as a path."""
    return tuple(part for level in written.split(">") if (part := " ".join(level.split())))


def read_authority(source: SourceText) -> tuple[IndexAuthority, tuple[Diagnostic, ...]]:
    """The rules in an authority file and what is wrong with it; what is wrong is left out."""
    try:
        written = tomllib.loads(source.text)
        reader = _Reader(written, source)
    except RecursionError:
        deep = error("index-toml", "nested too deeply", SourceSpan(source.path, 1))
        return NO_AUTHORITY, (deep,)
    except tomllib.TOMLDecodeError as failure:
        return NO_AUTHORITY, (toml_error("index-toml", source.path, source.text, failure),)
    reader.table(known=TABLES)
    reader.table("note", known=NOTE_KEYS)
    authority = IndexAuthority(
        headings={path: _heading_rule(key, reader) for path, key in reader.headings("headings")},
        see={
            path: SeeRule(reader.paths("see", key), reader.span("see", key))
            for path, key in reader.headings("see")
        },
        merge={
            path: MergeRule(into, reader.span("merge", key))
            for path, key in reader.headings("merge")
            if (into := heading_path(reader.text("merge", key)))
        },
        note=" ".join(reader.text("note", "text").split()),
    )
    return authority, tuple(reader.diagnostics)


class _Reader:
    """Takes typed values out of TOML by their keys; its state is what it found wrong."""

    def __init__(self, written: Mapping[str, object], source: SourceText) -> None:
        self.written = written
        self.path = source.path
        self.places = find_places(source.text)
        self.diagnostics: list[Diagnostic] = []

    def span(self, *keys: str) -> SourceSpan:
        line, column = self.places.get(keys, (1, 1))
        return SourceSpan(self.path, line, column, max(1, len(keys[-1])))

    def table(self, *keys: str, known: tuple[str, ...] = ()) -> Mapping[str, object]:
        """A table, {} where there is none; with `known`, other keys are errors."""
        value = self._value(*keys)
        if not isinstance(value, dict | None):
            self._wrong("a table", *keys)
        table: Mapping[str, object] = value if isinstance(value, dict) else {}
        for key in table:
            if known and key not in known:
                self._unknown(known, *keys, key)
        return table

    def headings(self, table: str) -> Iterator[tuple[HeadingPath, str]]:
        """The headings that are the keys of a table, as paths and as written."""
        for key in self.table(table):
            if path := heading_path(key):
                yield path, key
            else:
                self._wrong("under the name of a heading", table, key)

    def text(self, *keys: str) -> str:
        value = self._value(*keys)
        if not isinstance(value, str | None):
            self._wrong("a text", *keys)
        return value if isinstance(value, str) else ""

    def paths(self, *keys: str) -> tuple[HeadingPath, ...]:
        """A heading or a list of headings."""
        value = self._value(*keys)
        listed = [value] if isinstance(value, str) else value or []
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self._wrong('a list of headings, as ["Trotsky, Leon"]', *keys)
            return ()
        return tuple(path for one in listed if (path := heading_path(one)))

    def _value(self, *keys: str) -> object:
        value: object = self.written
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def _wrong(self, wanted: str, *keys: str) -> None:
        message = f"'{keys[-1]}' must be {wanted}"
        self.diagnostics.append(error("index-toml", message, self.span(*keys)))

    def _unknown(self, known: tuple[str, ...], *keys: str) -> None:
        hint = did_you_mean(keys[-1], known) or f"known here: {', '.join(known)}"
        message = f"the index knows no '{keys[-1]}'"
        self.diagnostics.append(error("index-toml", message, self.span(*keys), hint))


def _heading_rule(name: str, reader: _Reader) -> HeadingRule:
    reader.table("headings", name, known=HEADING_KEYS)
    return HeadingRule(
        sort=reader.text("headings", name, "sort"),
        see_also=reader.paths("headings", name, "see_also"),
        span=reader.span("headings", name),
    )
