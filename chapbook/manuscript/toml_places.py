"""Turn a TOML text into the line and column of each key and array item, or of its error.

tomllib checks and reads the values but keeps no positions. `find_places` walks the same text
by the TOML 1.0 grammar; it is given only what tomllib has accepted, so it needn't check.
"""

import re
import tomllib
from collections.abc import Mapping

from chapbook.diagnostics import Diagnostic, SourceSpan, error

Place = tuple[int, int]
KeyPath = tuple[str | int, ...]

_LOCATED = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)")
_UNCLOSED = re.compile(r"Illegal character '\\n'|Unterminated string|Expected \"'\"")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'{3}.*?\'{3,5}(?!\')|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def find_places(text: str) -> Mapping[KeyPath, Place]:
    """Line and column, from 1, of every key (and array item, by its number) in `text`."""
    return _Walk(text).places


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, Place] = {}
        self._table_counts: dict[KeyPath, int] = {}
        self._document()

    def _place(self) -> Place:
        before = self.text.rfind("\n", 0, self.at)
        return self.text.count("\n", 0, self.at) + 1, self.at - before

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def _document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            start = self.at
            if self.text[self.at] == "[":
                table = self._table_header()
            else:
                self._key_value(table)
            self._skip(_BLANK)
            if self.at == start:
                return

    def _table_header(self) -> KeyPath:
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        self._skip(_SPACE)
        path = self._key(())
        if is_array:
            number = self._table_counts.get(path, 0)
            self._table_counts[path] = number + 1
            path = (*path, number)
        self._skip(_SPACE)
        self.at += 2 if is_array else 1
        return path

    def _key(self, table: KeyPath) -> KeyPath:
        """A dotted key; notes the place of each of its parts that is new."""
        path = table
        while True:
            place = self._place()
            quoted = self._skip(_QUOTED)
            name = tomllib.loads(f"x = {quoted}")["x"] if quoted else self._skip(_BARE_KEY)
            path = (*path, name)
            self.places.setdefault(path, place)
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return path
            self.at += 1
            self._skip(_SPACE)

    def _key_value(self, table: KeyPath) -> None:
        path = self._key(table)
        self.at += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self.text.startswith("[", self.at):
            self._array(path)
        elif self.text.startswith("{", self.at):
            self._inline_table(path)
        elif not self._skip(_STRING):
            self._skip(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text) or self.text[self.at] == "]":
                self.at += 1
                return
            self.places[(*path, number)] = self._place()
            self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text) or self.text[self.at] == "}":
                self.at += 1
                return
            self._key_value(path)
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1


def toml_error(code: str, path: str, text: str, problem: tomllib.TOMLDecodeError) -> Diagnostic:
    """tomllib's complaint about `text` as an error at the line and column that it names.

    It names none for a text that ends too soon; then the error is at the end.
    """
    located = _LOCATED.fullmatch(str(problem))
    what = located["what"] if located else str(problem)
    if _UNCLOSED.match(what):
        what = "a text has no closing quotation mark"
    if located and located["line"]:
        span = SourceSpan(path, int(located["line"]), int(located["column"]))
    else:
        lines = text.rstrip("\n").split("\n")
        span = SourceSpan(path, len(lines), len(lines[-1]) + 1)
    return error(code, f"{path} is not valid TOML: {what[:1].lower()}{what[1:]}", span)
