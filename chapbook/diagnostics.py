"""Turn what is wrong with a book into messages that say where and what to do."""

import difflib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

LONGEST_SHOWN = 120
"""So many characters of a source line are shown."""


class Severity(IntEnum):
    """How bad it is; the higher, the more serious."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, order=True, slots=True)
class SourceSpan:
    """A place in a source file.

    `path` is relative to the book's directory, with forward slashes. `line` and
    `column` count from 1, `column` in characters; `length` is in characters too.
    """

    path: str
    line: int
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """One thing wrong with a book. `code` is its stable name, `hint` what would mend it."""

    severity: Severity
    code: str
    message: str
    span: SourceSpan | None = None
    hint: str = ""


def error(code: str, message: str, span: SourceSpan | None = None, hint: str = "") -> Diagnostic:
    """A Diagnostic that makes the build fail."""
    return Diagnostic(Severity.ERROR, code, message, span, hint)


def warning(code: str, message: str, span: SourceSpan | None = None, hint: str = "") -> Diagnostic:
    """A Diagnostic that fails the build only under --strict."""
    return Diagnostic(Severity.WARNING, code, message, span, hint)


class BookError(Exception):
    """The book is so broken that the stage can't go on; carries every Diagnostic found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(found.message for found in self.diagnostics))


def did_you_mean(wrong: str, candidates: Iterable[str]) -> str:
    """A hint naming the nearest candidate, or '' where none is near."""
    near = difflib.get_close_matches(wrong, sorted(candidates), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Most serious first, then by place; doubles dropped."""
    nowhere = SourceSpan("", 0, 0)
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda found: (-found.severity, found.span or nowhere, found.code, found.message),
        )
    )


def as_text(diagnostics: Iterable[Diagnostic], read_line: Callable[[str, int], str | None]) -> str:
    """The diagnostics for a terminal: place and message, then the line with a caret under it.

    `read_line(path, line)` gives the text of a source line, or None where there is none.
    """
    return "\n".join(_one_as_text(found, read_line) for found in in_order(diagnostics))


def _one_as_text(found: Diagnostic, read_line: Callable[[str, int], str | None]) -> str:
    place = f"{found.span}: " if found.span else ""
    lines = [f"{place}{found.severity}: {found.message} [{found.code}]"]
    source = read_line(found.span.path, found.span.line) if found.span else None
    if found.span and source and source.strip():
        lines += _with_caret(source.rstrip(), found.span)
    if found.hint:
        lines.append(f"    {found.hint}")
    return "\n".join(lines)


def _with_caret(source: str, span: SourceSpan) -> tuple[str, str]:
    """A line of source, of a long one what is around the place, and a caret under that."""
    at = span.column - 1
    start = max(0, at - LONGEST_SHOWN // 2) if len(source) > LONGEST_SHOWN else 0
    before, shown = source[start:at], source[start : start + LONGEST_SHOWN]
    left, right = "…" * (start > 0), "…" * (start + LONGEST_SHOWN < len(source))
    indent = "".join("\t" if character == "\t" else " " for character in left + before)
    length = min(span.length, max(1, len(shown) - len(before)))
    return f"    {left}{shown}{right}", f"    {indent}{'^' * length}"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as a JSON array, one object each, for editors."""
    return json.dumps([_one_as_dict(found) for found in in_order(diagnostics)], indent=1)


def _one_as_dict(found: Diagnostic) -> dict[str, str | int | None]:
    span = found.span
    return {
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "length": span.length if span else None,
        "severity": str(found.severity),
        "code": found.code,
        "message": found.message,
        "hint": found.hint,
    }
