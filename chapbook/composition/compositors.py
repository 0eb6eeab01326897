"""Turn fragments and furniture into set ones, here or in several processes that stay warm."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from chapbook.composition.composing_staff import Compositor, Failure, Staff
from chapbook.composition.compositor import (
    Setup,
    Styles,
    Work,
    outcome,
    styles_of,
    typesetter_of,
)
from chapbook.composition.first_compositor import FirstCompositor
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
        self._jobs = jobs
        self._staff = Staff(forks=method == "fork", first=first)
        self._setup: Setup | None = None
        self._announced: Setup | None = None
        self._styles: Styles | None = None
        self._typesetter: Typesetter | None = None

    def __enter__(self) -> "Compositors":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def dismiss(self) -> None:
        """Have all processes end, without waiting for it; they may be made again."""
        self._staff.dismiss()

    def close(self) -> None:
        """End all processes; they may be made again."""
        self._staff.close()

    def engine_version(self) -> str:
        """The versions of what sets pages."""
        said = self._staff.first_word()
        if isinstance(said, str):
            return said
        self._staff.part_with_first()
        from chapbook.composition.engine import engine_version

        return engine_version()

    def prepare(self, setup: Setup, known: Styles | None = None) -> Styles:
        """Get ready for a book; compositors of another book, or other styles, are ended. Where its
        styles are `known`, nobody waits for those who get ready."""
        if self._styles is None or setup != self._setup:
            self.announce(setup)
            if self._styles or setup != self._announced:
                self.close()
            self._setup, self._typesetter = setup, None
            told = self._staff.employ_first(known)
            self._styles = told or known or styles_of(self._prepared()[0])
        return self._styles

    def announce(self, setup: Setup) -> None:
        """Have the first compositors get ready for what is likely the book, while it is read."""
        if self._announced is None:
            self._announced = setup
            self._staff.announce(setup)

    def begin(self, work: Work) -> bool:
        """Have work done meanwhile if somebody has nothing to do; `set_all` delivers it."""
        return self._staff.begin(work)

    def hire_ahead(self) -> None:
        """Where a single one is at work, have another get ready for what comes next."""
        staff = self._staff
        is_alone = len(staff.at_work) == len(staff.compositors) == 1
        if staff.forks and self._jobs > 1 and is_alone:
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
        begun = bool(self._staff.at_work)
        is_little = sum(map(_weight, waiting[: None if begun else -1])) < WORTH_A_PROCESS
        most = 1 if is_little else self._jobs
        if most == 1 and not begun and self._typesetter:
            return tuple(self._set_here(works, deliver))
        failures: list[Failure] = []
        with self._closed_when_wrong():
            while waiting or any(
                not (laid_out and one.is_laid_out and not failures) for one in self._staff.at_work
            ):
                self._staff.assign(waiting, failures, lambda: self._hired_if_below(most))
                self._staff.wait(has_time)
                self._staff.collect(deliver, laid_out, failures)
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

    def _hired_if_below(self, most: int) -> Compositor | None:
        return self._hired() if len(self._staff.compositors) < most else None

    def _hired(self) -> Compositor:
        if self._setup is None:
            raise RuntimeError("no book has been prepared for the compositors")
        return self._staff.hire(self._setup, self._typesetter)


def _weight(work: Work) -> int:
    """About what it costs to set, in characters of HTML."""
    if isinstance(work, HtmlFurniture):
        return len(work.margins) * PAGE_OF_FURNITURE
    return len(work.html)
