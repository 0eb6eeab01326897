"""Keep results of stages on disk under the digest of what they were made from.

An entry is written beside its place and renamed, and carries its own checksum: one that is
torn or foreign reads as absent. So two builds may use a folder at once: both write the same
bytes under the same name, and what one removes the other makes again.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, TypeVar, cast

MOST_BYTES = 256 * 1024 * 1024
"""A book of 1,600 pages has about 30 MiB of results, and an edit adds one or two."""
KEPT_SHARE = 0.75
"""What stays when the cache is too large, so that not every entry that is added removes one."""
SWEPT_AFTER = MOST_BYTES // 16
"""A process looks at the cache's size when it first adds to it, and after so many bytes."""
ATTEMPTS = 5
"""So often an entry is written while others empty the cache; without it the build goes on."""
ABANDONED_AFTER_S = 3600
"""A file that is still being written after an hour was left by a build that was killed."""

TAG = "CACHEDIR.TAG"
TAG_TEXT = b"""Signature: 8a477f597d28d172789f06886806bc55
# Made by chapbook; what is in here can be made again. See https://bford.info/cachedir/
"""

Decoded = TypeVar("Decoded")
Made = TypeVar("Made")


class Store:
    """A folder of entries by kind and key; a key is a hexadecimal digest or a plain name.

    `tell` hears of entries that can't be used. Of more than `most_bytes` those go that were not
    used for longest. In a process that builds again and again it `remembers` what entries were
    decoded to.
    """

    def __init__(
        self,
        folder: Path,
        tell: Callable[[str], None] = lambda _: None,
        most_bytes: int = MOST_BYTES,
        *,
        remembers: bool = False,
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._most_bytes = most_bytes
        self._added_bytes: int | None = None
        self._remembers = remembers
        self._decoded: dict[tuple[str, str], Any] = {}
        self._decoded_before: dict[tuple[str, str], Any] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """The entry's data, or None where there is none that is whole."""
        path = self._path(kind, key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        checksum, data = stored[:32], stored[32:]
        if sha256(data).digest() != checksum:
            self._tell(f"{kind} {key} in the cache is not whole; it is made again")
            return None
        with suppress(OSError):
            # When it was last used, for the sweep.
            os.utime(path)
        return data

    def load(self, kind: str, key: str, decode: Callable[[bytes], Decoded]) -> Decoded | None:
        """What `decode` makes of the entry, or None where it can make nothing of it. A kind has
        one way to be decoded, whose results aren't changed."""
        known = self._decoded.get((kind, key)) or self._decoded_before.get((kind, key))
        data = None if known else self.get(kind, key)
        if data is not None:
            try:
                known = decode(data)
            except (AttributeError, LookupError, TypeError, ValueError):
                self._tell(f"{kind} {key} in the cache is of another kind; it is made again")
        if known and self._remembers:
            self._decoded[kind, key] = known
        return cast("Decoded | None", known)  # Of a kind and key only `decode` makes something.

    def made(self, kind: str, key: str, make: Callable[[], Made]) -> Made:
        """What `make` gives; in a process that `remembers`, what it gave for the same key before.
        It is in no file, and isn't changed."""
        known = self._decoded.get((kind, key)) or self._decoded_before.get((kind, key)) or make()
        if self._remembers:
            self._decoded[kind, key] = known
        return cast("Made", known)  # Of a kind and key only `make` makes something.

    def forget_unused(self) -> None:
        """Forget what was decoded or made before the last call of this, and not used since."""
        self._decoded_before, self._decoded = self._decoded, {}

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store `data`; an entry that is there already is replaced in one step."""
        path = self._path(kind, key)
        whole = sha256(data).digest() + data
        for _ in range(ATTEMPTS):
            # Somebody may empty the cache at any moment.
            with suppress(FileNotFoundError, FileExistsError):
                if not (self._folder / TAG).exists():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    write_whole(self._folder / TAG, TAG_TEXT)
                path.parent.mkdir(exist_ok=True)
                write_whole(path, whole)
                break
        self._sweep_when_due(len(whole))

    def drop(self, kind: str, key: str) -> None:
        """Remove an entry that nobody will ask for, if it is there."""
        with suppress(OSError):
            self._path(kind, key).unlink()

    def empty(self) -> None:
        """Remove every entry, and the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key

    def _sweep_when_due(self, added_bytes: int) -> None:
        due = self._added_bytes is None
        self._added_bytes = (self._added_bytes or 0) + added_bytes
        if due or self._added_bytes > min(SWEPT_AFTER, self._most_bytes):
            self._added_bytes = 0
            self._sweep()

    def _sweep(self) -> None:
        """Bring the cache to its size; it is the one thing that looks at every entry."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total <= self._most_bytes:
            return
        for _, size, path in entries:
            if total <= self._most_bytes * KEPT_SHARE:
                return
            with suppress(OSError):
                Path(path).unlink()
            total -= size

    def _entries(self) -> Iterator[tuple[int, int, str]]:
        """When each entry was last used, its size and its place; leftovers are removed."""
        abandoned_ns = time.time_ns() - ABANDONED_AFTER_S * 10**9
        for kind in _scanned(self._folder):
            for entry in _scanned(kind.path) if kind.is_dir(follow_symlinks=False) else ():
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if not entry.name.startswith("."):
                        yield status.st_mtime_ns, status.st_size, entry.path
                    elif status.st_mtime_ns < abandoned_ns:
                        Path(entry.path).unlink()


def _scanned(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


_numbers = count()


def write_whole(path: Path, data: bytes, *, is_durable: bool = False) -> None:
    """Write a file beside its place, then rename it: nobody ever sees half of it. What `is_durable`
    is on the disk before that, should the machine stop."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{next(_numbers)}-{time.time_ns()}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
