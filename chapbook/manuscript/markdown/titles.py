"""Turn a heading or caption into its title alone, as contents and cross references print it."""

from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import MARKED, SLOT, DraftReference, Reading
from chapbook.manuscript.markdown.remarks import CLASS


def title_of(reading: Reading, element: Element) -> Element:
    """A copy with its words alone: no calls, citations, ids, index marks, notes to editors."""
    title = Element(element.tag)
    _copy(reading, element, title)
    return title


def _copy(reading: Reading, source: Element, target: Element) -> None:
    filled(target, [source.text or ""])
    for child in source:
        if child.tag == SLOT:
            draft = reading.draft_of(child)
            if isinstance(draft, DraftReference):
                _copy(reading, draft.content, target)
        elif child.get("class") != CLASS:
            _copy_child(reading, child, target)
        filled(target, [child.tail or ""])


def _copy_child(reading: Reading, child: Element, target: Element) -> None:
    attributes = {name: value for name, value in child.attrib.items() if name not in {"id", MARKED}}
    if child.tag == "span" and not attributes:
        _copy(reading, child, target)
        return
    copy = Element(child.tag, attributes)
    _copy(reading, child, copy)
    target.append(copy)
