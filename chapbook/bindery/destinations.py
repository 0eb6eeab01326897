"""Turn the anchors of all fragments into one tree of named destinations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from chapbook.bindery.collation import first_page_indices
from chapbook.bindery.model import BoundFragment


@dataclass(frozen=True)
class Destination:
    """Where an anchor stands in the book; x and y in pt from the page's lower left corner."""

    page_index: int
    x_pt: float
    y_pt: float


@dataclass(frozen=True)
class Destinations:
    """Every anchor of the book by its name; `repeated` stand in more than one fragment."""

    by_anchor: Mapping[str, Destination]
    repeated: frozenset[str]


def gather_destinations(bound: Sequence[BoundFragment]) -> Destinations:
    """Every fragment's anchors, at their pages in the book; of a repeated one the first."""
    by_anchor: dict[str, Destination] = {}
    repeated: set[str] = set()
    for each, first_page_index in zip(bound, first_page_indices(bound), strict=True):
        shifts_pt = each.furniture.shifts_pt if each.furniture else ()
        for anchor, position in each.fragment.anchors.items():
            if anchor in by_anchor:
                repeated.add(anchor)
                continue
            page_index = first_page_index + position.page
            shift_pt = shifts_pt[position.page] if shifts_pt else 0.0
            by_anchor[anchor] = Destination(page_index, position.x_pt + shift_pt, position.y_pt)
    return Destinations(by_anchor, frozenset(repeated))


def write_destinations(book: Pdf, destinations: Destinations) -> None:
    """Write /Names /Dests (ISO 32000-1, 12.3.2.3): sorted bytewise, the zoom left as it is,
    places in whole points, so that what they lead to is in sight."""
    entries = sorted(
        ((String(anchor), place) for anchor, place in destinations.by_anchor.items()),
        key=lambda entry: bytes(entry[0]),
    )
    pages = [page.obj for page in book.pages]
    names: list[Object] = []
    for name, place in entries:
        names += [name, _target(pages[place.page_index], place)]
    tree = book.make_indirect(Dictionary(Names=Array(names)))
    book.Root.Names = Dictionary(Dests=tree)


def _target(page: Object, place: Destination) -> Array:
    return Array([page, Name.XYZ, floor(place.x_pt), ceil(place.y_pt), None])
