"""Turn `[text]{.class key="value"}` into a span, and an index mark where it is one."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import read_or_report
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.index_marks import is_mark, read_marks, without_mark
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.serialize import plain_text

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings


def read_span(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """The span whose bracket opens at `start`, if an attribute list follows its end."""
    close = scanner.structure.brackets.get(start)
    if close is None or close + 1 >= end or scanner.text[close + 1] != "{":
        return None
    found = read_or_report(scanner.reading, scanner.placed, close + 1, end)
    if found.attributes is None:
        return scanner.match([shelter(scanner.text[start : found.end])], found.end)
    content = scanner.element("span", start + 1, close, around)
    if not is_mark(found.attributes):
        span = scanner.reading.span(scanner.placed, start, found.end)
        add_place(scanner.reading, content, found.attributes, span)
        return scanner.match([content], found.end)
    return scanner.match(
        [_marked(scanner, start, found.end, content, found.attributes, around)], found.end
    )


def _marked(
    scanner: "Scanner",
    start: int,
    end: int,
    content: Element,
    attributes: Attributes,
    around: "Surroundings",
) -> Element:
    """`content` as an index mark's anchor, in a further span where it has other attributes."""
    reading = scanner.reading
    span = reading.span(scanner.placed, start, end)
    if around.in_citation:
        message = "an index mark can't stand inside a citation"
        reading.error("index-mark", message, span, "put it before or after the brackets")
        return content
    reading.mark_element(content, read_marks(reading, attributes, plain_text(content), span))
    rest = without_mark(attributes)
    if rest == Attributes():
        return content
    wrapper = Element("span")
    wrapper.append(content)
    add_place(reading, wrapper, rest, span)
    return wrapper
