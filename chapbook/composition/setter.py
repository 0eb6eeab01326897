"""Turn fragments into set fragments, from the store where they are known, else by compositors."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from chapbook.cache import Store
from chapbook.composition.compositors import Compositors, Failure, Work
from chapbook.composition.model import (
    HtmlFragment,
    HtmlFurniture,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.stored_fragments import from_bytes, furniture_from_bytes
from chapbook.diagnostics import BookError, Diagnostic, SourceSpan, error

FRAGMENTS, FURNITURE = "fragments", "furniture"
"""The kinds of the store's entries."""
MOST_EDITED = 2
"""Where more are set again it was no edit of a text."""
Made = TypeVar("Made", TypesetFragment, TypesetFurniture)


class Setter:
    """Sets the fragments of one build; `set_again` and `furnished_again` name those that weren't
    in the store, in the order in which they were begun. `pull` shows proofs of a fragment as soon
    as it is set, `pull_edited` before that: of an edited one before any that only has to print
    its pages."""

    def __init__(
        self,
        compositors: Compositors,
        store: Store,
        tell: Callable[[str], None],
        pull_edited: Callable[[HtmlFragment], None] = lambda _: None,
        pull: Callable[[HtmlFragment, TypesetFragment], None] = lambda *_: None,
    ) -> None:
        self._compositors, self._store = compositors, store
        self._tell, self._pull_edited, self._pull = tell, pull_edited, pull
        self.set_again: dict[str, None] = {}
        self.furnished_again: dict[str, None] = {}

    def typeset(self, fragments: Sequence[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        """The fragments as set, by their ids. Raises BookError, when all others are done, for
        those that can't be set."""
        return self._set(FRAGMENTS, fragments, self.set_again, from_bytes)

    def furnish(
        self, orders: Sequence[HtmlFurniture | None]
    ) -> tuple[TypesetFurniture | None, ...]:
        """The furniture as set, None for None. Raises BookError as `typeset` does."""
        wanted = [order for order in orders if order]
        made = self._set(FURNITURE, wanted, self.furnished_again, furniture_from_bytes)
        return tuple(made[order.id] if order else None for order in orders)

    def _set(
        self,
        kind: str,
        works: Sequence[Work],
        again: dict[str, None],
        decode: Callable[[bytes], Made],
    ) -> Mapping[str, Made]:
        stored = {work.id: self._store.load(kind, work.digest, decode) for work in works}
        made = {name: one for name, one in stored.items() if one is not None}
        missing = [work for work in works if work.id not in made]
        again.update(dict.fromkeys(work.id for work in missing))
        if missing and kind == FRAGMENTS:
            self._tell(f"setting {', '.join(work.id for work in missing)}")
        for work in missing[:MOST_EDITED]:
            if isinstance(work, HtmlFragment):
                self._pull_edited(work)

        def keep(work: Work, data: bytes) -> None:
            self._store.put(kind, work.digest, data)
            made[work.id] = one = decode(data)
            if isinstance(work, HtmlFragment) and isinstance(one, TypesetFragment):
                self._pull(work, one)

        failures = self._compositors.set_all(missing, keep)
        if failures:
            raise BookError(tuple(map(_told, failures)))
        return made


def _told(failure: Failure) -> Diagnostic:
    work = failure.work
    message = f"setting '{work.id}' failed: {failure.reason}"
    span = SourceSpan(work.source, 1) if work.source else None
    return error("setting-failed", message, span, failure.details.rstrip())
