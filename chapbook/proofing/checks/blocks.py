"""Turn a parsed chapter into its blocks as a checker sees them: kind, place, sources in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chapbook.manuscript.model import Citation, NoteCall, ParsedChapter

_VOID = frozenset(("br", "hr", "img", "wbr", "col"))
_HEADING = re.compile("h([1-6])")


@dataclass
class Block:
    """An outermost block of a chapter. `tags` and `classes` are those of all in it; `line` is
    its line in the file; `slots` are the numbers of the slots in it."""

    tag: str
    line: int
    tags: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    slots: list[int] = field(default_factory=list)
    text: str = ""

    @property
    def heading_level(self) -> int:
        """2 for h2; 0 for what is no heading."""
        found = _HEADING.fullmatch(self.tag)
        return int(found[1]) if found else 0


def blocks_of(chapter: ParsedChapter) -> Sequence[Block]:
    """The chapter's outermost blocks in their order."""
    reader = _Reader()
    reader.feed(chapter.body)
    reader.close()
    return reader.blocks


def has_source(chapter: ParsedChapter, block: Block) -> bool:
    """Whether a note is called or a source cited in a block."""
    return any(isinstance(chapter.slots[number], NoteCall | Citation) for number in block.slots)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        if not self.depth:
            line = int(attributes.get("data-line") or 0)
            self.blocks.append(Block(tag, line))
        block = self.blocks[-1]
        block.tags.add(tag)
        block.classes.update(classes)
        if tag == "cb-slot":
            block.slots.append(int(attributes.get("n") or 0))
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth and self.blocks:
            self.blocks[-1].text += data
