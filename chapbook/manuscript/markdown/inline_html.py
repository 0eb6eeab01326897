"""Turn raw HTML tags and character references inside a text into elements and characters."""

import html
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.allowed_html import (
    allowed_attributes,
    is_allowed,
    read_tag,
)
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.html_elements import ALLOWED_BLOCKS, VOID, WITHOUT_CONTENT
from chapbook.manuscript.markdown.leftovers import report_leftover
from chapbook.manuscript.markdown.positions import RESERVED

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_COMMENT = re.compile(r"<!--.*?-->|<!-->|<!--->", re.DOTALL)
_START = re.compile(
    r"<([A-Za-z][A-Za-z0-9:-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)"
    r"\s*(/?)>"
)
_END = re.compile(r"</([A-Za-z][A-Za-z0-9:-]*)\s*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_html(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """A comment, which is dropped, or an element with all that stands in it."""
    comment = _COMMENT.match(scanner.text, start, end)
    if comment:
        stop = comment.end()
        if start and scanner.text[start - 1].isspace() and scanner.text.startswith(" ", stop):
            stop += 1
        return scanner.match([], min(stop, end))
    closing = _END.match(scanner.text, start, end)
    if closing:
        message = f"</{closing[1]}> closes nothing"
        scanner.error("html", message, start, closing.end(), "an element must end where it began")
        return scanner.match([], closing.end())
    opening = _START.match(scanner.text, start, end)
    if opening is None:
        report_leftover(scanner, start, end, around)
        return None
    return _element(scanner, opening, end, around)


def _element(
    scanner: "Scanner", opening: re.Match[str], end: int, around: "Surroundings"
) -> "Match":
    reading = scanner.reading
    tag = read_tag(opening[1], opening[2])
    span = reading.span(scanner.placed, opening.start(), opening.end())
    is_void = tag.name in VOID or opening[3] == "/"
    close = None if is_void else _closing_tag(scanner, tag.name, opening.end(), end)
    if not _may_stand(scanner, tag.name, opening):
        if is_void or close is None:
            return scanner.match([], opening.end())
        if tag.name in WITHOUT_CONTENT:
            return scanner.match([], close[1])
        return scanner.match(scanner.inner(opening.end(), close[0], around), close[1])
    attributes = allowed_attributes(reading, tag, span)
    if is_void:
        return scanner.match([Element(tag.name, attributes)], opening.end())
    if close is None:
        message = f"<{tag.name}> is not closed"
        reading.error("html", message, span, "close it in the same paragraph")
        return scanner.match([], opening.end())
    element = scanner.element(tag.name, opening.end(), close[0], around)
    element.attrib.update(attributes)
    return scanner.match([element], close[1])


def _may_stand(scanner: "Scanner", name: str, opening: re.Match[str]) -> bool:
    span = scanner.reading.span(scanner.placed, opening.start(), opening.end())
    if not is_allowed(scanner.reading, name, span):
        return False
    if name in ALLOWED_BLOCKS:
        message = f"<{name}> can't stand inside a paragraph"
        scanner.reading.error("html", message, span, "put it at the beginning of a line")
        return False
    return True


def _closing_tag(scanner: "Scanner", name: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the end tag that belongs to `name` begins and ends."""
    if scanner.text.find("</", start, end) < 0:
        return None
    depth = 1
    if scanner.text.find(f"</{name[0]}", start, end) < 0 > scanner.text.find("</", start, end):
        return None
    pattern = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*>", re.IGNORECASE)
    for found in pattern.finditer(scanner.text, start, end):
        if found.group().endswith("/>"):
            continue
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.start(), found.end()
    return None


def read_entity(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """A character reference, as the character that it stands for."""
    del around
    found = _REFERENCE.match(scanner.text, start, end)
    if found is None:
        return None
    character = html.unescape(found.group())
    if character == found.group():
        return None
    if not character or _CONTROL.search(character) or RESERVED.search(character):
        character = "\ufffd"
    return scanner.match([shelter(character)], found.end())
