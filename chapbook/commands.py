"""Turn a command of the command line into the files that it makes and what it says."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from chapbook.bindery.impose import impose
from chapbook.bindery.imposition import saddle_stitch
from chapbook.cache import Store, write_whole
from chapbook.composition.compositors import Compositors
from chapbook.diagnostics import BookError, Diagnostic, Severity, as_json, as_text, in_order
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.read import read_manuscript
from chapbook.pipeline import BuiltBook, build_book
from chapbook.proofing.idle_adjustments import idle_adjustments
from chapbook.proofing.index_gaps import index_gaps
from chapbook.proofing.index_workbench import IndexView, view_as_json, view_as_text
from chapbook.proofing.indexed_book import IndexedBook, read_indexed_book, with_index
from chapbook.proofing.lines_report import lines_report
from chapbook.proofing.report import report_json
from chapbook.proofing.watch import keep_building

BUILT, BOOK_HAS_ERRORS = 0, 1
EDITIONS = ("", *(f"-{edition}" for edition in Edition if edition))
OUTPUTS = tuple(f"{{}}{edition}{kind}.pdf" for edition in EDITIONS for kind in ("", "-booklet"))


@dataclass(frozen=True)
class Settings:
    """What every command is told: where the book is, where its outputs go, how to speak.

    `worst_allowed` is the severity up to which a build still counts as good. `format` is
    'text' or 'json'. `verbosity`: 0 says nothing but diagnostics, 1 what was made, 2 more.
    `edition` is what is made of the book, by at most `jobs` processes.
    """

    book: Path
    out: Path
    worst_allowed: Severity
    format: str
    verbosity: int
    edition: Edition
    jobs: int


@dataclass(frozen=True)
class Outcome:
    """How a build went: the book, unless there was none to read, and whether it is good.

    `sheets` is what a further step made of the book, empty without one.
    """

    built: BuiltBook | None
    good: bool
    sheets: bytes = b""

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
    """Build the book as <slug>-draft.pdf: with lines numbered, room to write, notes to editors,
    and what is missing marked on the page."""
    outcome = _build(replace(settings, edition=Edition.DRAFT))
    if outcome.built:
        _write_pdf(settings, outcome.built)
        _say(settings, _made(settings, outcome.built, "{}.pdf"))
    strict = settings.worst_allowed < Severity.WARNING
    return outcome.exit_code if strict or not outcome.built else BUILT


def make_booklet(settings: Settings) -> int:
    """Build the book and impose it for saddle stitching, as <slug>-booklet.pdf."""
    outcome = _build(settings, also=_impose)
    if not (outcome.built and outcome.good):
        return outcome.exit_code
    _write_pdf(settings, outcome.built)
    _write(settings, outcome.built, "{}-booklet.pdf", outcome.sheets)
    pages = outcome.built.set_book.pagination.page_count
    made = _made(settings, outcome.built, "{}-booklet.pdf")
    _say(settings, f"{made}, {_sheets(-(-pages // 4), pages)}")
    _say(settings, "print on both sides, flipped on the short edge, at 100%; fold and staple")
    return BUILT


def _impose(built: BuiltBook) -> bytes:
    """The booklet's formes. Raises BookError where the paper or the pages don't do."""
    config = built.manuscript.config
    has_back_cover = config.divisions[-1].kind == "back-cover"
    pages = built.set_book.pagination.page_count
    return impose(built.pdf, saddle_stitch(pages, has_back_cover), config.paper)


def _sheets(count: int, pages: int) -> str:
    blanks = count * 4 - pages
    sheets = f"{count} sheet{'s' if count > 1 else ''}"
    return f"{sheets}, {blanks} blank{'s' if blanks > 1 else ''}" if blanks else sheets


def check(settings: Settings, typography: bool = False) -> int:
    """Build the book, say what is wrong with it and which sources nobody cites; write no PDF.

    `typography`: say also what might be set better; none of that makes a book bad.
    """
    outcome = _build(settings, examine=_examined)
    if typography and outcome.built:
        set_book = outcome.built.set_book
        pairs = tuple(zip(set_book.html, set_book.fragments, strict=True))
        found = (*set_book.tightening, *idle_adjustments(pairs, outcome.built.typeset))
        _tell(settings, found)
        _say(settings, lines_report(set_book.line_counts, found))
    if outcome.built and outcome.built.book.uncited:
        keys = outcome.built.book.uncited
        entries = "1 entry is" if len(keys) == 1 else f"{len(keys)} entries are"
        _say(settings, f"{entries} cited nowhere: {', '.join(keys)}")
    return outcome.exit_code


def _examined(built: BuiltBook) -> tuple[Diagnostic, ...]:
    """What a build doesn't look for: it costs time, and spoils no page."""
    has_index = any(division.kind == "index" for division in built.manuscript.config.divisions)
    indexed = with_index(built.book, built.set_book.pagination)
    return index_gaps(indexed) if has_index else ()


def show_index(settings: Settings, view: IndexView) -> int:
    """Print the book's index with the places of its marks, or what it may want."""
    indexed: IndexedBook | None = None
    try:
        cache = Store(settings.out / ".cache")
        indexed = read_indexed_book(settings.book, cache, _progress(settings))
        found = indexed.diagnostics
    except BookError as wrong:
        found = wrong.diagnostics
    finally:
        _clear_progress()
    if settings.format == "json":
        print(view_as_json(indexed, view, found))
    else:
        _tell(settings, found)
        if indexed:
            print(view_as_text(indexed, view))
    return BUILT if indexed and _is_good(settings, found) else BOOK_HAS_ERRORS


def watch(settings: Settings) -> int:
    """Build the book, and again whenever one of its files is saved; the processes stay warm."""
    compositors = Compositors(settings.jobs)

    def build() -> str:
        outcome = _build(settings, compositors=compositors)
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
        with compositors:
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


def _build(
    settings: Settings,
    also: Callable[[BuiltBook], bytes] = lambda _: b"",
    examine: Callable[[BuiltBook], tuple[Diagnostic, ...]] = lambda _: (),
    compositors: Compositors | None = None,
) -> Outcome:
    """Build, do a further step and examine the book, and print all that is wrong, once.

    `compositors` are kept; without any they are made and ended.
    """
    built, sheets = None, b""
    found: tuple[Diagnostic, ...] = ()
    try:
        cache = Store(settings.out / ".cache")
        with ExitStack() as ending:
            hired = compositors or ending.enter_context(Compositors(settings.jobs))
            built = build_book(settings.book, cache, _progress(settings), settings.edition, hired)
        found = (*built.diagnostics, *examine(built))
        sheets = also(built)
    except BookError as wrong:
        found = (*found, *wrong.diagnostics)
    finally:
        _clear_progress()
    _tell(settings, found)
    if built:
        _write(settings, built, "report.json", report_json(built))
    return Outcome(built, built is not None and _is_good(settings, found), sheets)


def _is_good(settings: Settings, found: tuple[Diagnostic, ...]) -> bool:
    worst = max((one.severity for one in found), default=Severity.NOTE)
    return worst <= settings.worst_allowed


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
    write_whole(settings.out / pattern.format(built.manuscript.config.file_stem), data)


def _made(settings: Settings, built: BuiltBook, pattern: str) -> str:
    path = settings.out / pattern.format(built.manuscript.config.file_stem)
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
