"""Turn `[see @key, p. 3; @other]` and `@key [p. 3]` into citations, in pandoc's syntax."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.citation_keys import Key, found_key, suppressing_hyphen
from chapbook.manuscript.locators import LocatorText
from chapbook.manuscript.markdown.citation_items import (
    ItemSyntax,
    Segment,
    Tail,
    read_segments,
    read_tail,
)
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.links import is_reference
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.serialize import inner_html
from chapbook.manuscript.markdown.typography import set_typography
from chapbook.manuscript.model import Citation, CitationItem

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

# A call stands behind the punctuation that follows it, closing quotes included.
_PUNCTUATION = re.compile(r"(?:[.,;:?…]|!(?!\[)|(?:[\"'”’»“‘›]+(?![\w\"'])))+")
_TO_BRACKET = re.compile(r"[ \t]*(?:\n[ \t]*)?(?=\[(?!\^))")


def read_citation(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """A citation in brackets."""
    close = scanner.structure.brackets.get(start)
    if close is None or close >= end or "@" not in scanner.text[start:close]:
        return None
    segments = read_segments(scanner, start + 1, close)
    if not any(segment.item for segment in segments):
        return None
    if around.in_citation:
        return _refused(scanner, start, close + 1, "a citation can't stand inside a citation")
    return _call(scanner, _items(scanner, segments, around), (start, close + 1, end), around)


def read_suppressed_citation(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`-@key` in the running text: the same as in brackets."""
    key = found_key(scanner.text, start + 1, end)
    if key is None or suppressing_hyphen(scanner.text, key.start, 0) is None:
        return None
    if around.in_citation:
        return _refused_key(scanner, start, key.end)
    items, stop = _read_narrative(scanner, key, end, around, suppress_author=True)
    return _call(scanner, items, (start, stop, end), around)


def read_narrative_citation(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`@key` in the running text, with a locator or further sources in brackets perhaps."""
    key = found_key(scanner.text, start, end)
    if key is None:
        return None
    if around.in_citation:
        return _refused_key(scanner, start, key.end)
    items, stop = _read_narrative(scanner, key, end, around, suppress_author=False)
    span = scanner.reading.span(scanner.placed, start, stop)
    slot = scanner.reading.slot(Citation(items, narrative=True, span=span))
    return scanner.match([slot], stop)


def _refused(scanner: "Scanner", start: int, end: int, message: str, hint: str = "") -> "Match":
    """What can't stand here, as text."""
    scanner.error("citation-syntax", message, start, end, hint)
    return scanner.match([shelter(scanner.text[start:end])], end)


def _refused_key(scanner: "Scanner", start: int, end: int) -> "Match":
    message = "a second source in one part of a citation"
    return _refused(scanner, start, end, message, "part sources by ';'")


def _call(
    scanner: "Scanner",
    items: tuple[CitationItem, ...],
    place: tuple[int, int, int],
    around: "Surroundings",
) -> "Match":
    """The call of a citation that begins and stops at `place`, in a text that ends there.

    Inside a note, or where the style has none, it keeps the spaces and stops around it.
    """
    start, stop, end = place
    span = scanner.reading.span(scanner.placed, start, stop)
    slot = scanner.reading.slot(Citation(items, narrative=False, span=span))
    if around.in_note or scanner.reading.in_text_citations:
        return scanner.match([slot], stop)
    following = _PUNCTUATION.match(scanner.text, stop, end)
    if following is None:
        return scanner.call([slot], stop)
    return scanner.call([slot], following.end(), following.group())


def _read_narrative(
    scanner: "Scanner", key: Key, end: int, around: "Surroundings", *, suppress_author: bool
) -> tuple[tuple[CitationItem, ...], int]:
    """The items of a citation in the running text, and where it stops."""
    tail, others, stop = _bracket_behind(scanner, key, end)
    first = ItemSyntax(key.start - suppress_author, key, suppress_author, tail)
    return (_item(scanner, first, around), *_items(scanner, others, around)), stop


def _bracket_behind(scanner: "Scanner", key: Key, end: int) -> tuple[Tail, Sequence[Segment], int]:
    """What the bracket behind a key says of it, the further sources there, and its end.

    It may begin with a source itself; then all its parts must have one.
    """
    language = scanner.reading.language
    nothing = read_tail((), key.end, key.end, language), (), key.end
    brackets = _brackets_behind(scanner, key, end)
    if brackets is None:
        return nothing
    opening, close = brackets
    first, *others = segments = read_segments(scanner, opening + 1, close)
    if first.item is None:
        return read_tail(first.tokens, first.start, first.end, language), others, close + 1
    if not all(segment.item for segment in segments):
        return nothing
    return nothing[0], segments, close + 1


def _brackets_behind(scanner: "Scanner", key: Key, end: int) -> tuple[int, int] | None:
    """Where the brackets behind a key open and close, if they are no link, span or note."""
    found = _TO_BRACKET.match(scanner.text, key.end, end)
    close = scanner.structure.brackets.get(found.end()) if found else None
    if found is None or close is None or close >= end:
        return None
    if close + 1 < end and scanner.text[close + 1] in "({[":
        return None
    is_link = is_reference(scanner, scanner.text[found.end() + 1 : close])
    return None if is_link else (found.end(), close)


def _items(
    scanner: "Scanner", segments: Sequence[Segment], around: "Surroundings"
) -> tuple[CitationItem, ...]:
    items = []
    for segment in segments:
        if segment.item is None:
            _report_keyless(scanner, segment)
        else:
            items.append(_item(scanner, segment.item, around))
    return tuple(items)


def _report_keyless(scanner: "Scanner", segment: Segment) -> None:
    written = scanner.text[segment.start : segment.end]
    begin = segment.end - len(written.lstrip())
    message = "this part of the citation names no source"
    hint = "write '@' before the source's key, or '\\;' for a plain semicolon"
    scanner.error("citation-syntax", message, min(begin, segment.end - 1), segment.end, hint)


def _item(scanner: "Scanner", item: ItemSyntax, around: "Surroundings") -> CitationItem:
    inside = replace(around, in_citation=True)
    begin, tail = item.key.start - item.suppress_author, item.tail
    suffix = _html(scanner, tail.suffix_start, tail.end, inside).rstrip()
    return CitationItem(
        key=item.key.name,
        prefix=_html(scanner, item.start, begin, inside).strip(" "),
        label=tail.locator.label,
        locator=_locator_html(scanner, tail.locator, inside),
        suffix=tail.joint + suffix if suffix else "",
        suppress_author=item.suppress_author,
        span=scanner.reading.span(scanner.placed, begin, item.key.end),
    )


def _locator_html(scanner: "Scanner", locator: LocatorText, around: "Surroundings") -> str:
    if locator.marked_up is None:
        return escape(locator.locator, quote=False)
    return _html(scanner, *locator.marked_up, around)


def _html(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> str:
    if start >= end:
        return ""
    element = filled(Element("span"), scanner.inner(start, end, around))
    set_typography(scanner.reading, element, scanner.reading.language)
    return inner_html(element).replace("\n", " ")
