"""Turn notes to editors, `%% … %%` and `{>> … <<}`, into what a draft shows, and into nothing in
other editions.

They are shown as they are written: what stands in them calls no note and cites no source.
"""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.editorial_marks import Kind
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

NOTE, COMMENT = Kind.NOTE.value, Kind.COMMENT.value
CLASS = "editors-note"
_FOLLOWS_CLOSELY = frozenset(" \t\n.,;:!?)]}’”»")


def take_remark(lines: SourceLines, start: LineStart) -> bool:
    """Take a remark that begins a block and whose sign ends a line, over empty lines too."""
    signs = next((signs for signs in (NOTE, COMMENT) if start.rest.startswith(signs[0])), None)
    if signs is None or lines.is_below_text():
        return False
    last = last_line_of(lines, start, signs)
    if last is None:
        return False
    lines.blank(start.quote)
    if lines.reading.shows_remarks:
        show_as_written(lines, start, last)
    lines.at = last + 1
    return True


def show_as_written(lines: SourceLines, start: LineStart, last: int) -> None:
    """Hand on the lines up to `last` as one, with a sign for each empty one."""
    text = [start.rest, *(line.strip(" \t>") for line in lines.lines[lines.at + 1 : last + 1])]
    shown = " ".join(line.strip() or "¶" for line in text)
    lines.emit(f"{start.quote}{start.indent}{lines.mark(start.column)}{shown}")
    lines.blank(start.quote)


def last_line_of(lines: SourceLines, start: LineStart, signs: tuple[str, str]) -> int | None:
    """The line that a mark ends, unless text follows it there or in the next."""
    opening, closing = signs
    for at in range(lines.at, len(lines.lines)):
        line = start.rest[len(opening) :] if at == lines.at else lines.lines[at]
        _, sign, behind = line.partition(closing)
        if sign:
            follows = lines.lines[at + 1].strip(" \t>") if at + 1 < len(lines.lines) else ""
            return None if behind.strip() or follows else at
    return None


def read_note(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """The `%%` note whose sign is at `start`.

    One that is never closed would be printed, so it is an error. Behind a
    figure the sign is the author's: '100%%'.
    """
    del around
    text, (sign, _) = scanner.text, NOTE
    if not text.startswith(sign, start) or text[:start][-1:].isdigit():
        return None
    close = text.find(sign, start + len(sign), end)
    if close < 0:
        if _begins_word(text, start) and text[start + len(sign) : end].strip():
            message = "this note to editors has no end"
            hint = "write %% behind it, or \\%% for signs"
            scanner.error("editors-note", message, start, start + len(sign), hint)
        return None
    return _shown_or_gone(scanner, start, close, len(sign), end)


def read_comment(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """The `{>>` comment whose sign is at `start`; one without an end is an error."""
    del around
    opening, closing = COMMENT
    if not scanner.text.startswith(opening, start):
        return None
    close = scanner.text.find(closing, start + len(opening), end)
    if close < 0:
        message, hint = "this comment has no end", f"write {closing} behind it, or \\{opening}"
        scanner.error("editors-note", message, start, start + len(opening), hint)
        return None
    return _shown_or_gone(scanner, start, close, len(opening), end)


def _shown_or_gone(scanner: "Scanner", start: int, close: int, sign: int, end: int) -> "Match":
    if not scanner.reading.shows_remarks:
        return gone(scanner, start, close + sign, end)
    note = Element("span", {"class": CLASS})
    note.text = shelter(" ".join(scanner.text[start + sign : close].split()))
    return scanner.match([note], close + sign)


def gone(scanner: "Scanner", start: int, stop: int, end: int) -> "Match":
    """Nothing for the text up to `stop`. Of the spaces around it one stays."""
    text, begins_word = scanner.text, _begins_word(scanner.text, start)
    if begins_word and text[:start].strip() and (stop >= end or text[stop] in _FOLLOWS_CLOSELY):
        return scanner.call([], stop)
    while begins_word and stop < end and text[stop].isspace():
        stop += 1
    return scanner.match([], stop)


def _begins_word(text: str, start: int) -> bool:
    return start == 0 or text[start - 1].isspace()
