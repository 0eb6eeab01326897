"""Trees of HTML for the tests of text editions."""

from xml.etree.ElementTree import Element

from chapbook.reflowable.serialization import as_html
from chapbook.reflowable.text_book import parsed


def section(html: str) -> Element:
    """A division with this content."""
    return parsed(f'<section id="one">{html}</section>')


def content(tree: Element) -> str:
    """What `section` was given, as it is now."""
    return as_html(tree).removeprefix('<section id="one">').removesuffix("</section>")
