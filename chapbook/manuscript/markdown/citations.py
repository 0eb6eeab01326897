"""Turn `[see @key, p. 3; @other]` and `@key [p. 3]` into citations, in pandoc's syntax."""

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.locators import parse_locator
from chapbook.manuscript.markdown.citation_items import (
    ItemSyntax,
    key_at,
    key_of,
    read_item,
    split_items,
)
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.serialize import inner_html
from chapbook.manuscript.markdown.typography import set_typography
from chapbook.manuscript.model import Citation, CitationItem

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

# A call stands behind the punctuation that follows it, closing quotes included.
_PUNCTUATION = re.compile(r"(?:[.,;:?…]|!(?!\[)|(?:[\"'”’»“‘›]+(?![\w\"'])))+")


def read_citation(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """A citation in brackets; inside a note it keeps the spaces and stops around it."""
    close = scanner.structure.brackets.get(start)
    if close is None or close >= end:
        return None
    ranges = list(split_items(scanner.text, start + 1, close))
    items = [read_item(scanner.text, *item) for item in ranges]
    if not any(items):
        return None
    if around.in_citation:
        message = "a citation can't stand inside a citation"
        scanner.error("citation-syntax", message, start, close + 1)
        return scanner.match([shelter(scanner.text[start : close + 1])], close + 1)
    for (begin, stop), item in zip(ranges, items, strict=True):
        if item is None:
            _report_keyless(scanner, begin, stop)
    span = scanner.reading.span(scanner.placed, start, close + 1)
    cited = tuple(_item(scanner, item, around) for item in items if item)
    slot = scanner.reading.slot(Citation(cited, narrative=False, span=span))
    if around.in_note:
        return scanner.match([slot], close + 1)
    following = _PUNCTUATION.match(scanner.text, close + 1, end)
    if following is None:
        return scanner.call([slot], close + 1)
    return scanner.call([slot], following.end(), following.group())


def _report_keyless(scanner: "Scanner", start: int, end: int) -> None:
    begin = start + len(scanner.text[start:end]) - len(scanner.text[start:end].lstrip())
    message = "this part of the citation names no source"
    hint = "write '@' before the source's key, or '\\;' for a plain semicolon"
    scanner.error("citation-syntax", message, min(begin, end - 1), end, hint)


def read_narrative_citation(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`@key` in the running text, with a locator in brackets perhaps."""
    found = key_at(scanner.text, start, end)
    if found is None:
        return None
    if around.in_citation:
        message = "a second source in one part of a citation"
        scanner.error("citation-syntax", message, start, found.end(), "part sources by ';'")
        return scanner.match([shelter(found.group())], found.end())
    key, key_end = key_of(found), found.end()
    item = ItemSyntax(start, key_end, key, start, key_end, False, parse_locator(""), key_end)
    items = [_item(scanner, item, around)]
    stop = key_end
    bracket = _locator_bracket(scanner, key_end, end)
    if bracket is not None:
        first, *others = split_items(scanner.text, bracket[0] + 1, bracket[1])
        locator = parse_locator(scanner.text[slice(*first)])
        suffix_start = first[0] + locator.end
        item = replace(item, end=first[1], locator=locator, suffix_start=suffix_start)
        items = [_item(scanner, item, around)]
        for other in others:
            further = read_item(scanner.text, *other)
            if further is None:
                _report_keyless(scanner, *other)
            else:
                items.append(_item(scanner, further, around))
        stop = bracket[1] + 1
    span = scanner.reading.span(scanner.placed, start, stop)
    citation = Citation(tuple(items), narrative=True, span=span)
    return scanner.match([scanner.reading.slot(citation)], stop)


def _locator_bracket(scanner: "Scanner", after: int, end: int) -> tuple[int, int] | None:
    """The bracket behind a narrative key, if it holds a locator and is nothing else."""
    opening = after
    while opening < end and opening - after < 2 and scanner.text[opening] in " \n":
        opening += 1
    close = scanner.structure.brackets.get(opening)
    if close is None or close >= end or scanner.text[opening + 1] == "^":
        return None
    if close + 1 < end and scanner.text[close + 1] in "({[":
        return None
    first = next(split_items(scanner.text, opening + 1, close))
    return (opening, close) if read_item(scanner.text, *first) is None else None


def _item(scanner: "Scanner", item: ItemSyntax, around: "Surroundings") -> CitationItem:
    inside = replace(around, in_citation=True)
    key_start = item.key_start
    return CitationItem(
        key=item.key,
        prefix=_html(scanner, item.start, key_start, inside).strip(),
        label=item.locator.label,
        locator=escape(item.locator.locator, quote=False),
        suffix=_html(scanner, item.suffix_start, item.end, inside).rstrip(),
        suppress_author=item.suppress_author,
        span=scanner.reading.span(scanner.placed, key_start, item.key_end),
    )


def _html(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> str:
    if start >= end:
        return ""
    element = filled(Element("span"), scanner.inner(start, end, around))
    set_typography(scanner.reading, element, scanner.reading.language)
    return inner_html(element).replace("\n", " ")
