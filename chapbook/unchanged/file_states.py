"""Turn folders into the state of every file in them: what the system says of it, and its digest.

As git does, a file is read again only where what the system says of it has changed, or
changed so lately that a later change might look the same.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

MOST_FILES = 50_000
"""A folder with more is no book: somebody's home, perhaps."""
REPOSITORIES = frozenset((".git", ".hg", ".svn", ".jj", "__pycache__"))
MARKS = ("CACHEDIR.TAG", "pyvenv.cfg")
"""Files that mark a folder as a cache (https://bford.info/cachedir/) or a virtual environment."""
COARSEST_CLOCK_NS = 2_000_000_000
"""FAT counts in steps of two seconds; other file systems are finer."""

NO_FILE = (0, 0, 0, 0)
Seen = tuple[int, int, int, int]
"""Size, time of the last write, time of the last change of any kind (both in ns), inode."""


@dataclass(frozen=True)
class FileState:
    """A file as the system sees it, and its SHA-256; for what is no file, what it is instead."""

    seen: Seen
    digest: str


States = Mapping[str, FileState]


class TooManyFilesError(Exception):
    """There is more in a folder than a book can have."""


def states_in(folders: Mapping[str, Path], known: States, known_at_ns: int) -> dict[str, FileState]:
    """The files in `folders`, by '<name of the folder>/<path in it>'.

    `known` are the states that were found at `known_at_ns`, where there are such: only a file
    that looks otherwise than there is read. Left out are repositories, caches and virtual
    environments. Links to folders aren't followed. Raises TooManyFilesError.
    """
    states: dict[str, FileState] = {}
    for name, folder in folders.items():
        for entry in _files(str(folder), is_top=True):
            path = f"{name}{entry.path[len(str(folder)) :]}".replace(os.sep, "/")
            states[path] = _state(entry, known.get(path), known_at_ns)
            if len(states) > MOST_FILES:
                raise TooManyFilesError
    return states


def state_of(path: Path, known: FileState | None, known_at_ns: int) -> FileState:
    """The state of one file; its digest is '' where there is none."""
    try:
        found = _seen(path.stat())
    except OSError:
        return FileState(NO_FILE, "")
    return _known_or_read(str(path), found, known, known_at_ns)


def _files(folder: str, *, is_top: bool = False) -> Iterator[os.DirEntry[str]]:
    """All that is in a folder and is no folder, except in those that are left out."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    if not is_top and any(entry.name in MARKS for entry in entries):
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry
        elif entry.name not in REPOSITORIES:
            yield from _files(entry.path)


def _state(entry: os.DirEntry[str], known: FileState | None, known_at_ns: int) -> FileState:
    try:
        if entry.is_symlink():
            # Where it leads counts too: what is outside the book isn't read.
            target = Path(entry.path)
            digest = state_of(target, None, 0).digest if entry.is_file() else ""
            return FileState(NO_FILE, f"{digest} -> {target.readlink()}")
        if not entry.is_file():
            return FileState(NO_FILE, "no file")
        found = _seen(entry.stat())
    except OSError as problem:
        return FileState(NO_FILE, type(problem).__name__)
    return _known_or_read(entry.path, found, known, known_at_ns)


def _known_or_read(path: str, seen: Seen, known: FileState | None, known_at_ns: int) -> FileState:
    if known and known.seen == seen and not is_fresh(seen, known_at_ns):
        return known
    try:
        with Path(path).open("rb") as file:
            return FileState(seen, file_digest(file, "sha256").hexdigest())
    except OSError as problem:
        return FileState(NO_FILE, type(problem).__name__)


def is_fresh(seen: Seen, at_ns: int) -> bool:
    """Whether a change after `at_ns` might leave the same times as one before it."""
    _, written_ns, changed_ns, _ = seen
    return max(written_ns, changed_ns) + COARSEST_CLOCK_NS >= at_ns


def _seen(status: os.stat_result) -> Seen:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
