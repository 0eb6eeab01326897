"""Turn the fragments' page counts into the place of each in the book, and of every anchor.

Front matter has roman folios from i; the first division of the body starts at 1,
and the back matter goes on with its figures.
"""

from collections.abc import Iterable, Mapping, Sequence

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.model import Pagination, Placement, TypesetFragment
from chapbook.manuscript.book_config import (
    Division,
    Matter,
    Opening,
)

NOWHERE = Pagination((), {})


def place_divisions(
    divisions: Iterable[Division], page_counts: Mapping[str, int]
) -> tuple[Placement, ...]:
    """The place of each division; one whose page count is unknown is taken to have one page."""
    placements: list[Placement] = []
    style, folio, page_index = FolioStyle.ROMAN, 1, 0
    for division in divisions:
        opening = division.opening
        if division.matter is not Matter.FRONT and style is FolioStyle.ROMAN:
            style, folio = FolioStyle.ARABIC, 1
            # A blank before it is counted with the front matter.
            folio -= _blanks_before(opening, page_index)
        blanks = _blanks_before(opening, page_index)
        count = page_counts.get(division.id, 1)
        placements.append(
            Placement(division, page_index + blanks, blanks, folio + blanks, style, count)
        )
        folio += blanks + count
        page_index += blanks + count
    return tuple(placements)


def _blanks_before(opening: Opening, page_index: int) -> int:
    """One where the next page is not the side wanted; page index 0 is a recto."""
    if opening is Opening.NEXT:
        return 0
    return int((page_index % 2 == 0) != (opening is Opening.RECTO))


def side_of(placement: Placement) -> Opening:
    """The side that the placement's first page is on."""
    return Opening.VERSO if placement.first_page_index % 2 else Opening.RECTO


def opening_of(placement: Placement) -> PageLocation:
    """The page that the placement begins with."""
    return PageLocation(
        placement.first_page_index, Folio(placement.first_folio, placement.folio_style)
    )


def locations_of(placement: Placement, fragment: TypesetFragment) -> dict[str, PageLocation]:
    """The page of each anchor of a fragment that begins where `placement` says."""
    return {
        anchor: PageLocation(
            placement.first_page_index + position.page,
            Folio(placement.first_folio + position.page, placement.folio_style),
        )
        for anchor, position in fragment.anchors.items()
    }


def paginate(
    placements: Sequence[Placement], fragments: Mapping[str, TypesetFragment]
) -> Pagination:
    """Every anchor's page, from the fragments as far as they are set."""
    locations: dict[str, PageLocation] = {}
    for placement in placements:
        if placement.division.id in fragments:
            locations.update(locations_of(placement, fragments[placement.division.id]))
    return Pagination(tuple(placements), locations)
