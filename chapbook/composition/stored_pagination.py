"""Turn a Pagination into bytes for the cache, and back: what the next build begins with."""

import json
from collections.abc import Sequence

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.model import Pagination
from chapbook.composition.paginate import NOWHERE, place_divisions
from chapbook.manuscript.book_config import Division


def to_bytes(pagination: Pagination) -> bytes:
    """Page counts and every anchor's page, as JSON."""
    counts = {place.division.id: place.page_count for place in pagination.placements}
    locations = {
        anchor: [at.page_index, at.folio.number, at.folio.style]
        for anchor, at in pagination.locations.items()
    }
    return json.dumps({"counts": counts, "locations": locations}).encode()


def from_bytes(data: bytes | None, divisions: Sequence[Division]) -> Pagination:
    """The Pagination stored, with `divisions` placed anew; NOWHERE without data, or where that
    is none: what is wrong with it would be found in the first run anyway."""
    if data is None:
        return NOWHERE
    try:
        stored = json.loads(data)
        locations = {
            anchor: PageLocation(page_index, Folio(number, FolioStyle(style)))
            for anchor, (page_index, number, style) in stored["locations"].items()
        }
        return Pagination(place_divisions(divisions, stored["counts"]), locations)
    except (AttributeError, LookupError, TypeError, ValueError):
        return NOWHERE
