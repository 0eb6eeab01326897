"""Turn rows of cells between '|' into a table, with the caption on the line after it."""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.structure import read_structure

_RULER = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_CAPTION = re.compile(r"[ ]{0,3}(?:Table)?:[ ]+(?=\S)")
DRAWN_WIDTH = 72
"""Up to so many characters a row is drawn by its source; a longer one has no shape of its own."""
_ALIGNMENTS = {(True, True): "center", (False, True): "right", (True, False): "left"}


def is_table(reading: Reading, block: str) -> bool:
    """Whether the block's second line is a table's ruler."""
    lines = block.split("\n", 2)
    if len(lines) < 2 or "|" not in lines[1]:
        return False
    ruler = reading.positions.read(lines[1]).text.strip()
    return _RULER.fullmatch(ruler) is not None and "|" in lines[0]


class TableProcessor(BlockProcessor):
    """Places tables."""

    def __init__(self, parser: BlockParser, reading: Reading) -> None:
        super().__init__(parser)
        self.reading = reading

    def test(self, parent: Element, block: str) -> bool:
        """Whether it is a table."""
        del parent
        return is_table(self.reading, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """A table element; the texts of its cells keep their places."""
        head, ruler, *rows = blocks.pop(0).rstrip("\n").split("\n")
        table = SubElement(parent, "table")
        line = self.reading.positions.first_line(head)
        if line is not None:
            table.set("data-line", str(line))
        count = next((at for at, row in enumerate(rows) if "|" not in row), len(rows))
        rows, others = rows[:count], rows[count:]
        caption = _CAPTION.match(others[0]) if others else None
        if caption:
            _add_caption(table, "\n".join(others)[caption.end() :])
        elif others:
            blocks.insert(0, "\n".join(others))
        columns = [cell.text for cell in self._cells(ruler)]
        alignments = [self._alignment(column) for column in columns]
        longest = max(len(self.reading.positions.read(row).text) for row in (head, ruler, *rows))
        _set_widths(table, columns, longest)
        head_cells = self._cells(head)
        if any(cell.text for cell in head_cells):
            head_row = SubElement(SubElement(table, "thead"), "tr")
            self._add_row(head_row, "th", head_cells, alignments)
        self._add_body(table, [self._cells(row) for row in rows], alignments)

    def _add_body(
        self, table: Element, rows: list[list[PlacedText]], alignments: list[str]
    ) -> None:
        """The rows, with those under one heading in a body of their own."""
        body = None
        for cells in rows:
            heads = len(alignments) > 1 and _is_heading(cells)
            if body is None or heads:
                body = SubElement(table, "tbody")
            row = SubElement(body, "tr")
            if heads:
                cell = SubElement(row, "th", scope="rowgroup", colspan=str(len(alignments)))
                cell.text = self.reading.positions.mark(*cells[0].at(2)) + cells[0].text[2:-2]
            else:
                self._add_row(row, "td", cells, alignments)

    def _alignment(self, cell: str) -> str:
        return _ALIGNMENTS.get((cell.startswith(":"), cell.endswith(":")), "")

    def _cells(self, row: str) -> list[PlacedText]:
        """The cells of a row; bars in code and after a backslash part none."""
        placed = self.reading.positions.read(row)
        text = placed.text
        bars = _bars(text)
        edges = [-1, *bars, len(text)]
        if bars and not text[: bars[0]].strip():
            edges.pop(0)
        if len(edges) > 2 and not text[edges[-2] + 1 :].strip():
            edges.pop()
        cells: list[PlacedText] = []
        for before, after in pairwise(edges):
            cell = text[before + 1 : after]
            start = before + 1 + len(cell) - len(cell.lstrip())
            cells.append(PlacedText(cell.strip(), (0,), (placed.at(min(start, len(text))),)))
        return cells

    def _add_row(
        self, row: Element, tag: str, cells: list[PlacedText], alignments: list[str]
    ) -> None:
        for at, alignment in enumerate(alignments):
            cell = SubElement(row, tag)
            if alignment:
                cell.set("style", f"text-align: {alignment}")
            if at < len(cells):
                placed = cells[at]
                cell.text = self.reading.positions.mark(*placed.at(0)) + placed.text
        for extra in cells[len(alignments) : len(alignments) + 1]:
            message = f"this row has {len(cells)} cells, but the table {len(alignments)} columns"
            span = self.reading.span(extra, 0, max(1, len(extra.text)))
            self.reading.error("table", message, span, "a bar in a text is written '\\|'")


def _is_heading(cells: list[PlacedText]) -> bool:
    """Whether a row is a heading over those below it: its first cell bold, the others empty."""
    first, *others = [cell.text for cell in cells]
    bold = len(first) > 4 and first.startswith("**") and first.endswith("**")
    return bold and "**" not in first[2:-2] and not any(others)


def _set_widths(table: Element, columns: list[str], longest_row: int) -> None:
    """Widths in proportion to the ruler's hyphens, for a table with a row too long to be drawn.

    As in pandoc (manual, "pipe_tables"), but that a ruler of equal columns asks for nothing.
    """
    hyphens = [column.count("-") for column in columns]
    if longest_row <= DRAWN_WIDTH or len(set(hyphens)) < 2:
        return
    group = SubElement(table, "colgroup")
    for count in hyphens:
        SubElement(group, "col").set("style", f"width: {100 * count / sum(hyphens):.1f}%")


def _bars(text: str) -> list[int]:
    code = read_structure(text).code
    bars: list[int] = []
    at = 0
    while at < len(text):
        if at in code:
            at = code[at].end
        elif text[at] == "\\":
            at += 2
        else:
            if text[at] == "|":
                bars.append(at)
            at += 1
    return bars


def _add_caption(table: Element, text: str) -> None:
    caption = Element("caption")
    caption.text = text
    table.insert(0, caption)


class CaptionProcessor(BlockProcessor):
    """Gives a table the caption that stands after it, in a paragraph of its own."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins as a caption, directly behind a table without one."""
        last = parent[-1] if len(parent) else None
        if last is None or last.tag != "table" or last.find("caption") is not None:
            return False
        return _CAPTION.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """The block as a caption element."""
        block = blocks.pop(0)
        found = _CAPTION.match(block)
        _add_caption(parent[-1], block[found.end() if found else 0 :])
