"""Turn the raw texts in a tree of blocks into HTML, and give each block its source line."""

import html
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.attributes import (
    apply_attributes,
    looks_like_attributes,
    read_attributes,
    split_trailing,
)
from chapbook.manuscript.markdown.fenced_code import CODE
from chapbook.manuscript.markdown.figures import make_caption, make_figure
from chapbook.manuscript.markdown.html_elements import BLOCKS
from chapbook.manuscript.markdown.index_marks import is_mark, read_marks, without_mark
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.raw_html import RAW
from chapbook.manuscript.markdown.reading import DraftHeading, DraftMark, Reading
from chapbook.manuscript.markdown.rules import scanner_for
from chapbook.manuscript.markdown.scanner import Surroundings
from chapbook.manuscript.markdown.serialize import plain_text

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LINE = "data-line"
# What Markdown takes for space: a no-break space is text.
SPACES = " \t\n"


def read_texts(reading: Reading, root: Element, around: Surroundings) -> None:
    """Apply the rules for what stands inside blocks to every text below `root`, in order."""
    _read_blocks(reading, root, list(root), around)


def _read_blocks(
    reading: Reading, parent: Element, blocks: list[Element], around: Surroundings
) -> None:
    for block in blocks:
        if block.tag != RAW:
            _read_block(reading, parent, block, around)
        if block.tail and block.tail.strip(SPACES):
            _read_tail(reading, parent, block, around)
        else:
            block.tail = None


def _read_block(reading: Reading, parent: Element, block: Element, around: Surroundings) -> None:
    if block.tag == "pre":
        _read_code(reading, block)
        return
    line = reading.positions.first_line(block.text or "")
    inside = list(block)
    if block.text and block.text.strip(SPACES):
        _BlockText(reading, parent, block, around).read()
    else:
        block.text = None
    _read_blocks(reading, block, inside, around)
    if line is None:
        line = next((int(child.attrib[LINE]) for child in inside if LINE in child.attrib), None)
    if line is not None and block.tag in BLOCKS and LINE not in block.attrib:
        block.set(LINE, str(line))


def _read_tail(reading: Reading, parent: Element, block: Element, around: Surroundings) -> None:
    """Text behind a block in a tight list item."""
    placed = reading.positions.read(block.tail or "")
    block.tail = None
    text = placed.text
    start = len(text) - len(text.lstrip(SPACES))
    scanner = scanner_for(reading, placed)
    holder = filled(Element("span"), scanner.scan(start, len(text.rstrip(SPACES)), around))
    at = list(parent).index(block) + 1
    block.tail = holder.text
    for offset, child in enumerate(list(holder)):
        parent.insert(at + offset, child)


def _read_code(reading: Reading, pre: Element) -> None:
    """Code as it stands: Python-Markdown has escaped an indented block, fenced ones are raw."""
    for code in pre:
        line = reading.positions.first_line(code.text or "")
        text = reading.positions.read(code.text or "").text
        if code.tag == CODE:
            code.tag = "code"
        else:
            text = html.unescape(text)
        code.text = text
        if line is not None and LINE not in pre.attrib:
            pre.set(LINE, str(line))


class _BlockText:
    """The text that a block begins with."""

    def __init__(
        self, reading: Reading, parent: Element, block: Element, around: Surroundings
    ) -> None:
        self.reading = reading
        self.parent = parent
        self.block = block
        self.around = around
        placed = reading.positions.read(block.text or "")
        block.text = None
        self.scanner = scanner_for(reading, placed)
        text = placed.text
        self.start = len(text) - len(text.lstrip(SPACES))
        self.end = len(text.rstrip(SPACES))

    @property
    def placed(self) -> PlacedText:
        return self.scanner.placed

    def read(self) -> None:
        tag = self.block.tag
        if tag in HEADINGS:
            self._heading()
        elif tag == "caption":
            self._caption()
        elif tag == "th":
            self._head_cell()
        elif tag == "p" and make_figure(
            self.scanner, self.block, self.start, self.end, self.around
        ):
            return
        else:
            if tag == "p":
                self._paragraph_attributes()
            self._fill(self.around)

    def _fill(self, around: Surroundings) -> None:
        children = list(self.block)
        for child in children:
            self.block.remove(child)
        nodes: list[Node] = self.scanner.scan(self.start, self.end, around)
        filled(self.block, [*nodes, *children])

    def _paragraph_attributes(self) -> None:
        """An attribute list alone in the last line belongs to the paragraph."""
        text = self.placed.text
        begin = text.rfind("\n", self.start, self.end) + 1
        if begin <= self.start or text[begin : begin + 1] != "{":
            return
        if not looks_like_attributes(text, begin):
            return
        found = read_attributes(text, begin, self.end)
        if found.attributes is not None and found.end == self.end:
            span = self.reading.span(self.placed, begin, self.end)
            add_place(self.reading, self.block, found.attributes, span)
            self.end = len(text[:begin].rstrip())

    def _heading(self) -> None:
        begin = self.start
        self.end, attributes, at = split_trailing(self.reading, self.placed, begin, self.end)
        self._fill(self.around)
        span = self.reading.span(self.placed, begin, max(begin + 1, self.end))
        marks: list[DraftMark] = []
        if is_mark(attributes):
            place = self.reading.span(self.placed, at, at + 1)
            marks = read_marks(self.reading, attributes, plain_text(self.block), place)
            attributes = without_mark(attributes)
        local_id = apply_attributes(self.reading, self.block, attributes, span)
        if not self.around.in_note:
            heading = DraftHeading(self.block, local_id, span, tuple(marks))
            self.reading.headings.append(heading)

    def _head_cell(self) -> None:
        begin = self.start
        self.end, attributes, _ = split_trailing(self.reading, self.placed, begin, self.end)
        self._fill(self.around)
        span = self.reading.span(self.placed, begin, max(begin + 1, self.end))
        apply_attributes(self.reading, self.block, attributes, span)

    def _caption(self) -> None:
        """Attributes without words are the table's alone, which stays unnumbered."""
        begin = self.start
        self.end, attributes, _ = split_trailing(self.reading, self.placed, begin, self.end)
        self._fill(self.around)
        span = self.reading.span(self.placed, begin, max(begin + 1, self.end))
        if self.block.text or len(self.block):
            make_caption(self.reading, self.parent, self.block, attributes, span)
        else:
            add_place(self.reading, self.parent, attributes, span)
            self.parent.remove(self.block)
