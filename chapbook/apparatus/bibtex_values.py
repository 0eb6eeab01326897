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

BARE_WORD = re.compile(r"[^\s#,{}()\"]+")
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
QUOTED_MARKS = re.compile(r"\\.|[{}\"]", re.DOTALL)


@dataclass(frozen=True)
class Value:
    """What a value says as LaTeX, and where in the text reading it stopped.

    `closed` is false where a brace or a quotation mark is still open there.
    """

    latex: str
    end: int
    closed: bool
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Piece:
    latex: str
    end: int
    closed: bool = True
    undefined: str = ""


def read_value(
    text: str, start: int, limit: int, strings: Mapping[str, str], places: Places
) -> Value:
    """Read one value from `start`, at most to `limit`; `strings` are keyed in lower case."""
    latex, at, closed = "", start, True
    found: list[Diagnostic] = []
    while closed and at < limit:
        at = skip_space(text, at, limit)
        if at >= limit:
            break
        piece = _read_piece(text, at, limit, strings)
        if piece.undefined:
            found.append(_undefined(piece.undefined, at, strings, places))
        latex, at, closed = latex + piece.latex, piece.end, piece.closed
        after = skip_space(text, at, limit)
        if text[after:limit][:1] != "#":
            break
        at = after + 1
    return Value(latex, at, closed, tuple(found))


def skip_space(text: str, at: int, limit: int) -> int:
    """The offset of the next character that is no space, at most `limit`."""
    while at < limit and text[at].isspace():
        at += 1
    return at


def closing_brace(text: str, start: int, limit: int) -> int:
    """The offset of the brace that closes the one at `start`, -1 for none before `limit`."""
    depth = 0
    for brace in BRACES.finditer(text, start, limit):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.start()
    return -1


def _read_piece(text: str, at: int, limit: int, strings: Mapping[str, str]) -> _Piece:
    if text[at] in '{"':
        find = closing_brace if text[at] == "{" else _closing_quote
        end = find(text, at, limit)
        if end < 0:
            return _Piece(text[at + 1 : limit], limit, closed=False)
        return _Piece(text[at + 1 : end], end + 1)
    word = BARE_WORD.match(text, at, limit)
    if word is None:
        return _Piece("", at)
    if word[0][0].isdigit():
        return _Piece(word[0], word.end())
    value = strings.get(word[0].lower())
    if value is None:
        return _Piece(word[0], word.end(), undefined=word[0])
    return _Piece(value, word.end())


def _closing_quote(text: str, start: int, limit: int) -> int:
    depth = 0
    for mark in QUOTED_MARKS.finditer(text, start + 1, limit):
        if mark[0] == '"' and depth == 0:
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return -1


def _undefined(name: str, at: int, strings: Mapping[str, str], places: Places) -> Diagnostic:
    hint = did_you_mean(name.lower(), strings) or "put a value that is no @string in braces"
    message = f"no @string '{name}' is defined"
    return error("bibtex-undefined-string", message, places.span(at, len(name)), hint)
