"""Turn a parsed chapter's HTML into a tree, and a tree into HTML again."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chapbook.manuscript.markdown.html_elements import BLOCKS, VOID

COLUMNS = "colgroup"
"""Holds the widths of a table's columns, and no text."""


@dataclass(eq=False)
class Element:
    """An element; '' is the tag of what only holds others. Two are the same if they are one."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether it is no part of a line."""
        return self.tag in BLOCKS or self.tag == COLUMNS

    @property
    def holds_blocks(self) -> bool:
        """Whether a block stands directly in it."""
        return any(isinstance(child, Element) and child.is_block for child in self.children)

    def get(self, name: str) -> str:
        """An attribute's value, '' without one."""
        return dict(self.attributes).get(name, "")

    def start_tag(self, without: Sequence[str] = (), classes: str = "") -> str:
        """The start tag, without some attributes, with further classes."""
        if not self.tag:
            return ""
        kept = [(name, value) for name, value in self.attributes if name not in without]
        if classes:
            own = next((value for name, value in kept if name == "class"), "")
            kept = [pair for pair in kept if pair[0] != "class"]
            kept.append(("class", f"{own} {classes}".strip()))
        written = "".join(f' {name}="{html.escape(value)}"' for name, value in kept)
        return f"<{self.tag}{written}>"

    @property
    def end_tag(self) -> str:
        """The end tag, '' where there is none."""
        return f"</{self.tag}>" if self.tag and self.tag not in VOID else ""


def read_tree(text: str) -> Element:
    """The tree of a chapter's HTML, under an element without a tag."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root


def written(node: Element | str) -> str:
    """The HTML of a node, as it was read."""
    if isinstance(node, str):
        return html.escape(node, quote=False)
    return node.start_tag() + "".join(map(written, node.children)) + node.end_tag


def blocks_of(element: Element) -> list[Element]:
    """What stands in an element that holds blocks: these, and what stands between them in lines."""
    blocks: list[Element] = []
    inline: list[Element | str] = []
    for child in [*element.children, Element("hr")]:
        if not (isinstance(child, Element) and child.is_block):
            inline.append(child)
            continue
        if any(isinstance(node, Element) or node.strip() for node in inline):
            blocks.append(Element("", children=inline))
        inline = []
        blocks.append(child)
    return blocks[:-1]


def leaves_of(element: Element) -> Iterator[Element]:
    """The innermost blocks in an element, itself if it holds none."""
    if not element.holds_blocks:
        yield element
        return
    for block in blocks_of(element):
        yield from leaves_of(block)


class _Reader(HTMLParser):
    """Reads what our own serializer has written: every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, tuple((name, value or "") for name, value in attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
