"""Turn set-ups that start at once into one after the other."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from chapbook.setup.commands import SetupError

_PAUSE_S = 0.2

if sys.platform == "win32":
    import msvcrt

    # Beyond the file's end, for Windows refuses to read what is locked.
    _LOCKED_OFFSET = 1 << 30

    def _try_to_lock(held: IO[bytes]) -> None:
        held.seek(_LOCKED_OFFSET)
        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_to_lock(held: IO[bytes]) -> None:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def one_at_a_time(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the file `path`, which exists, while the block runs.

    `on_wait` is called once if another process holds it. The system lets go when a process
    ends, however it ends. The file isn't changed. Raise SetupError if it can't be written to.
    """
    with _open(path) as held:
        if not _is_locked(held):
            on_wait()
            while not _is_locked(held):
                time.sleep(_PAUSE_S)
        yield


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("r+b")
    except OSError as refused:
        raise SetupError(f"{refused}\nSet-up needs to write in {path.parent}.") from refused


def _is_locked(held: IO[bytes]) -> bool:
    try:
        _try_to_lock(held)
    except OSError:
        return False
    return True
