"""Turn a parsed chapter's slots into resolved ones, in the order in which they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chapbook.apparatus.citations import (
    Sources,
    as_sentence,
    cite,
    full_stop,
    in_parentheses,
    narrative_name,
)
from chapbook.apparatus.markup import plain_text, slot_html, slot_numbers
from chapbook.apparatus.model import Footnote, Gap, Link, ResolvedSlot
from chapbook.apparatus.targets import TargetTable, find
from chapbook.diagnostics import Diagnostic, SourceSpan, error, warning
from chapbook.manuscript.model import Citation, CrossReference, NoteCall, ParsedChapter

HEADING = re.compile(r"<h[1-6][\s>].*?</h[1-6]>", re.DOTALL)


@dataclass(frozen=True)
class FilledSlots:
    """A chapter's slots, resolved; how many notes it has; the keys that it cites."""

    slots: tuple[ResolvedSlot, ...]
    note_count: int
    cited: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def fill_slots(
    chapter: ParsedChapter, sources: Sources, targets: TargetTable, first_note: int
) -> FilledSlots:
    """Resolve a chapter's slots; its first note gets the number `first_note`."""
    filling = _Filling(chapter, sources, targets, first_note)
    for number in slot_numbers(chapter.title_html + chapter.body):
        filling.fill(number, in_note=False)
    return FilledSlots(
        tuple(filling.filled),
        filling.note_count,
        frozenset(filling.cited),
        tuple(filling.diagnostics),
    )


class _Filling:
    """A walk through a chapter; its state is what the walk has met so far."""

    def __init__(
        self, chapter: ParsedChapter, sources: Sources, targets: TargetTable, first_note: int
    ) -> None:
        self.chapter = chapter
        self.sources = sources
        self.targets = targets
        self.first_note = first_note
        self.note_count = 0
        self.cited: set[str] = set()
        self.diagnostics: list[Diagnostic] = []
        # A slot that nothing shows (in a note without a call) stays empty.
        self.filled: list[ResolvedSlot] = [Gap("")] * len(chapter.slots)
        headings = [chapter.title_html, *HEADING.findall(chapter.body)]
        self.in_heading = frozenset(slot_numbers("".join(headings)))

    def fill(self, number: int, in_note: bool) -> None:
        slot = self.chapter.slots[number]
        if isinstance(slot, CrossReference):
            self.filled[number] = self._link(slot)
            inside = slot_numbers(slot.html)
            if number in self.in_heading:
                self.in_heading |= set(inside)
            for inner in inside:
                self.fill(inner, in_note)
        elif in_note:
            self.filled[number] = self._in_note(slot)
        elif number in self.in_heading:
            self.filled[number] = self._no_note_here(slot)
        elif isinstance(slot, NoteCall):
            self.filled[number] = self._note(slot)
        else:
            self.filled[number] = self._citation_note(slot)

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

    def _in_note(self, slot: NoteCall | Citation) -> ResolvedSlot:
        if isinstance(slot, NoteCall):
            return Gap("")
        text = self._cite(slot)
        if not slot.narrative:
            return text
        name = narrative_name(slot, self.sources)
        return name if isinstance(name, Gap) else (name, in_parentheses(text))

    def _no_note_here(self, slot: NoteCall | Citation) -> ResolvedSlot:
        if isinstance(slot, Citation):
            message, mark = "a citation can't stand in a heading: it becomes a note", "[citation]"
        else:
            message, mark = "a note can't be called in a heading", "[note]"
        hint = "put it at the end of the first sentence below"
        self.diagnostics.append(error("note-in-heading", message, slot.span, hint))
        return Gap(mark)

    def _note(self, slot: NoteCall) -> ResolvedSlot:
        blocks = self.chapter.notes[slot.note].blocks
        footnote = self._footnote(blocks, slot.span)
        for inner in slot_numbers("".join(blocks)):
            self.fill(inner, in_note=True)
        return footnote

    def _citation_note(self, slot: Citation) -> ResolvedSlot:
        text = as_sentence(self._cite(slot))
        block = slot_html(len(self.filled)) + full_stop(slot)
        self.filled.append(text)
        footnote = self._footnote((block,), slot.span)
        return (narrative_name(slot, self.sources), footnote) if slot.narrative else footnote

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

    def _cite(self, slot: Citation) -> ResolvedSlot:
        text, found = cite(slot, self.sources, self.cited)
        self.diagnostics += found
        self.cited.update(_known_keys(slot, self.sources))
        return text


def _known_keys(slot: Citation, sources: Sources) -> Iterator[str]:
    return (item.key for item in slot.items if item.key in sources.references)
