"""Turn the words of the command line into options, or an error of usage."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from chapbook import __version__, check_options

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
OPERANDS = {"diff": "REV", "new": "DIR"}
"""What follows the name of a command."""
MAY_FOLLOW = ("changes",)
"""The commands that something may follow."""
WISHES = ("title", "author", "language", "trim", "paper")
FOR_PAPER = ("booklet", "cover")
"""The commands that have nothing to do with an edition for a screen."""
REMEMBERED = ("pdf", "booklet", "draft", "check", "html", "epub")
"""The commands that know whether anything has changed since the last time."""


def read_command_line(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options. Ends the program, as argparse does, with 2 where they are
    misused, and where help or the version is all that is wanted."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.command != "test":
        _verify_usage(parser, options)
    return options


def _verify_usage(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Whether the options belong to the command, and to each other."""
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


def _has_job(options: argparse.Namespace) -> bool:
    return bool(
        options.sheets or options.copies != 1 or options.flip or options.calibrate or options.since
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chapbook",
        description="Makes a printable book from Markdown chapters and a bibliography.",
        epilog="\n".join(f"  {name:9}{what}" for name, what in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_general(parser)
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


def _add_general(parser: argparse.ArgumentParser) -> None:
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


def _count(text: str) -> int:
    """A number from 1 up. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 up")
    return int(text)


def _port(text: str) -> int:
    """A port's number, 0 for any. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is no port: they go from 1 to 65535")
    return int(text)


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
