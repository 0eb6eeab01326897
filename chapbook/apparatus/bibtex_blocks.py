"""Turn the text of a .bib file into its blocks: what each `@` begins, and how far it can go."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from chapbook.apparatus.bibtex_comments import START
from chapbook.apparatus.bibtex_values import closing_brace

HEAD = re.compile(
    r"@(?P<kind>\w+)[ \t]*(?:(?P<brace>\{)\s*(?P<key>[^\s,={}](?:[^,={}\n]*[^\s,={}])?)?"
    r"|\(\s*(?P<round_key>[^\s,={}()](?:[^,={}()\n]*[^\s,={}()])?)?)\s*"
)


@dataclass(frozen=True)
class Block:
    """What an `@` begins. Nothing of it is read beyond `limit`, where the next begins a line.

    `body` is the offset after the key; `kind` is in lower case, `key` '' for none.
    """

    kind: str
    key: str
    start: int
    key_start: int
    body: int
    limit: int
    closing: str


@dataclass(frozen=True)
class Blocks:
    """A text and the offsets where an `@` begins a line, which ends all that is still open."""

    text: str
    starts: tuple[int, ...]

    def after(self, at: int) -> Block | None:
        """The first block from an offset on."""
        head = HEAD.search(self.text, at)
        if head is None:
            return None
        following = bisect_right(self.starts, head.start())
        limit = self.starts[following] if following < len(self.starts) else len(self.text)
        key = "key" if head["brace"] else "round_key"
        return Block(
            kind=head["kind"].lower(),
            key=head[key] or "",
            start=head.start(),
            key_start=head.start(key) if head[key] else head.end(),
            body=min(head.end(), limit),
            limit=limit,
            closing="}" if head["brace"] else ")",
        )

    def at_line_starts(self, kind: str) -> Iterator[Block]:
        """The blocks of one kind that begin a line."""
        for start in self.starts:
            block = self.after(start)
            if block and block.kind == kind:
                yield block

    def end_unread(self, block: Block) -> int:
        """Where a block ends that is not read (a @comment) or can't be: where it's closed."""
        opening = self.text.index("{" if block.closing == "}" else "(", block.start)
        if block.closing == "}":
            end = closing_brace(self.text, opening, block.limit)
        else:
            end = self.text.find(")", opening, block.limit)
        return end + 1 if end >= 0 else block.limit


def blocks_of(text: str) -> Blocks:
    """The blocks of a text."""
    return Blocks(text, tuple(start.start() for start in START.finditer(text)))
