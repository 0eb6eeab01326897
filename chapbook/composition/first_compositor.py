"""Begin compositors before there is a book to set.

WeasyPrint and what it needs are half of all imports. A process that loads them while its parent
imports the rest and reads the book is ready when the first text is. Others are forked from it when
it has loaded them: its twins.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol


class Process(Protocol):
    """What has to be known of a process, as multiprocessing has it; the sentinel is what can be
    waited for until it ends."""

    @property
    def sentinel(self) -> Any: ...

    @property
    def exitcode(self) -> int | None: ...

    def is_alive(self) -> bool: ...

    def kill(self) -> None: ...

    def join(self, timeout: float | None = None) -> None: ...


@dataclass(frozen=True)
class Twin:
    """A process that isn't our child: all we know of it is its pipe, whose end is its end."""

    pipe: Any
    exitcode: int | None = None

    @property
    def sentinel(self) -> Any:
        """The pipe can be read when it is closed."""
        return self.pipe

    def is_alive(self) -> bool:
        """Whether it is, where it has nothing to say."""
        return not self.pipe.closed and not self.pipe.poll()

    def kill(self) -> None:
        """End it."""
        self.pipe.close()

    def join(self, timeout: float | None = None) -> None:
        """Its parent waits for it."""


@dataclass(frozen=True)
class FirstCompositor:
    """A process, and our end of its pipe; a spare one hears of the book when it is needed."""

    process: Process
    pipe: Any
    is_spare: bool = False

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


def begin(count: int = 1, spare: int = 0) -> tuple[FirstCompositor, ...]:
    """So many processes that get ready, of which the first says so, and then so many that are
    spare; none where processes aren't forked."""
    if sys.platform != "linux":
        return ()
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe() for _ in range(count + spare)]
    (ours, theirs) = zip(*pipes, strict=True)
    with undisturbed():
        process = context.Process(target=_live, args=(theirs, ours), daemon=True)
        process.start()
    for pipe in theirs:
        pipe.close()
    twins = (
        FirstCompositor(Twin(pipe), pipe, is_spare=number >= count)
        for number, pipe in enumerate(ours[1:], start=1)
    )
    return FirstCompositor(process, ours[0]), *twins


def _live(pipes: Sequence[Any], inherited: Sequence[Any]) -> None:
    from chapbook.composition.compositor import serve_first

    serve_first(pipes, inherited)


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
