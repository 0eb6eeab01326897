"""Turn what a command came to into what its user reads, and its exit code."""

import sys
from collections.abc import Callable
from pathlib import Path

from chapbook.cache import Store
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion, Made
from chapbook.diagnostic_formats import as_github, as_sarif
from chapbook.diagnostics import Diagnostic, Severity, as_json, as_text, in_order

BUILT, BOOK_HAS_ERRORS = 0, 1
VERBOSE = 2


def conclude(
    settings: Settings, conclusion: Conclusion, seconds: float, write: Callable[[], None]
) -> int:
    """Tell what is wrong, `write` the files unless the last good ones are to stay, tell what was
    made in so many seconds; returns the exit code."""
    tell(settings, (*conclusion.diagnostics, *(conclusion.findings or ())))
    if conclusion.is_written(settings.worst_allowed):
        write()
        if conclusion.made:
            say_made(settings, conclusion.made, seconds)
    for remark in conclusion.remarks:
        say(settings, remark)
    return exit_code(settings, conclusion)


def exit_code(settings: Settings, conclusion: Conclusion) -> int:
    """0 for a good book, 1 for one with errors; in a draft they are gaps, unless it is --strict."""
    if conclusion.keeps_gaps and settings.worst_allowed >= Severity.WARNING and conclusion.report:
        return BUILT
    return BUILT if conclusion.is_good(settings.worst_allowed) else BOOK_HAS_ERRORS


def tell(settings: Settings, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print the diagnostics: text to stderr, what is for programs to stdout."""
    if settings.format == "json":
        print(as_json(diagnostics))
    elif settings.format == "sarif":
        print(as_sarif(diagnostics, _from_here(settings.book)))
    elif settings.format == "github":
        print(as_github(diagnostics, _from_here(settings.book)), end="")
    elif diagnostics:
        print(as_text(in_order(diagnostics), _line_reader(settings.book)), file=sys.stderr)


def say(settings: Settings, line: str) -> None:
    """Print a line for people, unless they want to hear nothing."""
    if settings.verbosity >= 1 and settings.format == "text":
        print(line)


def say_made(settings: Settings, made: Made, seconds: float) -> None:
    """Print what was made, where, and how long it took."""
    path = settings.out / made.name
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    say(settings, f"{shown}: {made.pages} pages, {seconds:.1f} s{made.more}")
    for line in made.advice:
        say(settings, line)


def cache_of(settings: Settings, *, remembers: bool = False) -> Store:
    """The cache, which says only under -v what can't be used of it."""

    def tell_all(line: str) -> None:
        if settings.verbosity >= VERBOSE:
            print(line, file=sys.stderr)

    return Store(settings.cache, tell_all, remembers=remembers)


def progress(settings: Settings) -> Callable[[str], None]:
    """Shows on a terminal what is being done; says nothing in a pipe."""
    if not sys.stderr.isatty() or settings.verbosity < 1:
        return lambda _: None
    return lambda doing: print(f"\r\033[K{doing} …", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Take away from the terminal what was being done."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _from_here(book: Path) -> str:
    """What leads from the working directory to the book, with a slash behind it; '' where the book
    is this directory or isn't in it."""
    here = Path.cwd().resolve()
    inside = book.resolve().is_relative_to(here) and book.resolve() != here
    return f"{book.resolve().relative_to(here).as_posix()}/" if inside else ""


def _line_reader(book: Path) -> Callable[[str, int], str | None]:
    texts: dict[str, list[str]] = {}

    def read_line(path: str, line: int) -> str | None:
        if path not in texts:
            try:
                texts[path] = (book / path).read_text("utf-8", errors="replace").splitlines()
            except OSError:
                texts[path] = []
        lines = texts[path]
        return lines[line - 1] if 0 < line <= len(lines) else None

    return read_line
