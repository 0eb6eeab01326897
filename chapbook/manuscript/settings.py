"""Turn a book.toml text into checked values, each error at the line and column of its key."""

import datetime
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chapbook.diagnostics import BookError, Diagnostic, SourceSpan, did_you_mean, error, warning
from chapbook.manuscript.toml_places import KeyPath, Place, find_places, toml_error


def load_toml(path: str, text: str) -> "Settings":
    """The settings in `text`. Raises BookError, at tomllib's line and column, for bad syntax."""
    try:
        return Settings(path, tomllib.loads(text), find_places(text))
    except tomllib.TOMLDecodeError as problem:
        raise BookError([toml_error("config-syntax", path, text, problem)]) from problem
    except RecursionError as problem:
        message = f"{path} is nested too deeply"
        raise BookError([error("config-syntax", message, SourceSpan(path, 1))]) from problem


class Settings:
    """The values of one TOML file, read key by key; collects what is wrong with them.

    A section within another has both names: 'editions.large-print'.
    """

    def __init__(
        self, path: str, values: Mapping[str, Any], places: Mapping[KeyPath, Place]
    ) -> None:
        self.path = path
        self._values = values
        self._places = places
        self.diagnostics: list[Diagnostic] = []

    def span(self, *key: str | int) -> SourceSpan:
        """Where `key` stands; the nearest thing above it where it isn't in the file."""
        if key and isinstance(key[0], str):
            key = (*key[0].split("."), *key[1:])
        while key and key not in self._places:
            key = key[:-1]
        line, column = self._places.get(key, (1, 1))
        length = len(key[-1]) if key and isinstance(key[-1], str) else 1
        return SourceSpan(self.path, line, column, length)

    def error(self, message: str, *key: str | int, hint: str = "") -> None:
        """Note an error in a value, at its key."""
        self.diagnostics.append(error("config-value", message, self.span(*key), hint))

    def keys(self, section: str) -> tuple[str, ...]:
        """The keys that the file has in a section."""
        return tuple(self._section(section))

    def warn(self, code: str, message: str, *key: str | int, hint: str = "") -> None:
        """Note what looks wrong but can be built, at its key."""
        self.diagnostics.append(warning(code, message, self.span(*key), hint))

    def given(self, section: str, key: str) -> bool:
        """Whether the file has that key."""
        return key in self._section(section)

    def check_keys(self, known: Mapping[str, Iterable[str]]) -> None:
        """Note every section and key that isn't in `known`."""
        for section, values in self._values.items():
            if section not in known:
                self._unknown("section" if isinstance(values, dict) else "key", section, known)
            else:
                self.check_section(section, tuple(known[section]))

    def check_section(self, section: str, known: Sequence[str]) -> None:
        """Note every key of a section that isn't in `known`."""
        above, _, name = section.rpartition(".")
        values = (self._section(above) if above else self._values).get(name, {})
        if not isinstance(values, dict):
            self.error(f"[{section}] must be a section", section)
            return
        for key in values:
            if key not in known:
                hint = did_you_mean(key, known)
                message = f"[{section}] has no key '{key}'"
                found = error("config-unknown", message, self.span(section, key), hint)
                self.diagnostics.append(found)

    def _unknown(self, what: str, name: str, known: Iterable[str]) -> None:
        shown = f"[{name}]" if what == "section" else f"'{name}'"
        hint = did_you_mean(name, known)
        message = f"there is no {what} {shown} in {self.path}"
        self.diagnostics.append(error("config-unknown", message, self.span(name), hint))

    def _section(self, section: str) -> Mapping[str, Any]:
        values: Any = self._values
        for name in section.split("."):
            values = values.get(name, {}) if isinstance(values, dict) else {}
        return values if isinstance(values, dict) else {}

    def value(self, section: str, key: str) -> object:
        """The value as TOML has it, None where there is none."""
        return self._section(section).get(key)

    def text(self, section: str, key: str, default: str = "") -> str:
        """A string; dates and whole numbers are taken as they are written."""
        value = self.value(section, key)
        if value is None:
            return default
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool) and key in {"date", "edition"}:
            return str(value)
        self.error(f"'{key}' must be a string", section, key)
        return default

    def texts(self, section: str, key: str) -> tuple[str, ...]:
        """An array of strings; a single string is one of one."""
        value = self.value(section, key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if not isinstance(value, list):
            self.error(f"'{key}' must be an array of strings", section, key)
            return ()
        for number, item in enumerate(value):
            if not isinstance(item, str):
                self.error(f"'{key}' must hold strings alone", section, key, number)
        return tuple(item.strip() for item in value if isinstance(item, str))

    def choice(self, section: str, key: str, choices: tuple[str, ...]) -> str:
        """One of `choices`, the first by default."""
        value = self.text(section, key, choices[0])
        if value in choices:
            return value
        shown = " or ".join(f"'{choice}'" for choice in choices)
        hint = did_you_mean(value, choices)
        self.error(f"'{key}' must be {shown}, not '{value}'", section, key, hint=hint)
        return choices[0]

    def flag(self, section: str, key: str) -> bool:
        """true or false, false by default."""
        value = self.value(section, key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.error(f"'{key}' must be true or false", section, key)
        return False

    def integer(self, section: str, key: str, default: int, allowed: range) -> int:
        """A whole number in `allowed`."""
        value = self.value(section, key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        ends = f"{allowed.start} to {allowed.stop - 1}"
        self.error(f"'{key}' must be a whole number from {ends}", section, key)
        return default

    def number(self, section: str, key: str, least: float, most: float) -> float | None:
        """A number from `least` to `most`; None where none is given, or a wrong one."""
        value = self.value(section, key)
        if value is None:
            return None
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and least <= value <= most
        ):
            return float(value)
        self.error(f"'{key}' must be a number from {least:g} to {most:g}", section, key)
        return None
