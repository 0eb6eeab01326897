"""Turn a placed text into its syntax and what stands inside it: which signs are the author's words.

The rules that make the HTML are asked, so that both readings of a text are one.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.nodes import Node
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.reading import DraftNote, Reading
from chapbook.manuscript.markdown.rules import RULES
from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings


@dataclass(frozen=True)
class Stretch:
    """`text[start:end]`: syntax that a rule took, or words inside syntax (`is_words`).

    `is_marked`: an index mark takes it. `language` is what a span says, '' where it doesn't.
    `called` is the note whose call it is, as the number of its draft; `punctuation` is what the
    call took from behind it.
    """

    start: int
    end: int
    is_words: bool
    is_marked: bool = False
    is_citation: bool = False
    language: str = ""
    called: int | None = None
    punctuation: str = ""


class WatchedScanner(Scanner):
    """A scanner that keeps what its rules took; `stretches` has the outer before the inner."""

    def __init__(self, reading: Reading, placed: PlacedText) -> None:
        super().__init__(reading, placed, RULES)
        self._taken: list[Stretch] = []

    def stretches(self, start: int, end: int, around: Surroundings) -> list[Stretch]:
        """All that the rules take between two indices."""
        self.scan(start, end, around)
        return sorted(self._taken, key=lambda each: (each.start, -each.end, not each.is_words))

    def inner(self, start: int, end: int, around: Surroundings) -> list[Node]:
        """As for any scanner; the words between are kept."""
        self._taken.append(Stretch(start, end, True, is_citation=around.in_citation))
        return super().inner(start, end, around)

    def _apply(self, at: int, end: int, around: Surroundings) -> Match | None:
        taken, marks, slots = len(self._taken), len(self.reading.marks), len(self.reading.slots)
        match = super()._apply(at, end, around)
        if match is None:
            del self._taken[taken:]
            return None
        span = self.reading.span(self.placed, at, match.end)
        self._taken.append(
            Stretch(
                start=at,
                end=match.end,
                is_words=False,
                is_marked=any(mark.span == span for mark in self.reading.marks[marks:]),
                language=_language(match),
                called=self._called(slots, span),
                punctuation=match.punctuation,
            )
        )
        return match

    def _called(self, slots: int, span: SourceSpan) -> int | None:
        """The note that was called since there were so many slots, unless it stands there."""
        for number in range(slots, len(self.reading.slots)):
            draft = self.reading.slots[number]
            if isinstance(draft, DraftNote) and draft.span == span and not draft.is_scanned:
                return number
        return None


def _language(match: Match) -> str:
    """The language that a span names, which an index mark may stand inside."""
    first = match.nodes[0] if match.nodes else ""
    return first.get("lang", "") if isinstance(first, Element) else ""
