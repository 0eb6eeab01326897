"""Begin a compositor before there is a book to set.

WeasyPrint and what it needs are half of all imports. A process that loads them while its parent
imports the rest and reads the book is ready when the first text is.
"""

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any


@dataclass(frozen=True)
class FirstCompositor:
    """A process, and our end of its pipe."""

    process: BaseProcess
    pipe: Any

    def says(self) -> Any:
        """What comes from it next; None if it has ended."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End it, whatever it does."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def begin() -> FirstCompositor | None:
    """A process that gets ready; None where processes aren't forked."""
    if sys.platform != "linux":
        return None
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    with undisturbed():
        process = context.Process(target=_live, args=(theirs, (ours,)), daemon=True)
        process.start()
    theirs.close()
    return FirstCompositor(process, ours)


def _live(pipe: Any, inherited: Sequence[Any]) -> None:
    from chapbook.composition.compositor import serve_first

    serve_first(pipe, inherited)


@contextmanager
def undisturbed() -> Iterator[None]:
    """No Ctrl-C reaches a process before it has been told to leave that to its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
