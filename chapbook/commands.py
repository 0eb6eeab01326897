"""Turn a command of the command line into the files that it makes and what it says.

What only one command needs is imported there: an eighth of all imports.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.cache import Store, write_whole
from chapbook.citation_files import BIB, CFF, citation_files
from chapbook.command_settings import Settings
from chapbook.composition.compositors import Compositors
from chapbook.composition.first_compositor import jobs_at_hand
from chapbook.composition.standing_type import StandingType
from chapbook.conclusion import Conclusion, Made, report_text
from chapbook.diagnostics import BookError, Diagnostic, Severity
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.read import read_manuscript
from chapbook.pipeline import BuiltBook, build_book
from chapbook.press_files import PressFiles
from chapbook.proofing.checks.silencing import Silencing, silence
from chapbook.proofing.report import report_json
from chapbook.scholarship import Revise, read_book
from chapbook.telling import (
    BOOK_HAS_ERRORS,
    BUILT,
    cache_of,
    clear_progress,
    conclude,
    progress,
    tell,
)
from chapbook.unchanged.recognition import REPORT, LastBuild

if TYPE_CHECKING:
    from chapbook.text_editions import TextEdition

EDITIONS = ("", *(f"-{edition}" for edition in Edition if edition))
KINDS = ("", "-booklet", "-instructions", "-calibration", "-cover", "-errata")
OUTPUTS = (
    *(f"{{}}{edition}{kind}.pdf" for edition in EDITIONS for kind in KINDS),
    "{}.html",
    "{}.epub",
    BIB,
    CFF,
)


@dataclass(frozen=True)
class ComposingRoom:
    """Who sets a book, and what its builds in this process leave to the next."""

    cache: Store
    compositors: Compositors
    standing: StandingType


@dataclass(frozen=True)
class Outcome:
    """How a build went: the book, unless there was none to read, and all that is wrong.

    `press` is what a further step made of the book, None without one. `used` are the silencings
    that had something to silence.
    """

    built: BuiltBook | None
    diagnostics: tuple[Diagnostic, ...]
    press: PressFiles | None = None
    used: frozenset[Silencing] = frozenset()

    @property
    def report(self) -> str:
        """The text of report.json, '' without a book."""
        return report_json(self.built) if self.built else ""

    @property
    def pages(self) -> int:
        """The pages of the book."""
        return self.built.set_book.pagination.page_count if self.built else 0


def make_pdf(settings: Settings, last: LastBuild | None = None) -> int:
    """Build the book as <slug>.pdf, and beside it the files by which it is cited; a bad one leaves
    the last good ones as they were.

    `last` hears what the build came to.
    """
    return _make_book(settings, last, keeps_gaps=False)


def make_draft(settings: Settings, last: LastBuild | None = None) -> int:
    """Build the book as <slug>-draft.pdf: with lines numbered, room to write, notes to editors,
    and what is missing marked on the page."""
    return _make_book(settings, last, keeps_gaps=True)


def _make_book(settings: Settings, last: LastBuild | None, keeps_gaps: bool) -> int:
    outcome = build(settings)
    built = outcome.built
    if built is None:
        return end(settings, outcome, Conclusion(outcome.diagnostics), {}, last)
    name = _name(built, "{}.pdf")
    conclusion = Conclusion(
        outcome.diagnostics,
        made=Made(name, outcome.pages),
        keeps_gaps=keeps_gaps,
        report=outcome.report,
    )
    files = {name: built.pdf}
    if built.manuscript.config.output is Edition.STANDARD:
        made = citation_files(built.manuscript.config)
        files |= {_name(built, pattern): data for pattern, data in made.items()}
    return end(settings, outcome, conclusion, files, last)


def make_press_files(
    settings: Settings,
    make: Callable[[BuiltBook], PressFiles],
    pattern: str,
    last: LastBuild | None = None,
) -> int:
    """Build the book, and what `make` makes of it; `pattern` is the name of what is told of."""
    outcome = build(settings, also=make)
    built, press = outcome.built, outcome.press
    if built is None or press is None:
        conclusion = Conclusion(outcome.diagnostics, report=outcome.report)
        return end(settings, outcome, conclusion, {}, last)
    files = {_name(built, "{}.pdf"): built.pdf}
    files |= {_name(built, kind): data for kind, data in press.files.items()}
    is_made = pattern in press.files
    conclusion = Conclusion(
        outcome.diagnostics,
        remarks=() if is_made else press.lines,
        made=Made(_name(built, pattern), outcome.pages, advice=press.lines) if is_made else None,
        report=outcome.report,
    )
    return end(settings, outcome, conclusion, files, last if press.is_lasting else None)


def make_diff(settings: Settings, revision: str) -> int:
    """Build the change edition as <slug>-diff.pdf: what is added and struck since a revision; and
    sum it up."""
    from chapbook.change_edition import ChangedBook, earlier_state
    from chapbook.printings import checked_out
    from chapbook.revision.telling import changes_as_data, changes_as_lines

    try:
        with checked_out(settings.book, revision) as root:
            store = Store(settings.cache / "since")
            changed = ChangedBook(earlier_state(revision, read_book(root, store, Edition.DIFF)))
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return BOOK_HAS_ERRORS
    outcome = build(settings, revise=changed.revise)
    built = outcome.built
    if built is None:
        return end(settings, outcome, Conclusion(outcome.diagnostics), {}, None)
    changes = changed.changes(built.book)
    name = _name(built, "{}.pdf")
    data = {**json.loads(outcome.report), "changes": changes_as_data(changes)}
    conclusion = Conclusion(
        outcome.diagnostics,
        remarks=changes_as_lines(changes),
        made=Made(name, outcome.pages),
        report=report_text(data),
    )
    if settings.format == "json":
        print(json.dumps(changes_as_data(changes), ensure_ascii=False, indent=1))
        settings = replace(settings, format="text", verbosity=0)
    return end(settings, outcome, conclusion, {name: built.pdf}, None)


def make_text_edition(
    settings: Settings,
    make: Callable[[BuiltBook, Store], "TextEdition"],
    pattern: str,
    last: LastBuild | None = None,
) -> int:
    """Build the book for its folios, and write what `make` makes of it, by that name."""

    def also(built: BuiltBook) -> PressFiles:
        edition = make(built, cache_of(settings))
        return PressFiles({pattern: edition.data}, (), edition.diagnostics)

    outcome = build(settings, also=also)
    built, press = outcome.built, outcome.press
    if built is None or press is None:
        conclusion = Conclusion(outcome.diagnostics, report=outcome.report)
        return end(settings, outcome, conclusion, {}, last)
    files = {_name(built, pattern): press.files[pattern]}
    size = f", {len(press.files[pattern]) / 1000:.0f} kB"
    conclusion = Conclusion(
        outcome.diagnostics,
        made=Made(_name(built, pattern), outcome.pages, size),
        report=outcome.report,
    )
    return end(settings, outcome, conclusion, files, last)


def show_index(settings: Settings, view_name: str) -> int:
    """Print the book's index with the places of its marks, or what it may want."""
    from chapbook.proofing.index_workbench import IndexView, view_as_json, view_as_text
    from chapbook.proofing.indexed_book import IndexedBook, read_indexed_book

    view = IndexView(view_name)
    indexed: IndexedBook | None = None
    try:
        indexed = read_indexed_book(settings.book, cache_of(settings), progress(settings))
        found = indexed.diagnostics
    except BookError as wrong:
        found = wrong.diagnostics
    finally:
        clear_progress()
    if settings.format == "json":
        print(view_as_json(indexed, view, found))
    else:
        tell(settings, found)
        if indexed:
            print(view_as_text(indexed, view))
    worst = max((one.severity for one in found), default=Severity.NOTE)
    return BUILT if indexed and worst <= settings.worst_allowed else BOOK_HAS_ERRORS


