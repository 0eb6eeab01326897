"""Turn a BibTeX value ({…}, "…", numbers, @string names, joined by #) into LaTeX text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.apparatus.places import Places
from chapbook.diagnostics import Diagnostic, did_you_mean, error

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_STRINGS: Mapping[str, str] = {
    name: str(number) for number, name in enumerate(MONTHS, start=1)
}
"""BibTeX's month names; a month is its number here, whatever the book's language."""

BARE_WORD = re.compile(r"[^\s#,{}\"]+")
NEXT_FIELD = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
BRACES = re.compile(r"(?<!\\)[{}]")
QUOTED_MARKS = re.compile(r"(?<!\\)[{}]|\"")


@dataclass(frozen=True)
class Value:
    """What a value says as LaTeX, and where in the text reading it stopped."""

    latex: str
    end: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Piece:
    latex: str
    end: int
    undefined: str


def read_value(
    text: str, start: int, limit: int, strings: Mapping[str, str], places: Places
) -> Value:
    """Read one value from `start`, at most to `limit`; `strings` are keyed in lower case."""
    latex, at = "", start
    found: list[Diagnostic] = []
    while at < limit:
        at = _skip_space(text, at, limit)
        if at >= limit:
            break
        piece = _read_piece(text, at, limit, strings)
        if piece.undefined:
            found.append(_undefined(piece.undefined, at, strings, places))
        latex, at = latex + piece.latex, _skip_space(text, piece.end, limit)
        if at >= limit or text[at] != "#":
            break
        at += 1
    return Value(latex, at, tuple(found))


def _skip_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _read_piece(text: str, at: int, limit: int, strings: Mapping[str, str]) -> _Piece:
    if text[at] == "{":
        end = _closing_brace(text, at, limit)
        return _Piece(text[at + 1 : end], end + 1, "")
    if text[at] == '"':
        end = _closing_quote(text, at, limit)
        return _Piece(text[at + 1 : end], end + 1, "")
    word = BARE_WORD.match(text, at, limit)
    if word is None:
        return _Piece("", at + 1, "")
    if word[0][0].isdigit():
        return _Piece(word[0], word.end(), "")
    value = strings.get(word[0].lower())
    if value is None:
        return _Piece(word[0], word.end(), word[0])
    return _Piece(value, word.end(), "")


def _closing_brace(text: str, start: int, limit: int) -> int:
    depth = 0
    for brace in BRACES.finditer(text, start, limit):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return limit


def _closing_quote(text: str, start: int, limit: int) -> int:
    depth = 0
    for mark in QUOTED_MARKS.finditer(text, start + 1, limit):
        if mark[0] == '"' and depth == 0:
            return mark.start()
        depth += {"{": 1, "}": -1, '"': 0}[mark[0]]
    return limit


def _undefined(name: str, at: int, strings: Mapping[str, str], places: Places) -> Diagnostic:
    hint = did_you_mean(name.lower(), strings) or "put a value that is no @string in braces"
    message = f"no @string '{name}' is defined"
    return error("bibtex-undefined-string", message, places.span(at, len(name)), hint)
