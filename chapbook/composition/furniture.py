"""Turn a set fragment and its first folio into its furniture, ready to be set.

Furniture is what stands in the margins of pages: running heads and folios.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256

from chapbook.composition.converge import SetBook
from chapbook.composition.model import HtmlFragment, HtmlFurniture, PageMargins, Placement
from chapbook.composition.paginate import side_of
from chapbook.manuscript.book_config import Opening

_UP_TO_BODY = re.compile(r".*?<body\b[^>]*>", re.DOTALL | re.IGNORECASE)


def furniture_orders(book: SetBook, environment: str) -> Iterator[HtmlFurniture | None]:
    """The furniture of each fragment of a book that is set; None for one that was set with it.

    `environment` is the digest of what all fragments depend on.
    """
    places = book.pagination.placements
    for html, fragment, place in zip(book.html, book.fragments, places, strict=True):
        yield furniture_of(html, fragment.margins, place, environment)


def furniture_of(
    html: HtmlFragment, margins: tuple[PageMargins, ...], place: Placement, environment: str
) -> HtmlFurniture | None:
    """The furniture of pages of a fragment that is at `place`, by what their `margins` need."""
    if not margins:
        return None
    if html.starts_on is Opening.NEXT and side_of(place) is Opening.VERSO:
        margins = tuple(map(_on_other_side, margins))
    first_folio = place.first_folio
    opening = _UP_TO_BODY.match(html.html)
    style = f"<style>{html.margin_css}</style>"
    empty = f"{opening[0] if opening else ''}{style}</body></html>"
    needs = json.dumps([asdict(page) for page in margins], sort_keys=True)
    digest = sha256(f"{environment}\n{first_folio}\n{empty}\n{needs}".encode())
    return HtmlFurniture(
        id=html.id,
        html=empty,
        margins=margins,
        first_folio=first_folio,
        digest=digest.hexdigest(),
        source=html.source,
    )


def _on_other_side(page: PageMargins) -> PageMargins:
    return replace(page, side="left" if page.side == "right" else "right")
