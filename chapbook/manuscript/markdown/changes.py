"""Turn changes, `{++added++}`, `{--deleted--}`, `{~~old~>new~~}`, into what a book prints.

Of a change that nobody has settled the book prints one state, the text as it stood or as it is
proposed, with a warning. A draft shows both: what the book prints as ever, the rest as it is
written, so that it calls no note and a draft's notes have the book's numbers.
"""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.editorial_marks import BECOMES, BY_OPENING, Kind
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.reading import FencedDivision, Reading
from chapbook.manuscript.markdown.remarks import gone, last_line_of, show_as_written
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines

if TYPE_CHECKING:
    from chapbook.diagnostics import SourceSpan
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

ADDED, STRUCK, HIGHLIT = ("ins", "added"), ("del", "struck"), ("mark", "highlit")
"""The elements of a draft, and their classes."""
SIGN = 3
"""The length of a sign."""
WARNING = "change-open"


def take_change(lines: SourceLines, start: LineStart) -> bool:
    """Take an addition or deletion that begins a block and holds several paragraphs."""
    kind = BY_OPENING.get(start.rest[:SIGN])
    if kind not in {Kind.ADDITION, Kind.DELETION} or start.quote or lines.is_below_text():
        return False
    last = last_line_of(lines, start, kind.value)
    if last is None or all(line.strip() for line in lines.lines[lines.at : last + 1]):
        return False
    reading, span = lines.reading, lines.span(start.column, SIGN)
    _warn(reading, span)
    if not _is_printed(reading, kind):
        lines.blank("")
        if reading.shows_remarks:
            show_as_written(lines, start, last)
        lines.at = last + 1
        return True
    lines.lines[last] = lines.lines[last].replace(kind.value[1], "", 1)
    lines.lines[lines.at] = lines.lines[lines.at].replace(kind.value[0], "", 1)
    if reading.shows_remarks:
        name = ADDED[1] if kind is Kind.ADDITION else STRUCK[1]
        lines.open_change(FencedDivision(Attributes(classes=(name,)), span, ""), last)
    return True


def read_change(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """The change or highlight whose sign is at `start`; one without an end is an error."""
    kind = BY_OPENING.get(scanner.text[start : start + SIGN])
    if kind is None or not (kind.is_change or kind is Kind.HIGHLIGHT):
        return None
    close = _closing(scanner, start + SIGN, end, kind.value[1])
    if close is None:
        message = "this change doesn't end in its paragraph"
        hint = f"write {kind.value[1]} behind it; one over several paragraphs stands alone"
        if kind is Kind.SUBSTITUTION:
            hint = f"write {kind.value[1]} behind it; over several paragraphs delete and add"
        scanner.error("editorial-mark", message, start, start + SIGN, hint)
        return None
    change = _Change(scanner, start, close, around)
    return change.highlight() if kind is Kind.HIGHLIGHT else change.match(kind, end)


class _Change:
    """A mark in a text, from its sign at `start` to the closing one."""

    def __init__(self, scanner: "Scanner", start: int, close: int, around: "Surroundings") -> None:
        self.scanner, self.start, self.close, self.around = scanner, start, close, around
        self.stop = close + SIGN

    def highlight(self) -> "Match":
        inside = self.scanner.inner(self.start + SIGN, self.close, self.around)
        if not self.scanner.reading.shows_remarks:
            return self.scanner.match(inside, self.stop)
        return self.scanner.match([_element(HIGHLIT, inside)], self.stop)

    def match(self, kind: Kind, end: int) -> "Match":
        scanner, start = self.scanner, self.start + SIGN
        reading = scanner.reading
        _warn(reading, reading.span(scanner.placed, self.start, self.stop))
        old, new = (start, self.close), (start, self.close)
        if kind is Kind.SUBSTITUTION:
            found = _closing(scanner, start, self.close, BECOMES)
            middle = self.close if found is None else found
            old, new = (start, middle), (min(middle + len(BECOMES), self.close), self.close)
        nodes: list[Node] = []
        if kind is not Kind.ADDITION:
            nodes += self._state(*old, STRUCK, is_printed=not reading.prints_proposed)
        if kind is not Kind.DELETION:
            nodes += self._state(*new, ADDED, is_printed=reading.prints_proposed)
        return (
            scanner.match(nodes, self.stop) if nodes else gone(scanner, self.start, self.stop, end)
        )

    def _state(self, start: int, end: int, look: tuple[str, str], is_printed: bool) -> list[Node]:
        """The text of one state: read, shown as it is written, or left out."""
        scanner = self.scanner
        inside = scanner.inner(start, end, self.around) if is_printed else []
        if not scanner.reading.shows_remarks or start >= end:
            return inside
        written: list[Node] = [shelter(scanner.text[start:end])]
        return [_element(look, inside if is_printed else written)]


def _element(look: tuple[str, str], inside: list[Node]) -> Element:
    tag, name = look
    return filled(Element(tag, {"class": name}), inside)


def _is_printed(reading: Reading, kind: Kind) -> bool:
    return reading.prints_proposed is (kind is Kind.ADDITION)


def _closing(scanner: "Scanner", start: int, end: int, sign: str) -> int | None:
    """Where a sign stands that is neither escaped nor in code."""
    at = scanner.text.find(sign, start, end)
    code = scanner.structure.code.values()
    while at >= 0:
        is_code = any(span.start <= at < span.end for span in code)
        if scanner.text[at - 1] != "\\" and not is_code:
            return at
        at = scanner.text.find(sign, at + 1, end)
    return None


def _warn(reading: Reading, span: "SourceSpan") -> None:
    if reading.shows_remarks:
        return
    prints = "as it is proposed" if reading.prints_proposed else "as it stood"
    message = f"this change isn't settled: the book prints the text {prints}"
    reading.warn(WARNING, message, span, "accept or reject it: build.py changes --accept FILE:LINE")
