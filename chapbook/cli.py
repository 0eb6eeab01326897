"""Turn the command line into a command with its settings, and its outcome into an exit code.

0 built, 1 the book has errors, 2 wrong usage, 3 the machine lacks something, 130 stopped by
Ctrl-C, 141 by the end of the program that read what it prints.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook import __version__, check_options
from chapbook.diagnostics import Severity

if TYPE_CHECKING:
    from chapbook.command_settings import Settings
    from chapbook.unchanged.recognition import LastBuild

WRONG_USAGE = 2
INTERRUPTED, READER_LEFT = 130, 141
"""As shells tell of programs that SIGINT and SIGPIPE have ended."""

COMMANDS = {
    "pdf": "build the book as a PDF (this is done when no command is given)",
    "booklet": "impose the PDF for printing as a stapled booklet",
    "cover": "make the cover of a book with a wrap: back, spine and front on one sheet",
    "html": "build the book as one file of HTML, with the printed page numbers beside the text",
    "epub": "build the book as EPUB 3, for reading programs",
    "draft": "build a PDF for editors: lines numbered, notes to editors, errors marked as gaps",
    "check": "say what is wrong with the book; --only, --typography, --spelling, --fix",
    "index": "print the index with the places of its marks; --suggest, --coverage",
    "watch": "build again whenever a file of the book is saved",
    "changes": "list the changes and comments in the chapters; --accept, --reject",
    "diff": "build the change edition: what was added and struck since the revision REV",
    "new": "begin a book in the folder DIR, or make one of another tool's document: --from",
    "serve": "show the book in a browser while it is edited; --port, --no-browser",
    "clean": "remove what was built",
    "test": "run the program's own tests (what follows goes to pytest)",
}


WITH_EDITIONS = ("pdf", "booklet", "cover", "check", "watch")
EDITIONS = ("large-print", "press", "phone")
"""Those that --edition makes."""
EDITIONS_OF_COMMANDS = ("draft", "diff")
"""The commands that make the edition of their name."""
OPERANDS = {"diff": "REV", "new": "DIR"}
"""What follows the name of a command."""
MAY_FOLLOW = ("changes",)
"""The commands that something may follow."""
WISHES = ("title", "author", "language", "trim", "paper")
FOR_PAPER = ("booklet", "cover")
"""The commands that have nothing to do with an edition for a screen."""
SETTING = ("pdf", "booklet", "cover", "draft", "check", "html", "epub")
"""The commands that set a book, once."""
REMEMBERED = ("pdf", "booklet", "draft", "check", "html", "epub")
"""The commands that know whether anything has changed since the last time."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code."""
    if arguments and arguments[0] == "test":
        return _test(arguments[1:])
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.command == "test":
        return _test(())
    _check_operand(parser, options)
    if options.view != "index" and options.command != "index":
        parser.error("--suggest and --coverage belong to the command index")
    if options.edition and options.command not in WITH_EDITIONS:
        parser.error(f"--edition belongs to the commands {', '.join(WITH_EDITIONS)}")
    if options.edition == "phone" and options.command in FOR_PAPER:
        parser.error("the phone edition is read on a screen: it belongs to pdf, check and watch")
    check_options.verify_usage(parser, options, REMEMBERED)
    if options.command != "serve" and (options.port is not None or options.no_browser):
        parser.error("--port and --no-browser belong to the command serve")
    if options.command != "booklet" and _has_job(options):
        parser.error(
            "--sheets, --copies, --flip, --since and --calibrate belong to the command booklet"
        )
    try:
        code = _run(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read, as `head` does, has enough; nothing more is written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT


def _run(options: argparse.Namespace) -> int:
    """Answer from what is known of the last build, or else import what the command needs, now
    that the usage is known to be right, and do it."""
    settings = _settings(options)
    if options.command == "new":
        return _begin(options, settings)
    if options.command == "serve":
        return _serve(options, settings)
    last = _last_build(options, settings)
    done = last.replay() if last else None
    if done is not None:
        return done
    if options.command in SETTING and settings.jobs != 1:
        settings = _with_first(settings)
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
    with _uncollected() if options.command in SETTING else nullcontext():
        return actions[options.command]()


def _with_first(settings: "Settings") -> "Settings":
    """The settings with a compositor that loads WeasyPrint while we load the rest; with all of
    them where nothing has been set before."""
    from dataclasses import replace

    from chapbook.composition.first_compositor import begin, jobs_at_hand

    jobs = 1 if settings.cache.is_dir() else settings.jobs or jobs_at_hand()
    return replace(settings, first=begin(jobs))


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


def _check_operand(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Whether the command has what it needs beside its options, and only that."""
    wanted = OPERANDS.get(options.command)
    if wanted and not options.operand:
        parser.error(f"{options.command} needs a {wanted}")
    if options.operand and not wanted and options.command not in MAY_FOLLOW:
        parser.error(f"{options.command} takes nothing like '{options.operand}'")
    if options.decision and options.command != "changes":
        parser.error("--accept and --reject belong to the command changes")
    wishes = [getattr(options, field) for field in (*WISHES, "source")]
    if options.command != "new" and any(wishes):
        parser.error("--title, --author, --language, --trim, --paper and --from belong to new")


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
def _uncollected() -> Iterator[None]:
    """Inside, nothing is searched for garbage: what a build makes it needs to its end."""
    gc.disable()
    try:
        yield
    finally:
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


def _has_job(options: argparse.Namespace) -> bool:
    return bool(
        options.sheets or options.copies != 1 or options.flip or options.calibrate or options.since
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chapbook",
        description="Makes a printable book from Markdown chapters and a bibliography.",
        epilog="\n".join(f"  {name:9}{what}" for name, what in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", default="pdf", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument(
        "operand",
        nargs="?",
        default="",
        metavar="DIR|REV|PLACE",
        help="new: the folder; diff: a revision of git; changes: a file, or FILE:LINE",
    )
    parser.add_argument("--book", type=Path, default=Path(), metavar="DIR", help="default: here")
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: build/ in the book")
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument(
        "--format", choices=("text", "json", *check_options.FOR_FINDINGS), default="text"
    )
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default="",
        help="pdf, booklet, cover, check, watch: another edition",
    )
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="set in so many processes; default: one a core"
    )
    check_options.add_options(parser)
    _add_views(parser)
    _add_preview(parser)
    _add_printing(parser)
    _add_beginning(parser)
    _add_decisions(parser)
    parser.add_argument("-q", "--quiet", action="count", default=0)
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--version", action="version", version=f"chapbook {__version__}")
    return parser


def _count(text: str) -> int:
    """A number from 1 up. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 up")
    return int(text)


def _add_views(parser: argparse.ArgumentParser) -> None:
    views = parser.add_mutually_exclusive_group()
    for option, view, what in (
        ("--suggest", "suggestions", "index: names in the text that are not indexed there"),
        ("--coverage", "coverage", "index: pages without a locator, and how dense it is"),
    ):
        views.add_argument(
            option, dest="view", action="store_const", const=view, default="index", help=what
        )


def _add_preview(parser: argparse.ArgumentParser) -> None:
    preview = parser.add_argument_group("serve")
    preview.add_argument(
        "--port", type=_port, metavar="N", help="default: 8417, or any where that is taken"
    )
    preview.add_argument("--no-browser", action="store_true", help="only print the address")


def _port(text: str) -> int:
    """A port's number, 0 for any. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is no port: they go from 1 to 65535")
    return int(text)


def _add_printing(parser: argparse.ArgumentParser) -> None:
    job = parser.add_argument_group("booklet")
    job.add_argument("--sheets", type=sheet_numbers, metavar="2,5-7", help="only these sheets")
    job.add_argument(
        "--calibrate", action="store_true", help="write a sheet to try the printer with, instead"
    )
    job.add_argument(
        "--since", default="", metavar="TAG|PDF", help="only sheets changed since that printing"
    )
    job.add_argument("--copies", type=_count, default=1, metavar="N", help="how many are printed")
    job.add_argument(
        "--flip", choices=("short-edge", "long-edge"), default="", help="as the printer turns"
    )


def _add_decisions(parser: argparse.ArgumentParser) -> None:
    decisions = parser.add_mutually_exclusive_group()
    for decision, what in (
        ("accept", "changes: what is added stays, what is deleted goes, in the files"),
        ("reject", "changes: the text as it stood, in the files"),
    ):
        decisions.add_argument(
            f"--{decision}",
            dest="decision",
            action="store_const",
            const=decision,
            default="",
            help=what,
        )


def _add_beginning(parser: argparse.ArgumentParser) -> None:
    new = parser.add_argument_group("new")
    for wish, metavar, what in (
        ("title", "TEXT", "the book's title"),
        ("author", "NAME", "its author"),
        ("language", "TAG", "its language: de, en-GB, fr …"),
        ("trim", "NAME", "the size of its pages: A5, 6x9 …"),
        ("paper", "NAME", "what it is printed on: A4, letter …"),
    ):
        new.add_argument(f"--{wish}", default="", metavar=metavar, help=what)
    new.add_argument(
        "--from", dest="source", type=Path, metavar="FILE|FOLDER", help="what it is made of"
    )


def sheet_numbers(text: str) -> frozenset[int]:
    """The numbers in '2,5-7'. Raises ArgumentTypeError, which argparse shows, for anything else."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        ends = (first, last) if dash else (first, first)
        if not all(end.isdecimal() and len(end) <= 5 for end in ends):
            raise argparse.ArgumentTypeError(f"'{part}' is no sheet: write '2,5-7'")
        start, stop = (int(end) for end in ends)
        if not 1 <= start <= stop:
            raise argparse.ArgumentTypeError(f"'{part}' names no sheet: they count from 1")
        numbers.update(range(start, stop + 1))
    return frozenset(numbers)
