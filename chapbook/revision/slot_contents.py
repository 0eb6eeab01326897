"""Turn a slot of a parsed chapter into what it holds, equal where nothing has changed."""

from chapbook.manuscript.model import Citation, CrossReference, NoteCall, ParsedChapter
from chapbook.revision.atoms import atoms_of
from chapbook.revision.html_tree import read_tree

NOTE = "note"
"""Any note is the like of any other in its place: their texts are compared by themselves."""


def slot_content(chapter: ParsedChapter | None, number: int) -> str:
    """All that a slot holds, its notes' text too, as what is equal where nothing has changed."""
    slot = chapter.slots[number] if chapter else None
    if isinstance(slot, NoteCall) and chapter:
        return f"{NOTE} {note_content(chapter, slot.note)}"
    return place_content(chapter, number)


def note_content(chapter: ParsedChapter, note: int) -> str:
    """A note's text with what its slots hold."""
    text = " ".join(chapter.notes[note].blocks)
    tree = read_tree(text)
    return "".join(
        atom.key for atom in atoms_of(tree.children, lambda n: place_content(chapter, n))
    )


def place_content(chapter: ParsedChapter | None, number: int) -> str:
    """What a slot holds, but for the text of a note."""
    slot = chapter.slots[number] if chapter else None
    if isinstance(slot, NoteCall):
        return NOTE
    if isinstance(slot, Citation):
        items = [
            (one.key, one.prefix, one.label, one.locator, one.suffix, one.suppress_author)
            for one in slot.items
        ]
        return f"{items} {slot.narrative}"
    if isinstance(slot, CrossReference):
        return f"{slot.target} {slot.html} {slot.show_text} {slot.show_folio}"
    return ""
