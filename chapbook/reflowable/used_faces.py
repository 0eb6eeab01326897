"""Turn the trees of an edition into the faces and characters that it needs."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from chapbook.reflowable.model import TextBook

ALWAYS = ("Text Roman", "Text Italic", "Text Bold")
SLANTED, HEAVY, TYPED = ("em", "i", "cite"), ("strong", "b"), ("code", "pre", "kbd", "samp")
BASIC = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("‘’“”–—… \u00ad‐")
_DRAWN = re.compile(r"font-family\s*[:=]\s*[\"']?\s*[\"']?([^\"';,]+)")


def roles_used(trees: Iterable[Element]) -> frozenset[str]:
    """The roles of the faces that the text is shown in, and those that drawings name."""
    roles = set(ALWAYS)
    for tree in trees:
        for element in tree.iter():
            if element.tag in TYPED:
                roles.add("Code")
            if _is_nested(element, HEAVY, SLANTED) or _is_nested(element, SLANTED, HEAVY):
                roles.add("Text Bold Italic")
            roles.update(_drawn(element))
    return frozenset(roles)


def characters_of(trees: Iterable[Element], book: TextBook) -> frozenset[str]:
    """Every character that may be shown, in either case."""
    shown = set(BASIC)
    for tree in trees:
        for text in tree.itertext():
            shown.update(text)
    shown.update(book.config.title + book.config.subtitle)
    cased = {character for one in shown for character in one.upper() + one.lower()}
    return frozenset(
        one for one in shown | cased if one.isprintable() or one in "\u00a0\u2009\u202f\u00ad"
    )


def _is_nested(element: Element, outer: Iterable[str], inner: Iterable[str]) -> bool:
    return element.tag in outer and any(each.tag in inner for each in element.iter())


def _drawn(element: Element) -> Iterable[str]:
    written = [element.get("font-family", ""), element.get("style", "")]
    for text in (f"font-family: {written[0]}" if written[0] else "", written[1]):
        yield from (name.strip() for name in _DRAWN.findall(text))
