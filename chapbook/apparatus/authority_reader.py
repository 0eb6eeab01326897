"""Turn the text of chapters/index.toml into the rules of an IndexAuthority."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from chapbook.apparatus.authority import (
    NO_AUTHORITY,
    HeadingPath,
    HeadingRule,
    IndexAuthority,
    MergeRule,
    SectionRule,
    SeeRule,
    heading_path,
)
from chapbook.apparatus.index_style import BOOK_STYLE, CHOICES, COUNTS, SWITCHES, IndexStyle
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.model import SourceText
from chapbook.manuscript.toml_places import find_places, toml_error

TABLES = ("headings", "see", "merge", "double", "sections", "style", "note", "ignore")
NOTE_KEYS = ("text",)
HEADING_KEYS = ("sort", "see_also", "gloss", "html", "section")
SECTION_KEYS = ("title", "names")
STYLE_KEYS = (*CHOICES, *SWITCHES, *COUNTS)
IGNORE_KEYS = ("headings",)


def read_authority(source: SourceText) -> tuple[IndexAuthority, tuple[Diagnostic, ...]]:
    """The rules in an authority file and what is wrong with it; what is wrong is left out."""
    try:
        reader = _Reader(tomllib.loads(source.text), source)
    except RecursionError:
        deep = error("index-toml", "nested too deeply", SourceSpan(source.path, 1))
        return NO_AUTHORITY, (deep,)
    except tomllib.TOMLDecodeError as failure:
        return NO_AUTHORITY, (toml_error("index-toml", source.path, source.text, failure),)
    reader.table(known=TABLES)
    reader.table("note", known=NOTE_KEYS)
    authority = IndexAuthority(
        headings={path: _heading_rule(key, reader) for path, key in reader.headings("headings")},
        see=_see_rules(reader),
        merge=_merge_rules("merge", reader),
        double=_merge_rules("double", reader),
        sections={key: _section_rule(key, reader) for key in reader.table("sections")},
        style=_style(reader),
        note=" ".join(reader.text("note", "text").split()),
        ignored=_ignored(reader),
    )
    return authority, (*reader.diagnostics, *_unknown_sections(authority))


def _see_rules(reader: "_Reader") -> Mapping[HeadingPath, SeeRule]:
    return {
        path: SeeRule(reader.paths("see", key), reader.span("see", key))
        for path, key in reader.headings("see")
    }


def _merge_rules(table: str, reader: "_Reader") -> Mapping[HeadingPath, MergeRule]:
    return {
        path: MergeRule(into, reader.span(table, key))
        for path, key in reader.headings(table)
        if (into := heading_path(reader.text(table, key)))
    }


def _heading_rule(name: str, reader: "_Reader") -> HeadingRule:
    reader.table("headings", name, known=HEADING_KEYS)
    return HeadingRule(
        sort=reader.text("headings", name, "sort"),
        see_also=reader.paths("headings", name, "see_also"),
        span=reader.span("headings", name),
        gloss=reader.text("headings", name, "gloss"),
        html=reader.text("headings", name, "html"),
        section=reader.text("headings", name, "section"),
    )


def _section_rule(name: str, reader: "_Reader") -> SectionRule:
    reader.table("sections", name, known=SECTION_KEYS)
    title = reader.text("sections", name, "title") or name
    return SectionRule(
        title, reader.switch(False, "sections", name, "names"), reader.span("sections", name)
    )


def _ignored(reader: "_Reader") -> Mapping[str, SourceSpan]:
    reader.table("ignore", known=IGNORE_KEYS)
    span = reader.span("ignore", "headings")
    return {path[0]: span for path in reader.paths("ignore", "headings")}


def _style(reader: "_Reader") -> IndexStyle:
    reader.table("style", known=STYLE_KEYS)
    style = BOOK_STYLE
    settings: dict[str, Any] = {
        key: reader.choice(known, getattr(style, key), key) for key, known in CHOICES.items()
    }
    for key in SWITCHES:
        settings[key] = reader.switch(getattr(style, key), "style", key)
    for key, allowed in COUNTS.items():
        settings[key] = reader.count(allowed, getattr(style, key), key)
    return replace(style, **settings)


def _unknown_sections(authority: IndexAuthority) -> Iterator[Diagnostic]:
    for path, rule in authority.headings.items():
        if rule.section and rule.section not in authority.sections:
            hint = did_you_mean(rule.section, authority.sections)
            message = f"'{' > '.join(path)}' is in section '{rule.section}', which is not here"
            yield error("index-toml", message, rule.span, hint)


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

    def choice(self, known: tuple[str, ...], default: str, key: str) -> str:
        """A setting of the style that is one of a few words."""
        value = self._value("style", key)
        if value is None or (value in known and isinstance(value, str)):
            return default if value is None else str(value)
        words = " or ".join(f'"{word}"' for word in known if word)
        self._wrong(words, "style", key, hint=did_you_mean(str(value), known))
        return default

    def switch(self, default: bool, *keys: str) -> bool:
        value = self._value(*keys)
        if not isinstance(value, bool | None):
            self._wrong("true or false", *keys)
        return value if isinstance(value, bool) else default

    def count(self, allowed: range, default: int, key: str) -> int:
        value = self._value("style", key)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        if value is not None:
            self._wrong(f"a number from {allowed[0]} to {allowed[-1]}", "style", key)
        return default

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

    def _wrong(self, wanted: str, *keys: str, hint: str = "") -> None:
        message = f"'{keys[-1]}' must be {wanted}"
        self.diagnostics.append(error("index-toml", message, self.span(*keys), hint))

    def _unknown(self, known: tuple[str, ...], *keys: str) -> None:
        hint = did_you_mean(keys[-1], known) or f"known here: {', '.join(known)}"
        message = f"the index knows no '{keys[-1]}'"
        self.diagnostics.append(error("index-toml", message, self.span(*keys), hint))
