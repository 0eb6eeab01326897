"""Turn the divisions of a text edition into the XHTML of an EPUB."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from chapbook.manuscript.config import slug_of
from chapbook.reflowable.division_roles import give_role, type_of
from chapbook.reflowable.model import TextBook, TextDivision
from chapbook.reflowable.pictures import SVG
from chapbook.reflowable.screen_markup import plain_id
from chapbook.reflowable.shown_pictures import Address, show_pictures
from chapbook.reflowable.text_links import link_text

OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
TYPES = {
    "call": "noteref", "note": "footnote", "notes": "footnotes", "page-mark": "pagebreak",
    "index-note": "index-headnotes", "index-letter": "index-group",
    "index-entries": "index-entry-list", "epigraph": "epigraph",
}  # fmt: skip
"""The EPUB types of what our classes name."""


@dataclass(frozen=True)
class EpubText:
    """A division as a file of the EPUB."""

    division: TextDivision
    name: str
    tree: Element

    @property
    def has_drawings(self) -> bool:
        """Whether the package must say that there is SVG in it."""
        return next(self.tree.iter(f"{{{SVG}}}svg"), None) is not None


def file_names(book: TextBook) -> Mapping[str, str]:
    """What the file of each division is called, by its id."""
    return {
        one.division.id: f"{number:02}-{slug_of(one.division.id)}.xhtml"
        for number, one in enumerate(book.divisions, start=1)
    }


def address_in(book: TextBook) -> Callable[[str], str]:
    """Where an anchor is in the EPUB, '' for one that is nowhere."""
    names = file_names(book)

    def address(anchor: str) -> str:
        home = book.homes.get(anchor)
        if home is None:
            return ""
        return names[home] if anchor == home else f"{names[home]}#{plain_id(anchor)}"

    return address


def epub_texts(book: TextBook, root: Path, keep_picture: Address) -> tuple[EpubText, ...]:
    """All divisions; pictures go to `keep_picture`."""
    address, names = address_in(book), file_names(book)
    made = []
    for one in book.divisions:
        tree = deepcopy(one.tree)
        give_role(one, tree)
        tree.set(TYPE, type_of(one))
        link_text(tree, address)
        show_pictures(tree, root, one.division.id, keep_picture)
        for element in tree.iter():
            _give_type(element, one.division.kind)
            if name := element.get("id"):
                element.set("id", plain_id(name))
        made.append(EpubText(one, names[one.division.id], tree))
    return tuple(made)


def _give_type(element: Element, kind: str) -> None:
    if not isinstance(element.tag, str):
        return
    for name in element.get("class", "").split():
        if name in TYPES:
            element.set(TYPE, TYPES[name])
    if kind == "notes" and element.get(TYPE) == "footnote":
        element.set(TYPE, "endnote")
        element.attrib.pop("role", None)
    if kind == "index":
        if element.tag == "li":
            element.set(TYPE, "index-entry")
        elif element.tag == "a":
            element.set(TYPE, "index-locator")
