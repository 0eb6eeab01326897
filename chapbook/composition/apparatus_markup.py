"""Turn HTML with slots into HTML with the notes, citations and links that stand there."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from chapbook.apparatus.model import (
    CitationText,
    Footnote,
    Gap,
    Link,
    PageLocation,
    ResolvedSlot,
)
from chapbook.composition.open_folios import open_folio

SLOT = re.compile(r'<cb-slot n="(\d+)"></cb-slot>')
SLOT_AND_POINT = re.compile(SLOT.pattern + r"((?:<span [^>]*></span>)*)([.,;:!?]?)")
UNKNOWN_FOLIO = "00"
"""Stands for a folio that no run has told yet; as wide as most, so that lines hardly move."""


class ApparatusMarkup:
    """Fills the slots of one chapter by the macros of templates/apparatus.html."""

    def __init__(
        self,
        macros: Any,
        slots: tuple[ResolvedSlot, ...],
        citations: Sequence[str],
        locations: Mapping[str, PageLocation],
        notes_at_end: bool = False,
        figures_at: Callable[[str], int | None] | None = None,
    ) -> None:
        """`notes_at_end`: the calls only are set, their notes stand elsewhere. `figures_at`
        tells how many figures to leave open for an anchor's folio; None: no folio is left open."""
        self._macros = macros
        self._slots = slots
        self._citations = citations
        self._locations = locations
        self._figures_at = figures_at
        self._write: dict[type, Callable[[Any], str]] = {
            Footnote: self._call if notes_at_end else self._footnote,
            CitationText: self._citation,
            Link: self._link,
            Gap: lambda gap: str(macros.gap(gap.text)).strip(),
        }

    def fill(self, html: str) -> Markup:
        """`html` with every slot filled, those inside notes and links too."""
        return Markup(SLOT_AND_POINT.sub(self._with_point, html))

    def footnotes(self, html: str) -> tuple[Footnote, ...]:
        """The footnotes whose calls stand in `html`, in order."""
        slots = (self._slots[int(number)] for number in SLOT.findall(html))
        parts = (part for slot in slots for part in (slot if isinstance(slot, tuple) else (slot,)))
        return tuple(part for part in parts if isinstance(part, Footnote))

    def _with_point(self, found: re.Match[str]) -> str:
        """The slot and the point behind it, perhaps after an index mark; a narrative name's
        call goes after the point."""
        slot, point = self._slots[int(found[1])], found[2] + found[3]
        last = slot[-1] if isinstance(slot, tuple) and slot else slot
        if isinstance(slot, tuple) and isinstance(last, Footnote):
            return "".join([*map(self._one, slot[:-1]), point, self._one(last)])
        if isinstance(last, CitationText) and last.takes_point and not found[2]:
            return self._one(slot)
        return self._one(slot) + point

    def _one(self, slot: ResolvedSlot) -> str:
        if isinstance(slot, tuple):
            return "".join(self._one(part) for part in slot)
        return self._write[type(slot)](slot)

    def _citation(self, text: CitationText) -> str:
        cited = str(self._macros.citation(Markup(self._citations[text.number]))).strip()
        return f"{escape(text.lead)}{cited}{escape(text.trail)}"

    def _call(self, note: Footnote) -> str:
        return str(self._macros.endnote_call(note)).strip()

    def _footnote(self, note: Footnote) -> str:
        return str(self._macros.footnote(note, Markup(self.note_text(note))))

    def note_text(self, note: Footnote) -> str:
        """A note's blocks as HTML that may stand in a line of text."""
        first, *further = (str(self.fill(block)) for block in note.blocks)
        text = first + "".join(
            block
            if block.startswith('<span class="note-')
            else f'<span class="note-block">{block}</span>'
            for block in further
        )
        # A newline inside a floated note would be set as a line break.
        return text.replace("\n", " ")

    def _link(self, link: Link) -> str:
        return str(self._macros.link(link, self.fill(link.html), self._folio(link.anchor)))

    def _folio(self, anchor: str) -> str:
        figures = self._figures_at(anchor) if self._figures_at else None
        if figures:
            return Markup(open_folio(anchor, figures))
        place = self._locations.get(anchor)
        return str(place.folio) if place else UNKNOWN_FOLIO
