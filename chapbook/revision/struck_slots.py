"""Turn the slots of an earlier state into text that stands for itself: nothing leads out of it.

Its citations are printed as that state printed them, so that they take no part in this one's
positions, bibliography and notes' numbers.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from chapbook.apparatus.markup import SLOT
from chapbook.apparatus.model import (
    CitationText,
    Footnote,
    Gap,
    Link,
    ResolvedSlot,
)
from chapbook.manuscript.model import StruckNote


@dataclass(frozen=True)
class StruckSlots:
    """The slots of a chapter of the earlier state, and the printed texts of its citations."""

    slots: Sequence[ResolvedSlot]
    citations: Sequence[str]

    def parts(self, number: int) -> tuple[str | StruckNote, ...]:
        """What stood there: HTML, and notes."""
        return tuple(self._parts(self.slots[number]))

    def note_text(self, block: str) -> str:
        """A note's block as HTML without slots."""
        return SLOT.sub(lambda found: self._text(self.slots[int(found[1])]), block)

    def _parts(self, slot: ResolvedSlot) -> list[str | StruckNote]:
        if isinstance(slot, tuple):
            return [part for one in slot for part in self._parts(one)]
        if isinstance(slot, Footnote):
            text = " ".join(self.note_text(block) for block in slot.blocks)
            return [StruckNote(slot.number, text, slot.span)]
        return [self._text(slot)]

    def _text(self, slot: ResolvedSlot) -> str:
        """A slot's HTML in a line, without notes."""
        if isinstance(slot, tuple):
            return "".join(map(self._text, slot))
        if isinstance(slot, CitationText):
            known = slot.number < len(self.citations)
            cited = self.citations[slot.number] if known else ""
            return f"{html.escape(slot.lead)}{cited}{html.escape(slot.trail)}"
        if isinstance(slot, Link):
            return self.note_text(slot.html) if slot.show_text else ""
        return html.escape(slot.text) if isinstance(slot, Gap) else ""
