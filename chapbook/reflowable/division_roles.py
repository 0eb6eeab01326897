"""Turn the kind of a division into what it is for readers with other eyes: roles and types.

DPUB-ARIA 1.1 has the roles, the EPUB 3 Structural Semantics Vocabulary the types.
"""

from xml.etree.ElementTree import Element

from chapbook.reflowable.model import TextDivision

ROLES = {
    "contents": "doc-toc", "part": "doc-part", "chapter": "doc-chapter", "appendix": "doc-appendix",
    "notes": "doc-endnotes", "bibliography": "doc-bibliography", "index": "doc-index",
    "errata": "doc-errata", "colophon": "doc-colophon",
}  # fmt: skip
TYPES = {
    "half-title": "halftitlepage", "title": "titlepage", "imprint": "copyright-page",
    "contents": "toc", "illustrations": "loi", "part": "part", "chapter": "chapter",
    "appendix": "appendix", "notes": "endnotes", "bibliography": "bibliography", "index": "index",
    "errata": "errata", "colophon": "colophon", "back-cover": "backmatter",
}  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def give_role(division: TextDivision, tree: Element) -> None:
    """Name the division for those who go from one to the next."""
    kind = division.division.kind
    if role := ROLES.get(kind):
        tree.set("role", role)
    tree.set("aria-label", division.title)


def type_of(division: TextDivision) -> str:
    """Its EPUB type."""
    kind = division.division.kind
    if kind == "chapter" and division.division.matter.value != "body":
        return f"{division.division.matter.value}matter"
    return TYPES.get(kind, "chapter")


def lower_headings(tree: Element) -> None:
    """Make each heading one level lower, below the book's own."""
    for element in tree.iter():
        if element.tag in HEADINGS:
            element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, len(HEADINGS) - 1)]
