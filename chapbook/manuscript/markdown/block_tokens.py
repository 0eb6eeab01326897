"""Turn a token that a rule left in a line into the block that it stands for."""

import re
from abc import abstractmethod
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.source_lines import ETX, STX


@dataclass(frozen=True)
class Token:
    """A token: its number, the text behind it in its line, and how far it is indented."""

    number: int
    rest: str
    indent: int


class TokenProcessor(BlockProcessor):
    """A block processor for lines that hold a token of one `kind`."""

    kind = ""

    def __init__(self, parser: BlockParser, reading: Reading) -> None:
        super().__init__(parser)
        self.reading = reading
        self.token = re.compile(rf"^([ ]*){STX}{self.kind}:(\d+){ETX}(.*)$", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        """Whether a line of the block holds a token."""
        del parent
        return self.token.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Have what is before the token parsed, place its block, leave what is behind it."""
        block = blocks.pop(0)
        found = self.found(parent, block)
        if found is None:
            return
        after = block[found.end() :].lstrip("\n")
        if after.strip():
            blocks.insert(0, after)
        self.place(parent, Token(int(found[2]), found[3], len(found[1])), blocks)

    def found(self, parent: Element, block: str) -> re.Match[str] | None:
        """The first token of a block: its indent, number and rest. What is before it is parsed."""
        token = self.token.search(block)
        before = block[: token.start()].rstrip("\n") if token else ""
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        return token

    @abstractmethod
    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """Append what the token stands for; `blocks` is what follows it."""
