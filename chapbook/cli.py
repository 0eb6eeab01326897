"""Turn the command line into a command that is done, and its outcome into an exit code.

0 built, 1 the book has errors, 2 wrong usage, 3 the machine lacks something, 130 stopped by
Ctrl-C, 141 by the end of the program that read what it prints.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from chapbook import check_options
from chapbook.call_stack import with_room
from chapbook.command_line import REMEMBERED, WISHES, read_command_line
from chapbook.diagnostics import Severity

if TYPE_CHECKING:
    from chapbook.command_settings import Settings
    from chapbook.unchanged.recognition import LastBuild

WRONG_USAGE = 2
INTERRUPTED, READER_LEFT = 130, 141
"""As shells tell of programs that SIGINT and SIGPIPE have ended."""

EDITIONS_OF_COMMANDS = ("draft", "diff")
"""The commands that make the edition of their name."""
SETTING = ("pdf", "booklet", "cover", "draft", "check", "html", "epub")
"""The commands that set a book, once."""


def main(arguments: Sequence[str], *, is_last: bool = False) -> int:
    """Do what the command line says; returns the exit code. `is_last`: the process ends then."""
    if arguments and arguments[0] == "test":
        return _test(arguments[1:])
    options = read_command_line(arguments)
    if options.command == "test":
        return _test(())
    try:
        code = with_room(_run, options, is_last)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read, as `head` does, has enough; nothing more is written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT


def leave(code: int) -> NoReturn:
    """End this process. What it has made isn't taken apart, object by object, as Python would."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run(options: argparse.Namespace, is_last: bool) -> int:
    """Answer from what is known of the last build, or else import what the command needs, now
    that the usage is known to be right, and do it."""
    settings = _settings(options)
    if options.command == "new":
        return _begin(options, settings)
    if options.command == "serve":
        return _serve(options, settings)
    if options.command in SETTING and settings.jobs != 1:
        settings = _with_first(settings)
    last = _last_build(options, settings)
    done = last.replay() if last else None
    if done is not None:
        for one in settings.first:
            one.end()
        return done
    with _importing():
        from chapbook import commands

    actions: Mapping[str, Callable[[], int]] = {
        "pdf": lambda: commands.make_pdf(settings, last),
        "booklet": lambda: _print(options, settings, last),
        "cover": lambda: _cover(settings),
        "html": lambda: _text_edition("html", settings, last),
        "epub": lambda: _text_edition("epub", settings, last),
        "draft": lambda: commands.make_draft(settings, last),
        "check": lambda: check_options.run(options, settings, last),
        "index": lambda: commands.show_index(settings, options.view),
        "watch": lambda: commands.watch(settings),
        "changes": lambda: _settle(options, settings),
        "diff": lambda: commands.make_diff(settings, options.operand),
        "clean": lambda: commands.clean(settings),
    }
    with _uncollected(is_last) if options.command in SETTING else nullcontext():
        return actions[options.command]()


def _with_first(settings: "Settings") -> "Settings":
    """The settings with a compositor that loads WeasyPrint while we look whether anything has
    changed, and load the rest, and a spare one; with all of them where nothing was set before."""
    from dataclasses import replace

    from chapbook.composition.first_compositor import begin, jobs_at_hand

    jobs = settings.jobs or jobs_at_hand()
    first = begin(1, min(jobs - 1, 1)) if settings.cache.is_dir() else begin(jobs)
    return replace(settings, first=first)


def _print(options: argparse.Namespace, settings: "Settings", last: "LastBuild | None") -> int:
    from chapbook import press_commands
    from chapbook.bindery.booklet import PrintJob

    job = PrintJob(options.sheets, options.copies, options.flip)
    if options.calibrate:
        return press_commands.make_calibration(settings, job)
    return press_commands.impose_booklet(settings, job, options.since, last)


def _begin(options: argparse.Namespace, settings: "Settings") -> int:
    from chapbook.authoring_commands import begin_book

    given = {field: getattr(options, field) for field in WISHES}
    return begin_book(settings, Path(options.operand), given, options.source)


def _settle(options: argparse.Namespace, settings: "Settings") -> int:
    from chapbook.editing_commands import settle_changes

    return settle_changes(settings, options.operand, options.decision)


def _text_edition(kind: str, settings: "Settings", last: "LastBuild | None") -> int:
    from chapbook import commands, text_editions

    makes = {"html": text_editions.html_edition, "epub": text_editions.epub_edition}
    return commands.make_text_edition(settings, makes[kind], f"{{}}.{kind}", last)


def _cover(settings: "Settings") -> int:
    from chapbook import press_commands

    return press_commands.make_cover(settings)


def _serve(options: argparse.Namespace, settings: "Settings") -> int:
    from chapbook.preview_command import serve

    return serve(settings, options.port, opens_browser=not options.no_browser)


@contextmanager
def _uncollected(is_last: bool) -> Iterator[None]:
    """Inside, nothing is searched for garbage: what a build makes it needs to its end. When it
    `is_last`, nor afterwards: to go through all of it takes 50 ms."""
    gc.disable()
    try:
        yield
    finally:
        if not is_last:
            gc.enable()


@contextmanager
def _importing() -> Iterator[None]:
    """What is imported stays: nothing is searched for garbage meanwhile, nor that later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _last_build(options: argparse.Namespace, settings: "Settings") -> "LastBuild | None":
    if options.command not in REMEMBERED or options.since or options.calibrate or options.fix:
        return None
    from chapbook.unchanged.recognition import look_up

    about = f"{check_options.options_key(options)} {_job_key(options)}"
    return look_up(settings, f"{options.command} {about}")


def _settings(options: argparse.Namespace) -> "Settings":
    from chapbook.command_settings import Settings
    from chapbook.manuscript.book_config import Edition

    own = options.command if options.command in EDITIONS_OF_COMMANDS else options.edition

    return Settings(
        book=options.book.resolve(),
        out=(options.out or options.book / "build").resolve(),
        worst_allowed=Severity.NOTE if options.strict else Severity.WARNING,
        format=options.format,
        verbosity=1 + options.verbose - options.quiet,
        edition=Edition(own),
        jobs=options.jobs or 0,
    )


def _job_key(options: argparse.Namespace) -> str:
    """What tells one printing job from another."""
    return f"{sorted(options.sheets or ())} {options.copies} {options.flip}"


def _test(arguments: Sequence[str]) -> int:
    checkout = Path(__file__).resolve().parent.parent
    if not (checkout / "tests").is_dir():
        print("chapbook: the tests are in the source checkout, not in an installed package")
        return WRONG_USAGE
    from chapbook.selftest import run

    return run(checkout, list(arguments))
