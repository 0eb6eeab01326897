"""Turn a command of the command line into the files that it makes and what it says."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chapbook.bindery.impose import impose
from chapbook.bindery.imposition import saddle_stitch
from chapbook.cache import Store, write_whole
from chapbook.diagnostics import (
    BookError,
    Diagnostic,
    Severity,
    as_json,
    as_text,
    in_order,
)
from chapbook.manuscript.read import read_manuscript
from chapbook.pipeline import BuiltBook, build_book
from chapbook.proofing.report import report_json
from chapbook.proofing.watch import keep_building

BUILT, BOOK_HAS_ERRORS = 0, 1
OUTPUTS = ("{}.pdf", "{}-draft.pdf", "{}-booklet.pdf")


@dataclass(frozen=True)
class Settings:
    """What every command is told: where the book is, where its outputs go, how to speak.

    `worst_allowed` is the severity up to which a build still counts as good. `format` is
    'text' or 'json'. `verbosity`: 0 says nothing but diagnostics, 1 what was made, 2 more.
    """

    book: Path
    out: Path
    worst_allowed: Severity
    format: str
    verbosity: int


@dataclass(frozen=True)
class Outcome:
    """How a build went: the book, unless there was none to read, and whether it is good."""

    built: BuiltBook | None
    diagnostics: tuple[Diagnostic, ...]
    good: bool

    @property
    def exit_code(self) -> int:
        """0 for a good book, 1 for one with errors."""
        return BUILT if self.good else BOOK_HAS_ERRORS


def make_pdf(settings: Settings) -> int:
    """Build the book as <slug>.pdf; a bad one leaves the last good PDF as it was."""
    outcome = _build(settings)
    if outcome.built and outcome.good:
        _write_pdf(settings, outcome.built)
        _say(settings, _made(settings, outcome.built, "{}.pdf"))
    return outcome.exit_code


def make_draft(settings: Settings) -> int:
    """Build the book as <slug>-draft.pdf, with what is missing marked on the page."""
    outcome = _build(settings)
    if outcome.built:
        _write(settings, outcome.built, "{}-draft.pdf", outcome.built.pdf)
        _say(settings, _made(settings, outcome.built, "{}-draft.pdf"))
    strict = settings.worst_allowed < Severity.WARNING
    return outcome.exit_code if strict or not outcome.built else BUILT


def make_booklet(settings: Settings) -> int:
    """Build the book and impose it for saddle stitching, as <slug>-booklet.pdf."""
    outcome = _build(settings)
    if not (outcome.built and outcome.good):
        return outcome.exit_code
    config = outcome.built.manuscript.config
    has_back_cover = config.divisions[-1].kind == "back-cover"
    pages = outcome.built.set_book.pagination.page_count
    imposition = saddle_stitch(pages, has_back_cover)
    try:
        sheets = impose(outcome.built.pdf, imposition, config.paper)
    except BookError as wrong:
        return _tell(settings, wrong.diagnostics)
    _write_pdf(settings, outcome.built)
    _write(settings, outcome.built, "{}-booklet.pdf", sheets)
    count = len(imposition.sheets)
    _say(settings, f"{_made(settings, outcome.built, '{}-booklet.pdf')}, {_sheets(count, pages)}")
    _say(settings, "print on both sides, flipped on the short edge, at 100%; fold and staple")
    return BUILT


def _sheets(count: int, pages: int) -> str:
    blanks = count * 4 - pages
    sheets = f"{count} sheet{'s' if count > 1 else ''}"
    return f"{sheets}, {blanks} blank{'s' if blanks > 1 else ''}" if blanks else sheets


def check(settings: Settings) -> int:
    """Build the book, say what is wrong with it, write no PDF."""
    return _build(settings).exit_code


def watch(settings: Settings) -> int:
    """Build the book, and again whenever one of its files is saved."""

    def build() -> str:
        outcome = _build(settings)
        if outcome.built is None:
            return "nothing built"
        again = outcome.built.set_again
        what = f"set {', '.join(again)}" if again else "nothing to set again"
        pages = outcome.built.set_book.pagination.page_count
        if not outcome.good:
            return f"{what}; {pages} pages, not written"
        _write_pdf(settings, outcome.built)
        return f"{what}; {pages} pages"

    try:
        keep_building(settings.book, build, lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        print()
    return BUILT


def clean(settings: Settings) -> int:
    """Remove the cache and this book's outputs from the output directory, nothing else."""
    for path in sorted((settings.out / ".cache").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    names = ["report.json"]
    try:
        slug = read_manuscript(settings.book)[0].config.slug
        names += [pattern.format(slug) for pattern in OUTPUTS]
    except BookError as wrong:
        return _tell(settings, wrong.diagnostics)
    for name in names:
        (settings.out / name).unlink(missing_ok=True)
    for folder in (settings.out / ".cache", settings.out):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return BUILT


def _build(settings: Settings) -> Outcome:
    """Build, and print what is wrong."""
    try:
        built = build_book(settings.book, Store(settings.out / ".cache"), _progress(settings))
    except BookError as wrong:
        _tell(settings, wrong.diagnostics)
        return Outcome(None, wrong.diagnostics, good=False)
    finally:
        _clear_progress()
    _tell(settings, built.diagnostics)
    _write(settings, built, "report.json", report_json(built))
    worst = max((found.severity for found in built.diagnostics), default=Severity.NOTE)
    return Outcome(built, built.diagnostics, good=worst <= settings.worst_allowed)


def _tell(settings: Settings, diagnostics: tuple[Diagnostic, ...]) -> int:
    """Print the diagnostics: text to stderr, JSON to stdout."""
    if settings.format == "json":
        print(as_json(diagnostics))
    elif diagnostics:
        print(as_text(in_order(diagnostics), _line_reader(settings.book)), file=sys.stderr)
    return BOOK_HAS_ERRORS


def _line_reader(book: Path) -> Callable[[str, int], str | None]:
    def read_line(path: str, line: int) -> str | None:
        try:
            lines = (book / path).read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return None
        return lines[line - 1] if 0 < line <= len(lines) else None

    return read_line


def _write_pdf(settings: Settings, built: BuiltBook) -> None:
    _write(settings, built, "{}.pdf", built.pdf)


def _write(settings: Settings, built: BuiltBook, pattern: str, data: bytes) -> None:
    settings.out.mkdir(parents=True, exist_ok=True)
    write_whole(settings.out / pattern.format(built.manuscript.config.slug), data)


def _made(settings: Settings, built: BuiltBook, pattern: str) -> str:
    path = settings.out / pattern.format(built.manuscript.config.slug)
    seconds = sum(built.seconds.values())
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{shown}: {built.set_book.pagination.page_count} pages, {seconds:.1f} s"


def _say(settings: Settings, line: str) -> None:
    if settings.verbosity >= 1 and settings.format == "text":
        print(line)


def _progress(settings: Settings) -> Callable[[str], None]:
    """Shows on a terminal what is being done; says nothing in a pipe."""
    if not sys.stderr.isatty() or settings.verbosity < 1:
        return lambda _: None
    return lambda doing: print(f"\r\033[K{doing} …", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
