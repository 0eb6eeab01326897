"""Turn `%% note to editors %%` into what a draft shows, and into nothing in other editions.

It is shown as it is written: what stands in it calls no note and cites no source.
"""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

SIGN = "%%"
CLASS = "editors-note"
_FOLLOWS_CLOSELY = frozenset(" \t\n.,;:!?)]}’”»")


def take_editors_note(lines: SourceLines, start: LineStart) -> bool:
    """Take a note that begins a block and whose sign ends a line, over empty lines too."""
    if not start.rest.startswith(SIGN) or lines.is_below_text():
        return False
    last = _last_line(lines, start)
    if last is None:
        return False
    text = [start.rest, *(line.strip(" \t>") for line in lines.lines[lines.at + 1 : last + 1])]
    lines.blank(start.quote)
    if lines.reading.shows_editors_notes:
        shown = " ".join(line.strip() or "¶" for line in text)
        lines.emit(f"{start.quote}{start.indent}{lines.mark(start.column)}{shown}")
        lines.blank(start.quote)
    lines.at = last + 1
    return True


def _last_line(lines: SourceLines, start: LineStart) -> int | None:
    """The line that the note ends, unless text follows it there or in the next."""
    for at in range(lines.at, len(lines.lines)):
        line = start.rest[len(SIGN) :] if at == lines.at else lines.lines[at]
        _, sign, behind = line.partition(SIGN)
        if sign:
            follows = lines.lines[at + 1].strip(" \t>") if at + 1 < len(lines.lines) else ""
            return None if behind.strip() or follows else at
    return None


def read_editors_note(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """The note whose sign is at `start`. Of the spaces around it one stays.

    One that is never closed would be printed, so it is an error. Behind a
    figure the sign is the author's: '100%%'.
    """
    del around
    text = scanner.text
    if not text.startswith(SIGN, start) or text[:start][-1:].isdigit():
        return None
    begins_word = start == 0 or text[start - 1].isspace()
    close = text.find(SIGN, start + len(SIGN), end)
    if close < 0:
        if begins_word and text[start + len(SIGN) : end].strip():
            message, hint = (
                "this note to editors has no end",
                "write %% behind it, or \\%% for signs",
            )
            scanner.error("editors-note", message, start, start + len(SIGN), hint)
        return None
    stop = close + len(SIGN)
    if scanner.reading.shows_editors_notes:
        note = Element("span", {"class": CLASS})
        note.text = shelter(" ".join(text[start + len(SIGN) : close].split()))
        return scanner.match([note], stop)
    if begins_word and text[:start].strip() and (stop >= end or text[stop] in _FOLLOWS_CLOSELY):
        return scanner.call([], stop)
    while begins_word and stop < end and text[stop].isspace():
        stop += 1
    return scanner.match([], stop)
