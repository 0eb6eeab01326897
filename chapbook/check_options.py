"""Turn the options of the command check into what is wanted of it, or an error of usage."""

import argparse
import sys
from typing import TYPE_CHECKING

from chapbook.check_register import checks, families, names_in
from chapbook.diagnostics import did_you_mean

if TYPE_CHECKING:
    from chapbook.command_settings import Settings
    from chapbook.unchanged.recognition import LastBuild

FOR_FINDINGS = ("sarif", "github")
"""Formats that have findings and nothing else."""
ASKING = ("--typography", "--spelling")
"""Options without which some checks aren't made."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of check to those of the program."""
    group = parser.add_argument_group("check")
    group.add_argument(
        "--only", type=check_names, default=(), metavar="NAMES", help="these checks or families"
    )
    for option, what in (
        ("--typography", "also what might be set better"),
        ("--spelling", "also words that are in no dictionary"),
        ("--fix", "show what is safe to mend, and mend it when you agree"),
        ("--yes", "with --fix: don't ask"),
    ):
        group.add_argument(option, action="store_true", help=what)


def check_names(text: str) -> tuple[str, ...]:
    """The names in 'language,doubled-word'. Raises ArgumentTypeError for that of no check."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if not names_in(name):
            hint = did_you_mean(name, (*checks(), *families()))
            raise argparse.ArgumentTypeError(f"there is no check '{name}'; {hint}".strip("; "))
    return names


def verify_usage(
    parser: argparse.ArgumentParser, options: argparse.Namespace, told_at_once: tuple[str, ...]
) -> None:
    """End with an error of usage where the options, or the formats of `told_at_once` commands,
    are misused."""
    asked = options.typography or options.spelling or options.only or options.fix or options.yes
    if asked and options.command != "check":
        parser.error(
            "--only, --typography, --spelling, --fix and --yes belong to the command check"
        )
    if options.yes and not options.fix:
        parser.error("--yes belongs to --fix")
    if options.fix and options.format != "text":
        parser.error("--fix shows its changes as text: leave --format out")
    if options.format in FOR_FINDINGS and options.command not in told_at_once:
        known = ", ".join(told_at_once)
        parser.error(f"--format {options.format} belongs to the commands {known}")


def options_key(options: argparse.Namespace) -> str:
    """What tells one run of check from another."""
    return f"{options.typography} {options.spelling} {sorted(options.only)}"


def run(options: argparse.Namespace, settings: "Settings", last: "LastBuild | None") -> int:
    """Check the book, or mend it."""
    from chapbook.check_command import check, mend, wanted

    asked = frozenset(option for option in ASKING if getattr(options, option[2:]))
    what = wanted(options.only, asked)
    if options.fix:
        return mend(settings, what, lambda: options.yes or _agrees())
    return check(settings, what, last)


def _agrees() -> bool:
    """Ask on a terminal; without one nobody agrees."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return input("Write these changes? [y/N] ").strip().lower() in {"y", "yes"}
