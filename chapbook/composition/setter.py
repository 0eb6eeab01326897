"""Turn fragments into set fragments, from the store where they are known, else by compositors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from chapbook.cache import Store
from chapbook.composition.compositor import Work
from chapbook.composition.compositors import Compositors, Failure
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
        # Each run of a build asks again for what the last one had.
        self._known_here: dict[str, Any] = {}

    def typeset(self, fragments: Iterable[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        """The fragments as set, by their ids; the first one that isn't known is begun while the
        next ones are still made. Raises BookError, when all others are done, for
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
        works: Iterable[Work],
        again: dict[str, None],
        decode: Callable[[bytes], Made],
    ) -> Mapping[str, Made]:
        made, missing, begun = self._looked_up(kind, works, decode)
        again.update(dict.fromkeys(work.id for work in missing))
        if missing and kind == FRAGMENTS:
            self._tell(f"setting {', '.join(work.id for work in missing)}")
        for work in missing[:MOST_EDITED]:
            if isinstance(work, HtmlFragment):
                self._pull_edited(work)

        def keep(work: Work, data: bytes) -> None:
            self._store.put(kind, work.digest, data)
            made[work.id] = self._known_here[work.digest] = one = decode(data)
            if isinstance(work, HtmlFragment) and isinstance(one, TypesetFragment):
                self._pull(work, one)

        rest = [work for work in missing if work.id not in begun]
        failures = self._compositors.set_all(rest, keep)
        if failures:
            raise BookError(tuple(map(_told, failures)))
        return made

    def _looked_up(
        self, kind: str, works: Iterable[Work], decode: Callable[[bytes], Made]
    ) -> tuple[dict[str, Made], list[Work], set[str]]:
        """What is known, what isn't, and which of that is being set already."""
        made: dict[str, Made] = {}
        missing: list[Work] = []
        begun: set[str] = set()
        try:
            for work in works:
                known = self._known_here.get(work.digest)
                if known is None:
                    known = self._store.load(kind, work.digest, decode)
                if known is not None:
                    made[work.id] = self._known_here[work.digest] = known
                    continue
                missing.append(work)
                if self._compositors.begin(work):
                    begun.add(work.id)
        except BaseException:
            # Somebody is at work for nothing.
            self._compositors.close()
            raise
        return made, missing, begun


def _told(failure: Failure) -> Diagnostic:
    work = failure.work
    message = f"setting '{work.id}' failed: {failure.reason}"
    span = SourceSpan(work.source, 1) if work.source else None
    return error("setting-failed", message, span, failure.details.rstrip())
