"""Turn a row of texts and elements into the content of an element."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

Node = str | Element


def filled(element: Element, nodes: Iterable[Node]) -> Element:
    """`element`, with `nodes` behind what it held."""
    for node in nodes:
        if isinstance(node, Element):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node
    return element
