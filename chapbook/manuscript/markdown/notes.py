"""Turn `[^name]` and `^[text]` into calls for notes."""

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.diagnostics import did_you_mean
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.reading import DraftNote

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_CALL = re.compile(r"\[\^([^\s\[\]^]+)\](?!\()")


def read_note_call(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`[^name]`: a call for the definition of that name, which may have one call alone."""
    found = _CALL.match(scanner.text, start, end)
    if found is None:
        return None
    as_text = scanner.match([shelter(found.group())], found.end())
    if _is_misplaced(scanner, start, found.end(), around):
        return as_text
    definition = scanner.reading.definitions.get(found[1])
    if definition is None:
        hint = did_you_mean(found[1], scanner.reading.definitions)
        hint = hint or f"write its text in a paragraph that begins with '[^{found[1]}]:'"
        message = f"the note '{found[1]}' has no text"
        scanner.error("note-undefined", message, start, found.end(), hint)
        return as_text
    if definition.is_called:
        message = f"the note '{found[1]}' is called a second time"
        hint = "a printed note has one call; write a second note"
        scanner.error("note-called-twice", message, start, found.end(), hint)
        return as_text
    definition.is_called = True
    span = scanner.reading.span(scanner.placed, start, found.end())
    slot = scanner.reading.slot(DraftNote(span, definition.content, is_scanned=False))
    return scanner.call([slot], found.end())


def read_inline_note(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`^[text]`: a note where it is called."""
    close = scanner.structure.brackets.get(start + 1)
    if close is None or close >= end:
        return None
    if _is_misplaced(scanner, start, close + 1, around):
        return scanner.match([shelter(scanner.text[start : close + 1])], close + 1)
    if not scanner.text[start + 2 : close].strip():
        scanner.error("note-empty", "this note has no text", start, close + 1)
    content = Element("div")
    content.append(
        scanner.element("p", start + 2, close, type(around)(in_note=True, depth=around.depth))
    )
    span = scanner.reading.span(scanner.placed, start, close + 1)
    slot = scanner.reading.slot(DraftNote(span, content, is_scanned=True))
    return scanner.call([slot], close + 1)


def _is_misplaced(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> bool:
    """Whether no note may be called here; says so."""
    if around.in_note:
        scanner.error("note-nested", "a note can't stand inside a note", start, end)
    elif around.in_citation:
        message, hint = "a note can't stand inside a citation", "put it after the brackets"
        scanner.error("citation-syntax", message, start, end, hint)
    return around.in_note or around.in_citation
