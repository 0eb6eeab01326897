"""Turn fragments and furniture into set ones, in several processes that stay warm.

A compositor is a process with WeasyPrint, fonts and stylesheets loaded. It takes one piece of
work after the other from its pipe and hands back bytes; it writes no file, and ends when nobody
holds the pipe's other end any more.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext, SpawnContext
from typing import TYPE_CHECKING, Any

from chapbook.composition.compositor import (
    Setup,
    Styles,
    Work,
    outcome,
    serve,
    styles_of,
    typesetter_of,
)
from chapbook.composition.first_compositor import FirstCompositor, Process, undisturbed
from chapbook.composition.hyphenation import exceptions
from chapbook.composition.model import (
    HtmlFragment,
    HtmlFurniture,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.page_proofs import ProofOrder

if TYPE_CHECKING:
    from chapbook.composition.engine import Typesetter

WORTH_A_PROCESS = 20_000
"""So many characters of HTML, beside the largest piece, are about 0.1 s: what it costs to make
two processes and to hand over the work."""
PAGE_OF_FURNITURE = 300
"""What a page of furniture costs, in characters of HTML."""
PATIENCE_S = 5
"""Who hasn't ended by then is ended."""


@dataclass(frozen=True)
class Failure:
    """A piece of work that couldn't be done, and why; `details` are a bug's traceback."""

    work: Work
    reason: str
    details: str = ""


