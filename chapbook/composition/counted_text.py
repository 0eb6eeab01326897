"""Turn a division's tree of HTML into its running text, counted so that places can be named.

A place is a block and so many letters and figures of its text before it. The same text is set
on pages and shown on screens with other markup around it; what only one of them has, or has
elsewhere, isn't counted: notes, calls, folios, the numbers of lines.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

UNCOUNTED = frozenset(
    ("note", "call", "open-folio", "line-number", "hidden-figures", "table-call", "continued")
)
FOLIO_OF = "data-folio-of"


@dataclass(frozen=True)
class TextRun:
    """The text of an element, or (`is_tail`) what follows it, and the block that it belongs to."""

    block: str
    element: Element
    is_tail: bool

    @property
    def text(self) -> str:
        """The characters as they stand in the tree."""
        return (self.element.tail if self.is_tail else self.element.text) or ""


class CountedText:
    """The running text of one division. A block is named by its line in the source and which of
    that line's blocks it is ('14.2'), by its id ('#rules'), or '' for the division itself."""

    def __init__(self, root: Element) -> None:
        self.blocks: dict[str, Element] = {"": root}
        self.runs: list[TextRun] = []
        self._names: dict[Element, str | None] = {}
        self._of_line: dict[str, int] = {}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._walk(root, "", is_root=True)

    def name_of(self, element: Element | None) -> str | None:
        """The block that the text of `element` belongs to; None where it isn't counted."""
        return None if element is None else self._names.get(element)

    def parent_of(self, element: Element) -> Element:
        """The element that `element` is in."""
        return self._parents[element]

    def _walk(self, element: Element, block: str | None, is_root: bool = False) -> None:
        if not isinstance(element.tag, str):  # A comment.
            return
        if block is not None and not is_root:
            block = None if _is_uncounted(element) else self._of_block(element) or block
        self._names[element] = block
        if block is not None:
            self.blocks.setdefault(block, element)
            self.runs.append(TextRun(block, element, is_tail=False))
        for child in element:
            self._walk(child, block)
            if block is not None:
                self.runs.append(TextRun(block, child, is_tail=True))

    def _of_block(self, element: Element) -> str:
        line = element.get("data-line", "")
        if not line:
            return ""
        self._of_line[line] = self._of_line.get(line, 0) + 1
        return f"{line}.{self._of_line[line]}"


def counted(text: str) -> int:
    """How many letters and figures there are; hyphens at the ends of lines are none."""
    return sum(character.isalnum() for character in text)


def _is_uncounted(element: Element) -> bool:
    return element.get(FOLIO_OF) is not None or not UNCOUNTED.isdisjoint(
        element.get("class", "").split()
    )