def watch(settings: Settings) -> int:
    """Build the book, and again whenever one of its files is saved; the processes stay warm."""
    from chapbook.proofing.watch import keep_building

    compositors = _hired(settings)
    room = ComposingRoom(cache_of(settings, remembers=True), compositors, StandingType())

    def build_again() -> str:
        outcome = build(settings, room=room)
        built = outcome.built
        conclusion = Conclusion(outcome.diagnostics, report=outcome.report)
        files = {_name(built, "{}.pdf"): built.pdf} if built else {}
        end(settings, outcome, conclusion, files, None)
        if built is None:
            return "nothing built"
        again = built.set_again
        what = f"set {', '.join(again)}" if again else "nothing to set again"
        good = conclusion.is_good(settings.worst_allowed)
        return f"{what}; {outcome.pages} pages{'' if good else ', not written'}"

    try:
        with compositors:
            keep_building(settings.book, build_again, lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        print()
    return BUILT


def clean(settings: Settings) -> int:
    """Remove the cache and this book's outputs from the output directory, nothing else."""
    Store(settings.cache).empty()
    names = [REPORT]
    try:
        slug = read_manuscript(settings.book)[0].config.slug
        names += [pattern.format(slug) for pattern in OUTPUTS]
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return BOOK_HAS_ERRORS
    for name in names:
        (settings.out / name).unlink(missing_ok=True)
    if settings.out.is_dir() and not any(settings.out.iterdir()):
        settings.out.rmdir()
    return BUILT


def _hired(settings: Settings) -> Compositors:
    return Compositors(settings.jobs or jobs_at_hand(), first=settings.first)


def build(
    settings: Settings,
    also: Callable[[BuiltBook], PressFiles | None] = lambda _: None,
    examine: Callable[[BuiltBook], tuple[Diagnostic, ...]] = lambda _: (),
    room: ComposingRoom | None = None,
    revise: Revise = lambda manuscript, chapters: (manuscript, chapters),
) -> Outcome:
    """Build, do a further step and examine the book, and gather all that is wrong but for what
    the book silences; `revise` may change its chapters when they are parsed.

    What is in `room` is kept; without one compositors are made and ended.
    """
    built, press = None, None
    found: tuple[Diagnostic, ...] = ()
    try:
        with ExitStack() as ending:
            room = room or ComposingRoom(
                cache_of(settings), ending.enter_context(_hired(settings)), StandingType()
            )
            built = build_book(
                settings.book,
                room.cache,
                progress(settings),
                settings.edition,
                room.compositors,
                standing=room.standing,
                revise=revise,
            )
        found = built.diagnostics
        found = (*found, *examine(built))
        press = also(built)
        found = (*found, *(press.diagnostics if press else ()))
    except BookError as wrong:
        found = (*found, *wrong.diagnostics)
    finally:
        clear_progress()
    if built is None:
        return Outcome(None, found, press)
    checks, read = built.manuscript.config.checks, partial(read_text, settings.book)
    own, all_found = silence(built.diagnostics, checks, read), silence(found, checks, read)
    built = replace(built, diagnostics=own.kept)
    return Outcome(built, all_found.kept, press, all_found.used)


def read_text(book: Path, path: str) -> str:
    """The text of a file of the book, '' where it can't be read."""
    try:
        return (book / path).read_text("utf-8", errors="replace")
    except OSError:
        return ""


def end(
    settings: Settings,
    outcome: Outcome,
    conclusion: Conclusion,
    files: Mapping[str, bytes],
    last: LastBuild | None,
) -> int:
    """Tell what the build came to, write its files, and have them remembered."""

    def write(files: Mapping[str, bytes]) -> None:
        settings.out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_whole(settings.out / name, data)

    built = outcome.built
    if built is None:
        return conclude(settings, conclusion, 0, lambda: None)
    write({REPORT: conclusion.report.encode()})
    seconds = sum(built.seconds.values())
    code = conclude(settings, conclusion, seconds, lambda: write(files))
    if last:
        slug = built.manuscript.config.slug
        last.remember(
            conclusion, files, [pattern.format(slug) for pattern in OUTPUTS], _used(built)
        )
    return code


def _used(built: BuiltBook) -> tuple[str, ...]:
    """The files of the book that it names itself, wherever they are in it."""
    manuscript = built.manuscript
    others = (manuscript.bibliography, manuscript.index_authority)
    profile = manuscript.config.printing.press.profile
    return (
        *(chapter.path for chapter in manuscript.chapters),
        *(image for chapter in built.book.chapters for image in chapter.images),
        *(other.path for other in others if other),
        *([profile] if profile else []),
    )


def _name(built: BuiltBook, pattern: str) -> str:
    return pattern.format(built.manuscript.config.file_stem)
