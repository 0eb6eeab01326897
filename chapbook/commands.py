"""Turn a command of the command line into the files that it makes and what it says.

What only one command needs is imported there: an eighth of all imports.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from chapbook.building import OUTPUTS, ComposingRoom, build, end, end_without
from chapbook.cache import Store
from chapbook.citation_files import citation_files
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion, Made, report_text
from chapbook.diagnostics import BookError, Severity
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.read import read_manuscript
from chapbook.pipeline import BuiltBook
from chapbook.press_files import PressFiles
from chapbook.scholarship import read_book
from chapbook.telling import (
    BOOK_HAS_ERRORS,
    BUILT,
    cache_of,
    clear_progress,
    progress,
    tell,
)
from chapbook.unchanged.recognition import REPORT, LastBuild

if TYPE_CHECKING:
    from chapbook.text_editions import TextEdition


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
        return end_without(settings, outcome, last)
    name = outcome.file_name("{}.pdf")
    conclusion = Conclusion(
        outcome.diagnostics,
        made=Made(name, outcome.pages),
        keeps_gaps=keeps_gaps,
        report=outcome.report,
    )
    files = {name: built.pdf}
    if built.manuscript.config.output is Edition.STANDARD:
        made = citation_files(built.manuscript.config)
        files |= {outcome.file_name(pattern): data for pattern, data in made.items()}
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
        return end_without(settings, outcome, last)
    files = {outcome.file_name("{}.pdf"): built.pdf}
    files |= {outcome.file_name(kind): data for kind, data in press.files.items()}
    is_made = pattern in press.files
    name = outcome.file_name(pattern)
    conclusion = Conclusion(
        outcome.diagnostics,
        remarks=() if is_made else press.lines,
        made=Made(name, outcome.pages, advice=press.lines) if is_made else None,
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
        return end_without(settings, outcome, None)
    changes = changed.changes(built.book)
    name = outcome.file_name("{}.pdf")
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
        return end_without(settings, outcome, last)
    files = {outcome.file_name(pattern): press.files[pattern]}
    size = f", {len(press.files[pattern]) / 1000:.0f} kB"
    conclusion = Conclusion(
        outcome.diagnostics,
        made=Made(outcome.file_name(pattern), outcome.pages, size),
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

    room = ComposingRoom.of(settings, remembers=True)

    def build_again() -> str:
        outcome = build(settings, room=room)
        built = outcome.built
        if built is None:
            end_without(settings, outcome, None)
            return "nothing built"
        conclusion = Conclusion(outcome.diagnostics, report=outcome.report)
        end(settings, outcome, conclusion, {outcome.file_name("{}.pdf"): built.pdf}, None)
        again = built.set_again
        what = f"set {', '.join(again)}" if again else "nothing to set again"
        good = conclusion.is_good(settings.worst_allowed)
        return f"{what}; {outcome.pages} pages{'' if good else ', not written'}"

    try:
        with room.compositors:
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
