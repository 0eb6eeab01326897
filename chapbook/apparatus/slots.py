"""Turn a parsed chapter's slots into resolved ones, in the order in which they are read."""

import re
from dataclasses import dataclass, replace

from chapbook.apparatus.citations import (
    Sources,
    as_sentence,
    cite,
    name_of,
    without_author,
)
from chapbook.apparatus.markup import plain_text, slot_html, slot_numbers
from chapbook.apparatus.model import (
    BookCitation,
    CitationText,
    Footnote,
    Gap,
    Link,
    ResolvedSlot,
)
from chapbook.apparatus.targets import TargetTable, find
from chapbook.diagnostics import Diagnostic, SourceSpan, warning
from chapbook.manuscript.model import (
    Citation,
    CrossReference,
    NoteCall,
    ParsedChapter,
    StruckNote,
)

POINT = re.compile(r"[.,;:!?]")
FIRST_THING = re.compile(r"(?:<(?!cb-slot)[^<>]*>|\s)*")
TABLE_NOTE = re.compile(r'<a class="table-marker"[^<>]*>\w+</a>\u2002(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class FilledSlots:
    """A chapter's slots, resolved; how many notes it has; its citations in reading order."""

    slots: tuple[ResolvedSlot, ...]
    note_count: int
    citations: tuple[BookCitation, ...]
    diagnostics: tuple[Diagnostic, ...]


def fill_slots(
    chapter: ParsedChapter,
    sources: Sources,
    targets: TargetTable,
    first_note: int,
    first_citation: int,
) -> FilledSlots:
    """Resolve a chapter's slots; its first note and citation get the numbers given."""
    filling = _Filling(chapter, sources, targets, first_note, first_citation)
    text = chapter.title_html + chapter.body
    for number in slot_numbers(text):
        filling.fill(number, text)
    return FilledSlots(
        tuple(filling.filled),
        filling.note_count,
        tuple(filling.citations),
        tuple(filling.diagnostics),
    )


def point_after(number: int, text: str) -> str:
    """The punctuation mark directly behind a slot, '' for none."""
    slot = slot_html(number)
    found = POINT.match(text, text.find(slot) + len(slot)) if slot in text else None
    return found[0] if found else ""


class _Filling:
    """A walk through a chapter; its state is what the walk has met so far."""

    def __init__(
        self,
        chapter: ParsedChapter,
        sources: Sources,
        targets: TargetTable,
        first_note: int,
        first_citation: int,
    ) -> None:
        self.chapter = chapter
        self.sources = sources
        self.targets = targets
        self.first_note = first_note
        self.first_citation = first_citation
        self.note_count = 0
        self.in_note = False
        self.citations: list[BookCitation] = []
        self.diagnostics: list[Diagnostic] = []
        # A slot that nothing shows (in a note without a call) stays empty.
        self.filled: list[ResolvedSlot] = [Gap("")] * len(chapter.slots)
        # A table's notes stand in the body, but are notes: their texts by the slots in them.
        self.table_notes = {
            number: note
            for note in TABLE_NOTE.findall(chapter.body)
            for number in slot_numbers(note)
        }

    def fill(self, number: int, text: str) -> None:
        """Resolve a slot; `text` is the HTML that it stands in."""
        slot = self.chapter.slots[number]
        if isinstance(slot, CrossReference):
            self.filled[number] = self._link(slot)
            for inner in slot_numbers(slot.html):
                self.fill(inner, slot.html)
        elif isinstance(slot, StruckNote):
            self.filled[number] = self._struck(slot, number)
        elif self.in_note:
            note = self.first_note + self.note_count - 1
            self.filled[number] = self._in_note(slot, number, text, note)
        elif number in self.table_notes:
            self.filled[number] = self._in_note(slot, number, self.table_notes[number], note=0)
        elif isinstance(slot, NoteCall):
            self.filled[number] = self._note(slot)
        elif self.sources.in_notes:
            self.filled[number] = self._citation_note(slot)
        else:
            place = self._place(note=0, bare=False, point=point_after(number, text))
            self.filled[number] = self._in_text(slot, place)

    def _link(self, slot: CrossReference) -> ResolvedSlot:
        place, found = find(self.targets, slot, self.chapter.division.id)
        self.diagnostics += found
        if place is None:
            words = f"{plain_text(slot.html)} " if slot.show_text and slot.html else ""
            return Gap(f"{words}[#{slot.target}?]")
        if slot.show_text and not slot.html and not place.words:
            message = f"'#{slot.target}' has no title that a link could show"
            hint = f"write words in the brackets, or [](#{slot.target}){{.page}} for the page alone"
            self.diagnostics.append(warning("reference-empty", message, slot.span, hint))
        return Link(place.anchor, slot.html or place.words, slot.show_text, slot.show_folio)

    def _place(self, note: int, bare: bool, begins: bool = True, point: str = "") -> BookCitation:
        division = self.chapter.division.id
        anchor = f"{division}--fnref{self.note_count}" if note else ""
        return BookCitation((), division, note, anchor, False, bare, begins, point)

    def _in_note(
        self, slot: NoteCall | Citation, number: int, text: str, note: int
    ) -> ResolvedSlot:
        """What stands in a note; `note` is its number, 0 for a table's."""
        if isinstance(slot, NoteCall):
            return Gap("")
        first = FIRST_THING.match(text)
        begins = first is not None and text.startswith(slot_html(number), first.end())
        place = self._place(
            note=note,
            bare=self.sources.in_notes,
            begins=begins,
            point=point_after(number, text),
        )
        if not (slot.narrative and self.sources.in_notes):
            return self._in_text(slot, place)
        name = self._told((name_of(slot, self.sources, replace(place, point="")),))
        parts, found_here = cite(slot, self.sources, replace(place, begins=False, point=""))
        self.diagnostics += found_here
        return (name, self._told(without_author(parts), " (", ")" + place.point))

    def _in_text(self, slot: Citation, place: BookCitation) -> ResolvedSlot:
        """A citation where the author put it; a narrative one is a name, then the rest."""
        parts, found = cite(slot, self.sources, place)
        self.diagnostics += found
        if not slot.narrative:
            return self._told(parts)
        name = self._told((name_of(slot, self.sources, replace(place, point="")),))
        return (name, self._told(without_author(parts), lead=" "))

    def _told(
        self, parts: tuple[BookCitation | Gap, ...], lead: str = "", trail: str = ""
    ) -> ResolvedSlot:
        """The citations entered in the book's list, and what stands for them in the text."""
        told: list[ResolvedSlot] = []
        for at, part in enumerate(parts):
            before, after = "; " if at else lead, trail if at == len(parts) - 1 else ""
            if isinstance(part, Gap):
                told.append(Gap(before + part.text + after))
            else:
                number = self.first_citation + len(self.citations)
                last = at == len(parts) - 1
                takes = last and bool(part.point or trail)
                told.append(CitationText(number, before, after, takes))
                self.citations.append(part if last else replace(part, point=""))
        return told[0] if len(told) == 1 else tuple(told)

    def _note(self, slot: NoteCall) -> ResolvedSlot:
        blocks = self.chapter.notes[slot.note].blocks
        footnote = self._footnote(blocks, slot.span)
        self.in_note = True
        for block in blocks:
            for inner in slot_numbers(block):
                self.fill(inner, block)
        self.in_note = False
        return footnote

    def _citation_note(self, slot: Citation) -> ResolvedSlot:
        block = slot_html(len(self.filled))
        name: ResolvedSlot | None = None
        if slot.narrative:
            place = self._place(note=0, bare=True)
            name = self._told((name_of(slot, self.sources, place),))
        footnote = self._footnote((block,), slot.span)
        parts, found = cite(slot, self.sources, self._place(note=footnote.number, bare=False))
        self.diagnostics += found
        parts = without_author(parts) if slot.narrative else as_sentence(parts)
        self.filled.append(self._told(parts))
        return footnote if name is None else (name, footnote)

    def _struck(self, slot: StruckNote, number: int) -> Footnote:
        """A note that isn't counted any more."""
        anchor = f"{self.chapter.division.id}--struck{number}"
        blocks = (f'<del class="struck">{slot.html}</del>',)
        return Footnote(slot.number, f"{anchor}ref", anchor, blocks, slot.span, is_struck=True)

    def _footnote(self, blocks: tuple[str, ...], span: SourceSpan) -> Footnote:
        self.note_count += 1
        division = self.chapter.division.id
        return Footnote(
            number=self.first_note + self.note_count - 1,
            call_anchor=f"{division}--fnref{self.note_count}",
            note_anchor=f"{division}--fn{self.note_count}",
            blocks=blocks,
            span=span,
        )
