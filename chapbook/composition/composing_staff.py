"""Turn pieces of work into what processes make of them, each doing one after the other.

A compositor is a process with WeasyPrint, fonts and stylesheets loaded. It takes one piece of
work after the other from its pipe and hands back bytes; it writes no file, and ends when nobody
holds the pipe's other end any more.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext, SpawnContext
from typing import TYPE_CHECKING, Any

from chapbook.composition.compositor import READY, Setup, Styles, Work, serve
from chapbook.composition.first_compositor import (
    FirstCompositor,
    Process,
    jobs_at_hand,
    undisturbed,
)
from chapbook.composition.model import TypesetFragment

if TYPE_CHECKING:
    from chapbook.composition.engine import Typesetter

PATIENCE_S = 5
"""Who hasn't ended by then is ended."""


@dataclass(frozen=True)
class Failure:
    """A piece of work that couldn't be done, and why; `details` are a bug's traceback."""

    work: Work
    reason: str
    details: str = ""


class Compositor:
    """A process and our end of its pipe; `work` is what it is doing, which may be laid out. It gets
    ready before."""

    def __init__(self, process: Process, pipe: Any) -> None:
        self.process, self.pipe = process, pipe
        self.work: Work | None = None
        self.is_laid_out = False
        self.is_ready = False

    @property
    def ends(self) -> set[Any]:
        """What to wait for: that it says something, or ends."""
        return {self.pipe, self.process.sentinel}

    @property
    def is_alive(self) -> bool:
        """Whether it may still take work, when it has none."""
        self.listen()
        return not self.is_ready or self.process.is_alive()

    def listen(self) -> None:
        """Hear whether it is ready."""
        if not self.is_ready and self.pipe.poll():
            try:
                self.is_ready = self.pipe.recv() == READY
            except (EOFError, OSError):
                # It has ended, which is seen when its work isn't done.
                self.is_ready = True

    def give(self, work: Work) -> None:
        """Have it do this. Raises OSError if it has ended."""
        self.work, self.is_laid_out = work, False
        self.pipe.send(work)

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Staff:
    """Compositors, who are forked where `forks` is true; `first` are those that were begun before
    the book was known."""

    def __init__(self, *, forks: bool, first: Sequence[FirstCompositor] = ()) -> None:
        self.forks = forks
        self._cores = jobs_at_hand()
        self.compositors: list[Compositor] = []
        self._first = [one for one in first if not one.is_spare]
        self._spare = [one for one in first if one.is_spare]
        self._leaving: list[Process] = []
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
        )

    @property
    def at_work(self) -> list[Compositor]:
        """Those who are doing something."""
        return [one for one in self.compositors if one.work]

    def first_word(self) -> Any:
        """What the first compositor says next; None if there is none, or it has ended."""
        return self._first[0].says() if self._first else None

    def announce(self, setup: Setup) -> None:
        """Have the first compositors get ready for what is likely the book."""
        for one in self._first:
            with suppress(OSError):
                one.pipe.send(setup)

    def employ_first(self, known: Styles | None = None) -> Styles | None:
        """Take the first compositors on for the book that was announced to them; what the first
        of them says of its styles, None if there is none, or it has ended. It isn't asked what is
        `known`."""
        said, first = known or self.first_word(), self._first
        self._first = []
        for one in first:
            if isinstance(said, Styles):
                self._employ(one.process, one.pipe)
            else:
                one.end()
        return said if isinstance(said, Styles) else None

    def part_with_first(self) -> None:
        """Do without those that were begun before the book was known: the first has ended, of which
        the others are forks."""
        for one in (*self._first, *self._spare):
            one.end()
        self._first, self._spare = [], []

    def hire(self, setup: Setup, typesetter: "Typesetter | None") -> Compositor:
        """One more, a spare one if there is any; a fork has the typesetter already."""
        while self._spare:
            spare = self._spare.pop()
            with suppress(OSError):
                spare.pipe.send(setup)
                return self._employ(spare.process, spare.pipe)
            spare.end()
        ours, theirs = self._context.Pipe()
        # What a fork inherits of the others' pipes would keep them open behind our end.
        inherited = [ours, *(one.pipe for one in self.compositors)] if self.forks else []
        arguments = (theirs, inherited, setup, typesetter if self.forks else None)
        with undisturbed():
            process = self._context.Process(target=serve, args=arguments, daemon=True)
            process.start()
        theirs.close()
        return self._employ(process, ours)

    def _employ(self, process: Process, pipe: Any) -> Compositor:
        self.compositors.append(Compositor(process, pipe))
        return self.compositors[-1]

    def begin(self, work: Work) -> bool:
        """Have it done if somebody has nothing to do."""
        idle = self._idle()
        if idle is None or not idle.is_alive:
            return False
        try:
            idle.give(work)
        except OSError:
            idle.work = None
            return False
        return True

    def assign(
        self, waiting: list[Work], failures: list[Failure], hire: Callable[[], Compositor | None]
    ) -> None:
        """Give the last of what waits to those that have nothing to do, or are hired for it."""
        for one in [one for one in self.compositors if not one.work and not one.is_alive]:
            self.compositors.remove(one)
            one.end()
        while waiting:
            idle = self._idle() or hire()
            if idle is None:
                return
            try:
                idle.give(waiting.pop())
            except OSError:
                self._lost(idle, failures)

    def _idle(self) -> Compositor | None:
        return next((one for one in self.compositors if one.work is None), None)

    def wait(self, has_time: Callable[[], bool]) -> None:
        """Until somebody has something to say. `has_time` is done where a core is idle, and tells
        whether it did something."""
        while self.at_work:
            busy = {*self.at_work, *self._preparing()}
            if wait(_ends(self.at_work), timeout=0):
                return
            if len(busy) >= self._cores or not has_time():
                wait(_ends(busy))

    def _preparing(self) -> list[Compositor]:
        for one in self.compositors:
            one.listen()
        return [one for one in self.compositors if not one.is_ready]

    def collect(
        self,
        deliver: Callable[[Work, bytes], None],
        laid_out: Callable[[Work, TypesetFragment], None] | None,
        failures: list[Failure],
    ) -> None:
        """Take what is done."""
        for one in self.at_work:
            one.listen()
            if not one.is_ready or not wait(one.ends, timeout=0):
                continue
            work = one.work
            try:
                said = one.pipe.recv() if one.pipe.poll() else (None, ())
            except (EOFError, OSError):
                said = None, ()
            if isinstance(said, TypesetFragment):
                one.is_laid_out = True
                if work and laid_out:
                    laid_out(work, said)
                continue
            made, why = said
            if work is None or (made is None and not why):
                self._lost(one, failures)
                continue
            one.work = None
            if made is None:
                failures.append(Failure(work, *why))
            else:
                deliver(work, made)

    def _lost(self, one: Compositor, failures: list[Failure]) -> None:
        """A process ended in the midst of its work."""
        self.compositors.remove(one)
        one.process.join()
        if one.work:
            failures.append(Failure(one.work, _how_it_ended(one.process.exitcode)))
        one.end()

    def dismiss(self) -> None:
        """Have all end, without waiting for it; others may be hired."""
        everyone: list[FirstCompositor | Compositor] = [*self._first, *self._spare]
        everyone += self.compositors
        self._first, self._spare, self.compositors = [], [], []
        for one in everyone:
            one.pipe.close()
            if not self.forks:
                one.process.kill()
            self._leaving.append(one.process)

    def close(self) -> None:
        """End all; others may be hired."""
        self.dismiss()
        # All pipes are closed by now: one waits for those that were forked from it.
        while self._leaving:
            process = self._leaving.pop()
            process.join(PATIENCE_S)
            if process.is_alive():
                process.kill()
                process.join()


def _ends(compositors: Iterable[Compositor]) -> list[Any]:
    return [end for one in compositors for end in one.ends]


def _how_it_ended(code: int | None) -> str:
    if code is None:
        return "the process ended"
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"the process was ended by {name}"
