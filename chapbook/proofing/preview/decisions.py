"""Turn a decision of an editor into a saved chapter, and the last one back into what it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chapbook.manuscript.editorial_marks import settle
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError, SourceFile
from chapbook.proofing.preview.decision_history import Decision, DecisionHistory, decision
from chapbook.proofing.preview.review import Review, ReviewItem, review_items

LONGEST = 24
"""So many characters of what was decided on are told."""


@dataclass(frozen=True)
class Decided:
    """What a decision, or taking it back, came to: the file as it is now. `is_conflict`: another
    had changed it, and nothing was written. `wanted` is the text that was to be written."""

    file: SourceFile
    wanted: str
    is_conflict: bool


class Decisions:
    """Decides on what is marked in the files of a book, and takes decisions back."""

    def __init__(self, sources: BookSources, review: Review, history: DecisionHistory) -> None:
        self._sources, self._review, self._history = sources, review, history

    def decide(
        self, path: str, known_digest: str, starts: Sequence[int], *, accepts: bool
    ) -> Decided:
        """Accept or reject the marks that begin at `starts`, where the file's digest is
        `known_digest`. Raises NotEditableError, and ValueError where there is no such mark."""
        file = self._sources.read(path)
        if file.digest != known_digest:
            return Decided(file, file.text, is_conflict=True)
        marks = self._review.marks(file)
        wanted = [mark for mark in marks if mark.span.start in set(starts)]
        if len(wanted) != len(set(starts)) or not wanted:
            raise ValueError("there is no such mark")
        items = [item for item in review_items(file.text, marks) if item.starts[0] in set(starts)]
        text = settle(file.text, wanted, accepts=accepts)
        saved = self._sources.save(path, text, known_digest)
        if not saved.is_conflict:
            self._history.add(decision(path, told(items, accepts=accepts), file.text, text))
        return Decided(saved.file, text, saved.is_conflict)

    @property
    def newest(self) -> Decision | None:
        """The decision that can be taken back next. One in a file that isn't there waits."""
        return next(
            (made for made in reversed(self._history.decisions) if self._is_there(made)), None
        )

    def take_back(self, name: str) -> Decided:
        """Take the decision back that has that name, where its words still stand as it left them.
        Raises NotEditableError, and ValueError where it isn't the newest any more."""
        made = self._named(name)
        file = self._sources.read(made.path)
        text = made.taken_back(file.text)
        if text is None:
            return Decided(file, made.before, is_conflict=True)
        saved = self._sources.save(made.path, text, file.digest)
        if not saved.is_conflict:
            self._history.drop(name)
        return Decided(saved.file, text, saved.is_conflict)

    def forget(self, name: str) -> None:
        """The decision has been taken back by hand. Raises ValueError as `take_back` does."""
        self._history.drop(self._named(name).name)

    def _named(self, name: str) -> Decision:
        made = self.newest
        if made is None or made.name != name:
            raise ValueError("something else was decided, or taken back, meanwhile")
        return made

    def _is_there(self, made: Decision) -> bool:
        try:
            self._sources.place(made.path)
        except NotEditableError:
            return False
        return True


def told(items: Iterable[ReviewItem], *, accepts: bool) -> str:
    """What was decided, in a few words."""
    known = list(items)
    done = "accepted" if accepts else "rejected"
    if len(known) > 1:
        return f"{len(known)} changes {done}"
    if not known or not known[0].is_change:
        return "remark taken away"
    words = " ".join((known[0].new or known[0].old).split())
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return f"“{short}” {done}"
