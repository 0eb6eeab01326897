"""A fragment's structure as data: its elements, and what of the pages stands in each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

PLACED = frozenset(("Note", "Caption"))
"""What isn't laid out where the document has it."""


@dataclass
class MarkedText:
    """Marked content of an element on one page. `drawn` has its ids (MCIDs) once it is drawn, each
    with the place of its first piece in the text: a page isn't drawn in the text's order."""

    owner: "Element"
    page: int
    drawn: list[tuple[int, int]] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """The ids in the order of the text."""
        return [number for _, number in sorted(self.drawn)]


@dataclass(frozen=True)
class LinkArea:
    """A link's area on a page: the box that has its annotation once pages are written."""

    box: object
    page: int


Kid = Union["Element", MarkedText, LinkArea]


@dataclass(eq=False)
class Element:
    """An element of the structure tree (ISO 32000-1, 14.7.2), `type` without its slash.

    `at` is its place in the document's order. It is among its parent's kids once something of it
    is on a page. `entries` are further strings of its dictionary; `attributes` those of /A.
    """

    type: str
    at: int
    parent: "Element | None" = None
    kids: list[Kid] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, object] = field(default_factory=dict)
    is_attached: bool = False
    cells: list["Element"] = field(default_factory=list)

    def attach(self) -> None:
        """Put it, and what it is in, among the kids of what that is in: notes and captions where
        the document has them, all else at the end."""
        if self.is_attached or self.parent is None:
            return
        self.parent.attach()
        if self.is_attached:
            # It is a cell, and came with its table.
            return
        self.is_attached = True
        kids = self.parent.kids
        place = len(kids)
        if self.type in PLACED:
            before = [
                at for at, kid in enumerate(kids) if isinstance(kid, Element) and kid.at < self.at
            ]
            place = before[-1] + 1 if before else 0
        kids.insert(place, self)
        for cell in self.cells:
            cell.attach()

    def mark(self, page: int) -> MarkedText:
        """The marked content that text on a page goes to: the last, if it's on that page."""
        self.attach()
        last = next((kid for kid in reversed(self.kids) if not isinstance(kid, LinkArea)), None)
        if not (isinstance(last, MarkedText) and last.page == page):
            last = MarkedText(self, page)
            self.kids.append(last)
        return last

    def descendants(self) -> Iterator["Element"]:
        """All elements under this one, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield kid
                yield from kid.descendants()


KEPT_EMPTY = frozenset(("TD", "TH"))


def pruned(element: Element) -> bool:
    """Take away what has nothing in it, but for cells; whether anything is left."""
    element.kids = [kid for kid in element.kids if _is_left(kid)]
    return bool(element.kids) or element.type in KEPT_EMPTY


def _is_left(kid: Kid) -> bool:
    if isinstance(kid, Element):
        return pruned(kid)
    return not isinstance(kid, MarkedText) or bool(kid.drawn)
