"""Turn the spans that index marks make into empty ones that part no letters.

Letters that are set in two pieces lose what is between them: the kerning, a ligature, and with
it, now and then, the line's end. No shipped face kerns with a space. So an anchor stands where
the word ends that it was written at or in, and its punctuation.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.html_elements import BLOCKS
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.reading import MARKED, SLOT

_HARMLESS = re.compile(r"(?=[ \t\n])|(?<=[\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff])")
"""Before a space; behind a letter of a script without spaces."""
_SPACES = " \t\n"
_NOT_ENTERED = frozenset((SLOT, "br", "img", "code"))


def settle_anchors(element: Element) -> None:
    """Move the anchors of marks within `element`, and unite the text that they parted.

    Marks that come to the same place share an anchor.
    """
    _Settling().settle(element)


class _Settling:
    """Goes through the text once. `_marks` wait for a place; `_in_word` says whether a word has
    begun, since the first of them or before it."""

    def __init__(self) -> None:
        self._marks: list[str] = []
        self._in_word = False

    def settle(self, element: Element) -> None:
        nodes = list(_nodes(element))
        element.text = None
        for child in list(element):
            element.remove(child)
        if element.tag in BLOCKS:
            self._in_word = False
        for node in nodes:
            for settled in self._settled(node):
                filled(element, [settled])
        filled(element, self._placed())

    def _settled(self, node: Node) -> Iterator[Node]:
        if isinstance(node, str):
            yield from self._text(node)
        elif _is_mark(node):
            self._marks += node.attrib[MARKED].split()
            for inner in list(_nodes(node)):
                yield from self._settled(inner)
        else:
            yield from self._element(node)

    def _text(self, text: str) -> Iterator[Node]:
        begins = 0 if self._in_word else len(text) - len(text.lstrip(_SPACES))
        found = _HARMLESS.search(text, begins) if self._marks else None
        if found:
            yield text[: found.start()]
            yield from self._placed()
            text = text[found.start() :]
        yield text
        if self._marks:
            self._in_word = self._in_word or bool(text.strip(_SPACES))
        else:
            self._in_word = text[-1:].strip(_SPACES) != ""

    def _element(self, child: Element) -> Iterator[Node]:
        if self._in_word:
            yield from self._placed()
        if child.tag in _NOT_ENTERED:
            yield child
            yield from self._placed()
            self._in_word = child.tag != "br"
        else:
            self.settle(child)
            yield child

    def _placed(self) -> Iterator[Node]:
        if self._marks:
            yield Element("span", {MARKED: " ".join(self._marks)})
        self._marks = []


def _is_mark(element: Element) -> bool:
    return element.tag == "span" and set(element.attrib) == {MARKED}


def _nodes(element: Element) -> Iterator[Node]:
    """Its texts and children, in order."""
    if element.text:
        yield element.text
    for child in list(element):
        tail, child.tail = child.tail, None
        yield child
        if tail:
            yield tail
