"""Turn the drafts of a chapter into numbered slots, notes and index marks, in document order."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.anchor_places import settle_anchors
from chapbook.manuscript.markdown.reading import (
    DRAFT,
    MARKED,
    SLOT,
    DraftNote,
    DraftReference,
    Reading,
)
from chapbook.manuscript.markdown.serialize import inner_html
from chapbook.manuscript.model import (
    CrossReference,
    IndexMark,
    Note,
    NoteCall,
    Slot,
)

_ILLUSTRATED = frozenset(("figure", "table"))


@dataclass
class NumberedNote:
    """A called note: a row of elements, one for each block."""

    blocks: list[Element]
    span: SourceSpan


@dataclass
class Numbering:
    """Goes through title, body and notes once, and numbers what it meets."""

    reading: Reading
    note_blocks: dict[int, list[Element]]
    slots: list[Slot | None] = field(default_factory=list)
    notes: list[NumberedNote] = field(default_factory=list)
    marks: list[IndexMark] = field(default_factory=list)
    anchors: int = 0

    def number(self, title: Element | None, body: Element) -> None:
        """Number everything; a mark in the title has the chapter's own anchor."""
        settle_anchors(body)
        if title is not None:
            settle_anchors(title)
            self._walk(title, note=None, in_figure=False, anchor=self.reading.division_id)
        self._walk(body, note=None, in_figure=False, anchor="")
        done = 0
        while done < len(self.notes):
            for block in self.notes[done].blocks:
                settle_anchors(block)
                self._walk(block, note=done, in_figure=False, anchor="")
            done += 1

    def numbered_slots(self) -> tuple[Slot, ...]:
        """The slots at their numbers."""
        return tuple(slot for slot in self.slots if slot is not None)

    def numbered_notes(self) -> tuple[Note, ...]:
        """The notes in the order of their calls."""
        return tuple(
            Note(tuple(inner_html(block) for block in note.blocks), note.span)
            for note in self.notes
        )

    def _walk(self, element: Element, note: int | None, in_figure: bool, anchor: str) -> None:
        in_figure = in_figure or element.tag in _ILLUSTRATED
        if MARKED in element.attrib:
            self._mark(element, note, in_figure, anchor)
        if element.tag == SLOT:
            self._slot(element, note, in_figure, anchor)
        for child in element:
            self._walk(child, note, in_figure, anchor)

    def _mark(self, element: Element, note: int | None, in_figure: bool, anchor: str) -> None:
        numbers = element.attrib.pop(MARKED).split()
        if not numbers:
            return
        if not anchor:
            if "id" not in element.attrib:
                element.set("id", self.reading.anchor(self._free_id()))
            place = element.attrib["id"]
        else:
            place = anchor
        for number in numbers:
            draft = self.reading.marks[int(number)]
            self.marks.append(
                IndexMark(
                    path=draft.path,
                    anchor=place,
                    role=draft.role,
                    principal=draft.principal,
                    sort_key=draft.sort_key,
                    note=note,
                    in_figure=in_figure,
                    span=draft.span,
                )
            )

    def _free_id(self) -> str:
        self.anchors += 1
        while f"ix{self.anchors}" in self.reading.ids:
            self.anchors += 1
        return f"ix{self.anchors}"

    def _slot(self, element: Element, note: int | None, in_figure: bool, anchor: str) -> None:
        key = int(element.attrib.pop(DRAFT))
        draft = self.reading.slots[key]
        number = len(self.slots)
        element.set("n", str(number))
        self.slots.append(None)
        if isinstance(draft, DraftNote):
            self.notes.append(NumberedNote(self.note_blocks[key], draft.span))
            self.slots[number] = NoteCall(len(self.notes) - 1, draft.span)
        elif isinstance(draft, DraftReference):
            settle_anchors(draft.content)
            self._walk(draft.content, note, in_figure, anchor)
            self.slots[number] = CrossReference(
                target=draft.target,
                html=inner_html(draft.content),
                show_text=draft.show_text,
                show_folio=draft.show_folio,
                span=draft.span,
            )
        else:
            self.slots[number] = draft
