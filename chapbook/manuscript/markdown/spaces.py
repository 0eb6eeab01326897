"""Turn two spaces at a line's end into a line break, and drop a single one."""

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_AT_LINE_END = re.compile(r"([ \t]+)\n")


def read_spaces(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """The spaces at `start` and the line feed after them."""
    del around
    found = _AT_LINE_END.match(scanner.text, start, end)
    if found is None:
        return None
    if found[1].endswith("  "):
        return scanner.match([Element("br")], found.end())
    return scanner.match(["\n"], found.end())
