"""Turn links to the book's anchors into links of one edition."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

SCHEME = "chapbook:"


def link_text(tree: Element, href_of: Callable[[str], str]) -> None:
    """Give each link to an anchor the address that `href_of` has for it; one without any stays
    as text."""
    for link in tree.iter("a"):
        href = link.get("href", "")
        if href.startswith(SCHEME):
            found = href_of(href.removeprefix(SCHEME))
            if found:
                link.set("href", found)
            else:
                del link.attrib["href"]
