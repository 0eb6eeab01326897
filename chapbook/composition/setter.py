"""Turn fragments into set fragments, from the store where they are known, else by compositors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from chapbook.cache import Store
from chapbook.composition.composing_staff import Failure
from chapbook.composition.compositor import Work
from chapbook.composition.compositors import Compositors
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


@dataclass(frozen=True)
class Bystanders:
    """Who hears of fragments while they are set: of each of a few that aren't known, before it is
    begun, edited ones first (`begun`), of one that was set (`drawn`), and of one that the store
    has (`known`). `has_time` is called while nothing but waiting is to be done, and tells whether
    it did something, a little. Who `are_hurried` hear of a drawn fragment before anything that
    depends on its pages is begun."""

    begun: Callable[[HtmlFragment], None] = lambda _: None
    drawn: Callable[[HtmlFragment, TypesetFragment], None] = lambda *_: None
    known: Callable[[HtmlFragment, TypesetFragment], None] = lambda *_: None
    has_time: Callable[[], bool] = lambda: False
    are_hurried: bool = False


class Setter:
    """Sets the fragments of one build; `set_again` and `furnished_again` name those that weren't
    in the store, in the order in which they were begun. `more_follows`: something is set when the
    text is, an index."""

    def __init__(
        self,
        compositors: Compositors,
        store: Store,
        tell: Callable[[str], None],
        bystanders: Bystanders | None = None,
        *,
        more_follows: bool = False,
    ) -> None:
        self._compositors, self._store, self._tell = compositors, store, tell
        self._bystanders = bystanders or Bystanders()
        self._more_follows = more_follows
        self.set_again: dict[str, None] = {}
        self.furnished_again: dict[str, None] = {}
        # Each run of a build asks again for what the last one had.
        self._known_here: dict[str, Any] = {}
        # A build that failed may have left others at work.
        self._asked: set[str] = set()
        self._meanwhile: list[Callable[[], None]] = []
        self._ahead: list[HtmlFurniture] = []
        self._asked_ahead: set[str] = set()

    def meanwhile(self, task: Callable[[], None]) -> None:
        """Have this done while the next fragments are set, where that is waited for."""
        self._meanwhile.append(task)

    def typeset(self, fragments: Iterable[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        """The fragments, at least laid out, by their ids; the first unknown one is begun while
        the next ones are still made. Raises BookError, when all others are done, for
        those that can't be set."""
        laid_out = None if self._bystanders.are_hurried else self._lay_out
        return self._set(FRAGMENTS, fragments, self.set_again, from_bytes, laid_out)

    def drawn(self, fragments: Iterable[TypesetFragment]) -> tuple[TypesetFragment, ...]:
        """These fragments, laid out before, with all that they have. Raises BookError as `typeset`
        does."""
        self._raise(self._compositors.finish(self._keep, self._has_time))
        return tuple(self._known_here[fragment.digest] for fragment in fragments)

    def furnish_ahead(self, order: HtmlFurniture) -> None:
        """Have furniture set that will likely be wanted, when somebody has nothing to do."""
        if order.digest not in self._asked_ahead:
            self._asked_ahead.add(order.digest)
            self._ahead.append(order)

    def furnish(
        self, orders: Sequence[HtmlFurniture | None]
    ) -> tuple[TypesetFurniture | None, ...]:
        """The furniture as set, None for None. Raises BookError as `typeset` does."""
        wanted = [order for order in orders if order]
        not_begun = {order.digest for order in self._ahead}
        self._ahead.clear()
        ahead = (one.id for one in wanted if one.digest in self._asked_ahead - not_begun)
        self.furnished_again.update(dict.fromkeys(ahead))
        made = self._set(FURNITURE, wanted, self.furnished_again, furniture_from_bytes)
        return tuple(made[order.id] if order else None for order in orders)

    def _set(
        self,
        kind: str,
        works: Iterable[Work],
        again: dict[str, None],
        decode: Callable[[bytes], Made],
        laid_out: Callable[[Work, TypesetFragment], None] | None = None,
    ) -> Mapping[str, Made]:
        digests, missing, begun = self._looked_up(kind, works, decode)
        again.update(dict.fromkeys(work.id for work in missing))
        if missing and kind == FRAGMENTS:
            self._tell(f"setting {', '.join(work.id for work in missing)}")
            if self._more_follows:
                self._compositors.hire_ahead()
        for work in missing[:MOST_EDITED]:
            if isinstance(work, HtmlFragment):
                self._bystanders.begun(work)
        rest = [work for work in missing if work.id not in begun]
        self._raise(self._compositors.set_all(rest, self._keep, laid_out, self._has_time))
        self._meanwhile.clear()
        return {name: self._known_here[digest] for name, digest in digests.items()}

    def _has_time(self) -> bool:
        if self._meanwhile:
            self._meanwhile.pop(0)()
            return True
        # What a bystander asks for comes first the next time.
        return self._begin_ahead() or self._bystanders.has_time() or self._begin_ahead()

    def _begin_ahead(self) -> bool:
        is_begun = bool(self._ahead) and self._compositors.begin(self._ahead[0])
        if is_begun:
            self._ahead.pop(0)
        return is_begun

    def _lay_out(self, work: Work, made: TypesetFragment) -> None:
        self._known_here[work.digest] = made

    def _keep(self, work: Work, data: bytes) -> None:
        if isinstance(work, HtmlFurniture):
            self._store.put(FURNITURE, work.digest, data)
            self._known_here[work.digest] = furniture_from_bytes(data)
        else:
            self._store.put(FRAGMENTS, work.digest, data)
            self._known_here[work.digest] = made = from_bytes(data)
            if work.digest in self._asked:
                self._bystanders.drawn(work, made)

    def _raise(self, failures: Iterable[Failure]) -> None:
        own = tuple(_told(each) for each in failures if each.work.digest in self._asked)
        if own:
            raise BookError(own)

    def _looked_up(
        self, kind: str, works: Iterable[Work], decode: Callable[[bytes], Made]
    ) -> tuple[dict[str, str], list[Work], set[str]]:
        """The digests of all, by their ids, what isn't known, and which of that is being set
        already."""
        digests: dict[str, str] = {}
        missing: list[Work] = []
        begun: set[str] = set()
        try:
            for work in works:
                digests[work.id] = work.digest
                if work.digest in self._known_here:
                    # Perhaps only laid out: who hears of it has, or will when it is drawn.
                    continue
                known = self._store.load(kind, work.digest, decode)
                if known is not None:
                    self._known_here[work.digest] = known
                    if isinstance(work, HtmlFragment) and isinstance(known, TypesetFragment):
                        self._bystanders.known(work, known)
                    continue
                missing.append(work)
                self._asked.add(work.digest)
                if self._compositors.begin(work):
                    begun.add(work.id)
        except BaseException:
            # Somebody is at work for nothing.
            self._compositors.close()
            raise
        return digests, missing, begun


def stored_furniture(store: Store, order: HtmlFurniture) -> TypesetFurniture | None:
    """Furniture that the store has."""
    return store.load(FURNITURE, order.digest, furniture_from_bytes)


def _told(failure: Failure) -> Diagnostic:
    work = failure.work
    message = f"setting '{work.id}' failed: {failure.reason}"
    span = SourceSpan(work.source, 1) if work.source else None
    return error("setting-failed", message, span, failure.details.rstrip())
