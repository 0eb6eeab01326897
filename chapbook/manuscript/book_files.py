"""Turn the paths that an author wrote into files of the book, and into nothing outside it."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.model import SourceText

LARGEST_FILE_BYTES = 4 * 1024 * 1024


def inside_book(root: Path, relative: str) -> Path | None:
    """Where `relative` leads, links and '..' followed; None where that is outside `root`.

    The file need not exist. `root` may itself be a link.
    """
    if PurePosixPath(relative).is_absolute() or PureWindowsPath(relative).drive:
        return None
    try:
        # Path.resolve() does the same at twice the cost, and a build asks hundreds of times.
        base = os.path.realpath(root)
        found = Path(os.path.realpath(f"{base}{os.sep}{relative}"))
        is_loop = found.is_symlink()
    except (OSError, ValueError):
        return None
    return found if found.is_relative_to(base) and not is_loop else None


def book_file(root: Path, relative: str) -> Path | None:
    """The existing regular file at `relative` inside the book, or None."""
    found = inside_book(root, relative)
    return found if found is not None and _is_file(found) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


@dataclass(frozen=True)
class FoundFile:
    """What came of reading a file: its text, or what is wrong with it."""

    source: SourceText | None
    diagnostics: tuple[Diagnostic, ...]


def read_book_file(root: Path, relative: str, asked_at: SourceSpan | None) -> FoundFile:
    """The text of a file of the book, with BOM and CRLF taken out.

    Outside the book, missing, too large or not UTF-8: an error Diagnostic, at `asked_at`
    (the place that names the file), or at the offending byte.
    """
    path = inside_book(root, relative)
    if path is None:
        message = f"'{relative}' is outside the book; it must be a path inside its directory"
        return FoundFile(None, (error("file-outside-book", message, asked_at),))
    if not _is_file(path):
        hint = did_you_mean(relative, _neighbours(root, relative))
        return FoundFile(
            None, (error("file-missing", f"there is no file '{relative}'", asked_at, hint),)
        )
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as problem:
        message = f"'{relative}' can't be read: {problem.strerror or problem}"
        return FoundFile(None, (error("file-unreadable", message, asked_at),))
    if len(data) > LARGEST_FILE_BYTES:
        limit = LARGEST_FILE_BYTES // 1024 // 1024
        message = f"'{relative}' is larger than {limit} MiB"
        return FoundFile(None, (error("file-too-large", message, asked_at),))
    return decode(relative, data)


def decode(path: str, data: bytes) -> FoundFile:
    """`data` as text; a byte that isn't UTF-8 is an error at its line and column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        span = SourceSpan(path, before.count(b"\n") + 1, column)
        message = f"byte 0x{problem.object[problem.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8"
        return FoundFile(None, (error("file-encoding", message, span, hint),))
    return FoundFile(SourceText(path, normalised(text)), ())


def normalised(text: str) -> str:
    """`text` with line feeds alone for line ends and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _neighbours(root: Path, relative: str) -> list[str]:
    """The files beside the one that was meant, and the chapters: what a slip may have meant."""
    names = {PurePosixPath(relative).parent.as_posix(), "chapters"}
    found: list[str] = []
    for name in sorted(names):
        folder = inside_book(root, name)
        if folder is not None and folder.is_dir():
            prefix = "" if name == "." else f"{name}/"
            found += [f"{prefix}{path.name}" for path in sorted(folder.iterdir()) if path.is_file()]
    return found
