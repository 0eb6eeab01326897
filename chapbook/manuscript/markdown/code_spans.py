"""Turn `` `code` ``, with an attribute list perhaps, into a code element."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.attributes import looks_like_attributes, read_or_report
from chapbook.manuscript.markdown.places import add_place

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings


def read_code(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """Code whose backticks are at `start`; a lone run of backticks is text."""
    del around
    span = scanner.structure.code.get(start)
    if span is None or span.end > end:
        stop = start
        while stop < end and scanner.text[stop] == "`":
            stop += 1
        return scanner.match([scanner.text[start:stop]], stop)
    code = scanner.text[span.start : span.stop].replace("\n", " ")
    if code.strip() and code[0] == code[-1] == " ":
        code = code[1:-1]
    element = Element("code")
    element.text = code
    if not (
        scanner.text.startswith("{", span.end) and looks_like_attributes(scanner.text, span.end)
    ):
        return scanner.match([element], span.end)
    found = read_or_report(scanner.reading, scanner.placed, span.end, end)
    if found.attributes is not None:
        place = scanner.reading.span(scanner.placed, span.end, found.end)
        add_place(scanner.reading, element, found.attributes, place)
    return scanner.match([element], found.end)
