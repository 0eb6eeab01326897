"""Turn an element tree into well-formed HTML5 text."""

from html import escape
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.escapes import unsheltered
from chapbook.manuscript.markdown.html_elements import STRUCTURAL, VOID

_RAW_TEXT = frozenset(("script", "style"))


def to_html(element: Element) -> str:
    """`element` with its tags, without its tail."""
    parts: list[str] = []
    _write(element, parts)
    return "".join(parts)


def inner_html(element: Element) -> str:
    """What stands inside `element`."""
    parts: list[str] = []
    _write_inside(element, parts)
    return "".join(parts)


def blocks_html(root: Element) -> str:
    """The block elements in `root`, a line feed between them."""
    return "\n".join(to_html(child) for child in root)


def plain_text(element: Element) -> str:
    """The words in `element`, spaces run together, slots left out."""
    return " ".join(unsheltered("".join(element.itertext())).split())


def _text(text: str) -> str:
    return escape(unsheltered(text), quote=False)


def _write(element: Element, parts: list[str]) -> None:
    tag = element.tag
    parts.append(f"<{tag}")
    for name, value in element.attrib.items():
        parts.append(f' {name}="{escape(unsheltered(value))}"')
    parts.append(">")
    if tag not in VOID:
        _write_inside(element, parts)
        parts.append(f"</{tag}>")


def _write_inside(element: Element, parts: list[str]) -> None:
    feed = "\n" if _is_structure(element) else ""
    if element.text and not feed:
        is_raw = element.tag in _RAW_TEXT
        parts.append(element.text if is_raw else _text(element.text))
    for child in element:
        parts.append(feed)
        _write(child, parts)
        if child.tail and not feed:
            parts.append(_text(child.tail))
    if len(element):
        parts.append(feed)


def _is_structure(element: Element) -> bool:
    """Whether it holds blocks alone, so that line feeds inside don't show."""
    if element.tag not in STRUCTURAL or (element.text or "").strip():
        return False
    return not any((child.tail or "").strip() for child in element)
