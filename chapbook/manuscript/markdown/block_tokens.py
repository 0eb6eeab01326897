"""Turn a token that a rule left in a line into the block that it stands for."""

import re
from abc import abstractmethod
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.source_lines import ETX, STX


class TokenProcessor(BlockProcessor):
    """A block processor for lines that hold a token of one `kind`."""

    kind = ""

    def __init__(self, parser: BlockParser, reading: Reading) -> None:
        super().__init__(parser)
        self.reading = reading
        self.token = re.compile(rf"^[ ]*{STX}{self.kind}:(\d+){ETX}(.*)$", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        """Whether a line of the block holds a token."""
        del parent
        return self.token.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Have what is before the token parsed, place its block, leave what is behind it."""
        block = blocks.pop(0)
        found = self.token.search(block)
        if found is None:
            return
        before = block[: found.start()].rstrip("\n")
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        after = block[found.end() :].lstrip("\n")
        if after.strip():
            blocks.insert(0, after)
        self.place(parent, int(found[1]), found[2], blocks)

    @abstractmethod
    def place(self, parent: Element, number: int, rest: str, blocks: list[str]) -> None:
        """Append what the token stands for; `rest` is the text behind it, `blocks` what follows."""
