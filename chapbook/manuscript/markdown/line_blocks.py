"""Turn a block of lines that begin with '| ' into verse, whose lines and indents are kept.

Where lines are kept that are no verse, as in a letter's dateline, they stand there by themselves.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.tables import is_table

_LINE = re.compile(r"[ ]{0,3}\|(?: |$)(.*)")
_EM_SPACE = "\u2003"
_LINED = frozenset(("dateline", "signature", "salutation"))


class LineBlockProcessor(BlockProcessor):
    """Places verse."""

    def __init__(self, parser: BlockParser, reading: Reading) -> None:
        super().__init__(parser)
        self.reading = reading

    def test(self, parent: Element, block: str) -> bool:
        """Whether each line begins with a bar, or with a space and goes on the line before."""
        del parent
        first, *others = block.rstrip("\n").split("\n")
        if _LINE.match(first) is None or is_table(self.reading, block):
            return False
        return all(_LINE.match(line) or line.startswith(" ") for line in others)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """A p for each line, in a div for each stanza; a line with nothing in it parts them."""
        rows: list[str] = []
        for line in blocks.pop(0).rstrip("\n").split("\n"):
            found = _LINE.match(line)
            if found:
                rows.append(found[1])
            else:
                rows[-1] += f"\n{line.strip()}"
        around = parent.get("class", "").split()
        if _LINED.intersection(around):
            for row in rows:
                SubElement(parent, "p", {"class": "line"}).text = self._indented(row) or "\u00a0"
            return
        is_verse = "verse" in around
        self._stanzas(parent if is_verse else SubElement(parent, "div", {"class": "verse"}), rows)

    def _stanzas(self, verse: Element, rows: list[str]) -> None:
        stanza: Element | None = None
        for text in map(self._indented, rows):
            if text and stanza is None:
                stanza = SubElement(verse, "div", {"class": "stanza"})
            if text and stanza is not None:
                SubElement(stanza, "p", {"class": "line"}).text = text
            else:
                stanza = None

    def _indented(self, row: str) -> str:
        """The row with its leading spaces as em spaces, two to one."""
        placed = self.reading.positions.read(row)
        spaces = len(placed.text) - len(placed.text.lstrip(" "))
        if not placed.text.strip():
            return ""
        line, column = placed.at(spaces)
        em_spaces = _EM_SPACE * ((spaces + 1) // 2)
        # The place of the first of them, so that what stands behind them has its own.
        mark = self.reading.positions.mark(line, column - len(em_spaces))
        rest = row.split(" " * spaces, 1)[1] if spaces else row
        return mark + em_spaces + rest
