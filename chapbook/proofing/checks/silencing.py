"""Turn Diagnostics into those that the book doesn't silence, and silencings into those in vain.

docs/checks.md says how a book silences a check, in book.toml or at the line.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from chapbook.check_register import checks, found, names_in
from chapbook.diagnostics import Diagnostic, Severity, SourceSpan
from chapbook.manuscript.check_settings import CheckSettings, unknown_hint

_IN_MARKDOWN = re.compile(r"<!--\s*check:\s*off\s+(?P<names>[^<>]*?)\s*-->")
_IN_OTHERS = re.compile(r"^\s*[%#]+\s*check:\s*off\s+(?P<names>.*?)\s*$")


@dataclass(frozen=True)
class Silencing:
    """One name that is off: as written, the checks it means, where. It is about the lines from
    `first_line` to `last_line` of its file, or about the whole book where they are 0."""

    written: str
    names: frozenset[str]
    span: SourceSpan
    first_line: int = 0
    last_line: int = 0

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether it is about a Diagnostic; about an error it never is."""
        span = diagnostic.span
        if diagnostic.code not in self.names or diagnostic.severity is Severity.ERROR:
            return False
        if not self.first_line:
            return True
        is_here = span is not None and span.path == self.span.path
        return is_here and span is not None and self.first_line <= span.line <= self.last_line


@dataclass(frozen=True)
class Silenced:
    """What is left of Diagnostics, with the severities of the book, and the silencings that had
    something to silence."""

    kept: tuple[Diagnostic, ...]
    used: frozenset[Silencing]


ReadText = Callable[[str], str]
"""Gives the text of a file of the book, '' where it can't be read."""


def silence(
    diagnostics: Iterable[Diagnostic], settings: CheckSettings, read_text: ReadText
) -> Silenced:
    """The diagnostics that the book wants to hear."""
    diagnostics = tuple(diagnostics)
    paths = {one.span.path for one in diagnostics if one.span and one.severity < Severity.ERROR}
    silencings = [*of_book(settings)]
    for path in sorted(paths):
        silencings += at_lines(path, read_text(path))
    severities = dict(settings.severities)
    kept, used = [], set()
    for one in diagnostics:
        silent = [each for each in silencings if each.silences(one)]
        used.update(silent)
        if not silent:
            kept.append(_weighed(one, severities))
    return Silenced(tuple(kept), frozenset(used))


def _weighed(one: Diagnostic, severities: dict[str, Severity]) -> Diagnostic:
    if one.severity is Severity.ERROR or one.code not in severities:
        return one
    return replace(one, severity=severities[one.code])


def of_book(settings: CheckSettings) -> Iterator[Silencing]:
    """The silencings of book.toml."""
    return (Silencing(each.written, each.names, each.span) for each in settings.off)


def at_lines(path: str, text: str) -> Iterator[Silencing]:
    """The silencings in a file, whatever they name."""
    pattern = _IN_MARKDOWN if path.endswith((".md", ".markdown")) else _IN_OTHERS
    if "check:" not in text:
        return
    lines = text.split("\n")
    for at, line in enumerate(lines):
        for comment in pattern.finditer(line):
            first, last = _lines_meant(lines, at, pattern)
            start = comment.start("names")
            for name in re.finditer(r"[^,;\s]+", comment["names"]):
                span = SourceSpan(path, at + 1, start + name.start() + 1, len(name.group()))
                names = names_in(name.group())
                yield Silencing(name.group(), names, span, first + 1, last + 1)


def _lines_meant(lines: list[str], at: int, pattern: re.Pattern[str]) -> tuple[int, int]:
    """The lines, from 0, of the paragraph that holds line `at`; where that holds nothing but
    comments, of the one below it."""
    first = last = at
    if pattern.sub("", lines[at]).strip():
        while first > 0 and lines[first - 1].strip():
            first -= 1
    else:
        while last + 1 < len(lines) and not pattern.sub("", lines[last + 1]).strip():
            last += 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return first, last


def audit_silencings(
    silencings: Iterable[Silencing], used: frozenset[Silencing], looked_for: frozenset[str]
) -> Iterator[Diagnostic]:
    """What is wrong with silencings: names of nothing, of errors, and of what isn't found, if
    all of it was `looked_for`."""
    for each in silencings:
        can_be = {name for name in each.names if checks()[name].severity < Severity.ERROR}
        if not each.names:
            message = f"there is no check '{each.written}'"
            yield found("check-unknown", message, each.span, unknown_hint(each.written))
        elif not can_be:
            message = f"'{each.written}' finds errors, which can't be silenced"
            yield found("check-fixed", message, each.span)
        elif each not in used and can_be <= looked_for:
            where = "here" if each.first_line else "in this book"
            message = f"'{each.written}' finds nothing {where} that would have to be silenced"
            yield found("check-idle", message, each.span, "take it out")
