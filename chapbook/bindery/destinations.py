"""Turn the anchors of all fragments into destinations: a tree of names, and places of links."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from chapbook.bindery.collation import first_page_indices
from chapbook.bindery.model import BoundFragment


@dataclass(frozen=True)
class Destination:
    """Where an anchor stands in the book: y in pt from the page's lower edge."""

    page_index: int
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
        for anchor, position in each.fragment.anchors.items():
            if anchor in by_anchor:
                repeated.add(anchor)
                continue
            by_anchor[anchor] = Destination(first_page_index + position.page, position.y_pt)
    return Destinations(by_anchor, frozenset(repeated))


def write_destinations(
    book: Pdf, destinations: Destinations, unnamed: Collection[str] = ()
) -> None:
    """Write /Names /Dests (ISO 32000-1, 12.3.2.3), sorted bytewise, without the `unnamed`."""
    entries = sorted(
        (
            (String(anchor), place)
            for anchor, place in destinations.by_anchor.items()
            if anchor not in unnamed
        ),
        key=lambda entry: bytes(entry[0]),
    )
    pages = [page.obj for page in book.pages]
    names: list[Object] = []
    for name, place in entries:
        names += [name, _target(pages[place.page_index], place)]
    tree = book.make_indirect(Dictionary(Names=Array(names)))
    book.Root.Names = Dictionary(Dests=tree)


def lead_to_places(
    book: Pdf, linked: Iterable[Page], destinations: Destinations, unnamed: Collection[str]
) -> None:
    """Have the links on these of its pages lead to the places of `unnamed` anchors, not to their
    names."""
    pages = [page.obj for page in book.pages]
    for page in linked:
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            named = annotation.get(Name.Dest)
            if isinstance(named, String) and str(named) in unnamed:
                place = destinations.by_anchor[str(named)]
                annotation.Dest = _target(pages[place.page_index], place)


def _target(page: Object, place: Destination) -> Array:
    """The page, its zoom and what is seen of its width left as they are; in whole points, so that
    what it leads to is in sight."""
    return Array([page, Name.XYZ, None, ceil(place.y_pt), None])
