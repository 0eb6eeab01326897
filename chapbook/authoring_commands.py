"""Turn the command that begins a book into its folder, and what it says of it."""

import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from chapbook.authoring.book_folder import check_free, write_folder
from chapbook.authoring.foreign_documents import (
    MARKDOWN,
    ForeignBook,
    read_document,
    read_folder,
    title_from_name,
)
from chapbook.authoring.imported_book import ImportedBook, imported_book
from chapbook.authoring.imported_folder import imported_folder
from chapbook.authoring.pandoc_program import READERS, converted, find_pandoc
from chapbook.authoring.plain_text import PLAIN, read_plain_text
from chapbook.authoring.sample_book import sample_book, sample_words
from chapbook.authoring.wishes import (
    Ask,
    WishError,
    answered,
    known_language,
    take_proposed,
)
from chapbook.cache import Store
from chapbook.command_settings import Settings
from chapbook.diagnostics import BookError, Diagnostic, as_text, error, in_order, warning
from chapbook.scholarship import read_book
from chapbook.setup.machine import this_machine
from chapbook.setup.plans import plan_pandoc
from chapbook.telling import BUILT, say, tell

WRONG_USAGE, MACHINE_LACKS = 2, 3
LOSSES = "not-carried-over.txt"


class PandocMissingError(Exception):
    """What is to be imported needs pandoc, and it isn't here."""


def begin_book(
    settings: Settings, folder: Path, given: Mapping[str, str], source: Path | None
) -> int:
    """Write a book that works into `folder`, made as the wishes `given` by name have it.

    `source`: it is made of a document of another tool, or of a folder of Markdown.
    """
    losses: tuple[Diagnostic, ...] = ()
    try:
        check_free(folder)
        if source is None:
            wishes = answered(given, sample_words, _ask())
            write_folder(folder, sample_book(wishes, _command(folder)))
        else:
            losses = _import(source, folder, given)
    except WishError as wrong:
        tell(settings, (error("new-setting", str(wrong)),))
        return WRONG_USAGE
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return WRONG_USAGE
    except PandocMissingError as missing:
        tell(settings, (error("pandoc-missing", str(missing), hint=_how_to_install()),))
        return MACHINE_LACKS
    except EOFError:
        return WRONG_USAGE
    if source is not None:
        tell(replace(settings, book=folder), losses)
    _say_begun(settings, folder, source, len(losses))
    return BUILT


def _say_begun(settings: Settings, folder: Path, source: Path | None, losses: int) -> None:
    what = "a book to write on" if source is None else f"a book made of '{source.name}'"
    say(settings, f"{folder}: {what}; build it by\n    {_command(folder)}")
    if losses:
        count = "1 place" if losses == 1 else f"{losses} places"
        say(settings, f"{folder / LOSSES} lists what wants looking at: {count}")


def _import(source: Path, folder: Path, given: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Make the book of a document; gives back what it lost, and what is wrong with it now."""
    try:
        with _foreign_book(source) as foreign:
            book = imported_book(foreign)
    except OSError as problem:
        message = f"'{source}' can't be read: {problem}"
        raise BookError([error("import-unread", message)]) from problem
    if not book.chapters:
        raise BookError([error("import-empty", f"there is no text in '{source}'")])
    said, found = _said(book)
    wanted = {**said, **{key: one for key, one in given.items() if one}}
    named = {"title": title_from_name(source.name)}
    wishes = answered(wanted, lambda language: {**sample_words(language), **named}, _ask())
    if not wanted.get("author") and wishes.author == sample_words(wishes.language)["author"]:
        message = f"the text names no author: book.toml has '{wishes.author}' until you change it"
        found.append(warning("import-lost", message))
    write_folder(folder, imported_folder(book, wishes, _command(folder)))
    with tempfile.TemporaryDirectory(prefix="chapbook-") as cache:
        wrong = read_book(folder, Store(Path(cache))).diagnostics
    losses = in_order((*found, *book.losses, *wrong))
    if losses:
        (folder / LOSSES).write_text(as_text(losses, lambda _path, _line: None) + "\n", "utf-8")
    return losses


def _said(book: ImportedBook) -> tuple[dict[str, str], list[Diagnostic]]:
    """The wishes that a document has itself; a language that the program lacks is told."""
    said = {"title": book.title, "author": ", ".join(book.authors)}
    if not book.language:
        return said, []
    try:
        said["language"] = known_language(book.language.replace("_", "-"))
    except WishError as wrong:
        return said, [warning("import-lost", str(wrong))]
    return said, []


@contextmanager
def _foreign_book(source: Path) -> Iterator[ForeignBook]:
    """What is to be imported, in pandoc's Markdown. Raises PandocMissingError where it can't be had
    without, BookError where it can't be had at all."""
    kind = source.suffix.lower()
    if source.is_dir():
        yield read_folder(source)
    elif not source.is_file():
        raise BookError([error("import-unread", f"there is no file or folder '{source}'")])
    elif kind in MARKDOWN:
        yield ForeignBook(source.parent, (read_document(source.parent, source),), {})
    elif kind in PLAIN:
        yield ForeignBook(source.parent, (read_plain_text(source),), {})
    elif kind in READERS:
        pandoc = find_pandoc()
        if pandoc is None:
            raise PandocMissingError(f"reading '{source.name}' takes pandoc, which isn't here")
        with converted(pandoc, source) as book:
            yield book
    else:
        known = ", ".join((*MARKDOWN, *PLAIN, *READERS))
        message = f"'{source.name}' is of a kind that can't be read"
        raise BookError([error("import-unread", message, hint=f"known: a folder, {known}")])


def _how_to_install() -> str:
    return "install it by: " + " && ".join(plan_pandoc(this_machine()).by_hand)


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


def _command(folder: Path) -> str:
    """What one types to build the book there, by the program as it was called now."""
    started = Path(sys.argv[0])
    program = f"python3 {shlex.quote(str(started))}" if started.name == "build.py" else "chapbook"
    return f"{program} --book {shlex.quote(str(folder))}"