class _Compositor:
    """A process and our end of its pipe; `work` is what it is doing, which may be laid out."""

    def __init__(self, process: Process, pipe: Any) -> None:
        self.process, self.pipe = process, pipe
        self.work: Work | None = None
        self.is_laid_out = False

    @property
    def ends(self) -> set[Any]:
        """What to wait for: that it says something, or ends."""
        return {self.pipe, self.process.sentinel}

    def give(self, work: Work) -> None:
        """Have it do this. Raises OSError if it has ended."""
        self.work, self.is_laid_out = work, False
        self.pipe.send(work)

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Compositors:
    """At most `jobs` compositors for one book after the other; a context manager that ends them.

    They are made when there is work for two, from this process where it can be forked (`method`).
    One job, and work that isn't worth a process, is done in this one, unless there are `first`
    compositors that have been begun before; the first of these speaks. Spare ones are hired before
    others are made.
    """

    def __init__(
        self,
        jobs: int,
        method: str = "fork" if sys.platform == "linux" else "spawn",
        first: Sequence[FirstCompositor] = (),
    ):
        self._jobs, self._forks = jobs, method == "fork"
        self._first = [one for one in first if not one.is_spare]
        self._spare = [one for one in first if one.is_spare]
        self._leaving: list[Process] = []
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if self._forks
            else multiprocessing.get_context("spawn")
        )
        self._setup: Setup | None = None
        self._announced: Setup | None = None
        self._styles: Styles | None = None
        self._typesetter: Typesetter | None = None
        self._compositors: list[_Compositor] = []

    def __enter__(self) -> "Compositors":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def dismiss(self) -> None:
        """Have all processes end, without waiting for it; they may be made again."""
        everyone: list[FirstCompositor | _Compositor] = [*self._first, *self._spare]
        everyone += self._compositors
        self._first, self._spare, self._compositors = [], [], []
        for one in everyone:
            one.pipe.close()
            if not self._forks:
                one.process.kill()
            self._leaving.append(one.process)

    def close(self) -> None:
        """End all processes; they may be made again."""
        self.dismiss()
        # All pipes are closed by now: one waits for those that were forked from it.
        while self._leaving:
            process = self._leaving.pop()
            process.join(PATIENCE_S)
            if process.is_alive():
                process.kill()
                process.join()

    def engine_version(self) -> str:
        """The versions of what sets pages."""
        said = self._first[0].says() if self._first else None
        if isinstance(said, str):
            return said
        self.close()
        from chapbook.composition.engine import engine_version

        return engine_version()

    def prepare(self, setup: Setup) -> Styles:
        """Get ready for a book; compositors of another book, or other styles, are ended."""
        if self._styles is None or setup != self._setup:
            self.announce(setup)
            is_theirs = setup == self._announced
            first, spare = (self._first, self._spare) if is_theirs else ([], [])
            if is_theirs:
                self._first, self._spare = [], []
            self.close()
            self._spare = spare
            self._setup, self._typesetter = setup, None
            self._styles = self._employed(first) if first else None
            self._styles = self._styles or styles_of(self._prepared()[0])
        return self._styles

    def announce(self, setup: Setup) -> None:
        """Have the first compositors get ready for what is likely the book, while it is read."""
        if self._announced is None:
            self._announced = setup
            for one in self._first:
                with suppress(OSError):
                    one.pipe.send(setup)

    def _employed(self, first: Sequence[FirstCompositor]) -> Styles | None:
        """What the first compositor says of the styles; None if it ended."""
        said = first[0].says()
        if isinstance(said, Styles):
            self._compositors += [_Compositor(one.process, one.pipe) for one in first]
            return said
        for one in first:
            one.end()
        return None

    def begin(self, work: Work) -> bool:
        """Have work done meanwhile if somebody has nothing to do; `set_all` delivers it."""
        idle = next((one for one in self._compositors if one.work is None), None)
        if idle is None or not idle.process.is_alive():
            return False
        try:
            idle.give(work)
        except OSError:
            idle.work = None
            return False
        return True

    def hire_ahead(self) -> None:
        """Where a single one is at work, have another get ready for what comes next."""
        (*busy,) = (one for one in self._compositors if one.work)
        if self._forks and self._jobs > 1 and len(busy) == len(self._compositors) == 1:
            self._hired()

    def set_all(
        self,
        works: Sequence[Work],
        deliver: Callable[[Work, bytes], None],
        laid_out: Callable[[Work, TypesetFragment], None] | None = None,
        has_time: Callable[[], bool] = lambda: False,
    ) -> tuple[Failure, ...]:
        """Do all the work, the largest pieces first, and deliver each as it is done.

        One that fails is told, and the others are done. With `laid_out`, which hears of fragments
        before they are drawn, nobody waits for that unless one fails: `finish` does. `has_time`
        is called as long as there is nothing but waiting to be done, and tells whether it did
        something. `prepare` must have been called.
        """
        waiting = sorted(works, key=_weight)
        begun = any(one.work for one in self._compositors)
        is_little = sum(map(_weight, waiting[: None if begun else -1])) < WORTH_A_PROCESS
        most = 1 if is_little else self._jobs
        if most == 1 and not begun and self._typesetter:
            return tuple(self._set_here(works, deliver))
        failures: list[Failure] = []
        with self._closed_when_wrong():
            while waiting or any(
                one.work and not (laid_out and one.is_laid_out and not failures)
                for one in self._compositors
            ):
                self._assign(waiting, failures, most)
                self._wait(has_time)
                self._collect(deliver, laid_out, failures)
        return tuple(failures)

    def finish(
        self, deliver: Callable[[Work, bytes], None], has_time: Callable[[], bool] = lambda: False
    ) -> tuple[Failure, ...]:
        """Wait for all that is being done, and deliver it."""
        return self.set_all((), deliver, has_time=has_time)

    @contextmanager
    def _closed_when_wrong(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            # What the others are doing would be taken for answers to what they get next.
            self.close()
            raise

    def _set_here(
        self, works: Sequence[Work], deliver: Callable[[Work, bytes], None]
    ) -> Iterator[Failure]:
        typesetter, setup = self._prepared()
        for work in works:
            with exceptions(setup.hyphenation):
                made, failed = outcome(typesetter, work)
            if made is None:
                yield Failure(work, *failed)
            else:
                deliver(work, made)

    def set_proof(self, order: ProofOrder) -> TypesetFragment | None:
        """A piece of a fragment, set in this process; None where that can't be done: a proof is
        a guess, and whatever is wrong with the fragment is told when it is set."""
        typesetter, setup = self._prepared()
        with exceptions(setup.hyphenation), suppress(Exception):
            return typesetter.set_proof(order)
        return None

    def furnish_proof(self, furniture: HtmlFurniture) -> TypesetFurniture:
        """Furniture that nobody will ask for again."""
        return self._prepared()[0].furnish(furniture)

    def typeset(self, fragment: HtmlFragment) -> TypesetFragment:
        """A fragment, set in this process as the others were."""
        return self._prepared()[0].typeset(fragment)

    def _prepared(self) -> tuple["Typesetter", Setup]:
        if self._setup is None:
            raise RuntimeError("no book has been prepared for the compositors")
        if self._typesetter is None:
            self._typesetter = typesetter_of(self._setup)
        return self._typesetter, self._setup

    def _assign(self, waiting: list[Work], failures: list[Failure], most: int) -> None:
        """Give the largest pieces that wait to those that have nothing to do, of `most`."""
        for one in [one for one in self._compositors if not one.process.is_alive()]:
            if one.work is None:
                self._compositors.remove(one)
                one.end()
        while waiting:
            idle = next((one for one in self._compositors if one.work is None), None)
            if idle is None and len(self._compositors) < most:
                idle = self._hired()
            if idle is None:
                return
            try:
                idle.give(waiting.pop())
            except OSError:
                self._lost(idle, failures)

    def _hired(self) -> _Compositor:
        setup = self._setup
        if setup is None:
            raise RuntimeError("no book has been prepared for the compositors")
        while self._spare:
            spare = self._spare.pop()
            with suppress(OSError):
                spare.pipe.send(setup)
                return self._employ(spare.process, spare.pipe)
            spare.end()
        ours, theirs = self._context.Pipe()
        # What a fork inherits of the others' pipes would keep them open behind our end.
        others = [one.pipe for one in self._compositors] if self._forks else []
        arguments = (theirs, [ours, *others] if self._forks else [], setup)
        with undisturbed():
            process = self._context.Process(
                target=serve,
                args=(*arguments, self._typesetter if self._forks else None),
                daemon=True,
            )
            process.start()
        theirs.close()
        return self._employ(process, ours)

    def _employ(self, process: Process, pipe: Any) -> _Compositor:
        self._compositors.append(_Compositor(process, pipe))
        return self._compositors[-1]

    def _wait(self, has_time: Callable[[], bool]) -> None:
        """Until somebody has something to say."""
        ends = [end for one in self._compositors if one.work for end in one.ends]
        while ends and not wait(ends, timeout=0):
            if not has_time():
                wait(ends)

    def _collect(
        self,
        deliver: Callable[[Work, bytes], None],
        laid_out: Callable[[Work, TypesetFragment], None] | None,
        failures: list[Failure],
    ) -> None:
        """Take what is done."""
        for one in [one for one in self._compositors if one.work]:
            if not wait(one.ends, timeout=0):
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

    def _lost(self, one: _Compositor, failures: list[Failure]) -> None:
        """A process ended in the midst of its work."""
        self._compositors.remove(one)
        one.process.join()
        if one.work:
            failures.append(Failure(one.work, _how_it_ended(one.process.exitcode)))
        one.end()


def _how_it_ended(code: int | None) -> str:
    if code is None:
        return "the process ended"
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"the process was ended by {name}"


def _weight(work: Work) -> int:
    """About what it costs to set, in characters of HTML."""
    if isinstance(work, HtmlFurniture):
        return len(work.margins) * PAGE_OF_FURNITURE
    return len(work.html)
