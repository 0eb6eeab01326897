"""Begin compositors before there is a book to set.

WeasyPrint and what it needs are half of all imports. A process that loads them while its parent
imports the rest and reads the book is ready when the first text is.
"""

import multiprocessing
import os
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


def jobs_at_hand() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def begin(count: int = 1) -> tuple[FirstCompositor, ...]:
    """So many processes that get ready, of which the first says so; none where processes aren't
    forked."""
    made: list[FirstCompositor] = []
    if sys.platform != "linux":
        return ()
    context = multiprocessing.get_context("fork")
    for _ in range(count):
        ours, theirs = context.Pipe()
        # A fork inherits the others' pipes, and would keep them open behind our end.
        inherited = (ours, *(one.pipe for one in made))
        with undisturbed():
            process = context.Process(target=_live, args=(theirs, inherited, not made), daemon=True)
            process.start()
        theirs.close()
        made.append(FirstCompositor(process, ours))
    return tuple(made)


def _live(pipe: Any, inherited: Sequence[Any], speaks: bool) -> None:
    from chapbook.composition.compositor import serve_first

    serve_first(pipe, inherited, speaks=speaks)


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
