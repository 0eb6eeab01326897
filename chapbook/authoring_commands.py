"""Turn the command that begins a book into its folder, and what it says of it."""

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from chapbook.authoring.book_folder import check_free, write_folder
from chapbook.authoring.sample_book import sample_book, sample_words
from chapbook.authoring.wishes import Ask, WishError, answered, take_proposed
from chapbook.command_settings import Settings
from chapbook.diagnostics import BookError, error
from chapbook.telling import BUILT, say, tell

WRONG_USAGE = 2


def begin_book(settings: Settings, folder: Path, given: Mapping[str, str]) -> int:
    """Write a book that works into `folder`, made as the wishes `given` by name have it."""
    try:
        check_free(folder)
        wishes = answered(given, sample_words, _ask())
        program = _program()
        write_folder(folder, sample_book(wishes, f"{program} --book {_typed(folder)}"))
    except WishError as wrong:
        tell(settings, (error("new-setting", str(wrong)),))
        return WRONG_USAGE
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return WRONG_USAGE
    except EOFError:
        return WRONG_USAGE
    say(settings, f"{folder}: a book to write on; build it by")
    say(settings, f"    {program} --book {_typed(folder)}")
    return BUILT


def _ask() -> Ask:
    """Asks whoever sits at a terminal; elsewhere nobody is asked."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _ask_on_terminal
    return take_proposed


def _ask_on_terminal(question: str, proposed: str, check: Callable[[str], str]) -> str:
    while True:
        said = input(f"{question} [{proposed}]: ").strip()
        try:
            return check(said or proposed)
        except WishError as wrong:
            print(f"  {wrong}")


def _program() -> str:
    """What was typed to run this program."""
    started = Path(sys.argv[0])
    if started.name != "build.py":
        return "chapbook"
    return "python3 build.py" if started == Path("build.py") else f"python3 {_typed(started)}"


def _typed(path: Path) -> str:
    return shlex.quote(str(path))
