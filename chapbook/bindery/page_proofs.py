"""Turn pages of one division into a PDF of them as they will stand in the book.

What an editor is shown while the rest of the book is still being set and joined.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pikepdf import Pdf

from chapbook.bindery.collation import copy_pages, open_fragment
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.furnishing import Furnisher
from chapbook.bindery.model import BoundFragment
from chapbook.bindery.saving import saved
from chapbook.bindery.shifting import shift_pages
from chapbook.composition.furniture import furniture_of
from chapbook.composition.model import (
    HtmlFragment,
    HtmlFurniture,
    Pagination,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.page_proofs import ProofOrder, order_proof
from chapbook.manuscript.page_sizes import PageSize


@dataclass(frozen=True)
class PageProof:
    """Pages of a division of the book, with running heads and folios, without links.

    `first_page_index` is that of the first one in the book as it was, `is_whole` says that
    they are all pages of the division.
    """

    division: str
    first_page_index: int
    page_count: int
    pdf: bytes
    is_whole: bool


@dataclass(frozen=True)
class ProofPress:
    """Pulls proofs of divisions that are set again, and hands them to `shown`.

    `known` is where everything stood before, `standing` what was set of what HTML then.
    `set_proof` sets a piece of a fragment, `furnish` furniture; `environment` is the digest of
    what all fragments depend on.
    """

    known: Pagination
    standing: Mapping[str, tuple[HtmlFragment, TypesetFragment]]
    set_proof: Callable[[ProofOrder], TypesetFragment | None]
    furnish: Callable[[HtmlFurniture], TypesetFurniture | None]
    environment: str
    trim: PageSize
    shown: Callable[[PageProof], None]

    def pull_edited(self, html: HtmlFragment) -> None:
        """Show the pages around an edit, before the fragment is set: a likely guess."""
        if html.id not in self.standing:
            return
        before, made = self.standing[html.id]
        order = order_proof(before, made, html, self.known.locations)
        pages = self.set_proof(order) if order else None
        if order and pages:
            self._pull(html, pages, order.first_page, is_whole=False)

    def pull(self, html: HtmlFragment, made: TypesetFragment) -> None:
        """Show all pages of a fragment that was set."""
        self._pull(html, made, 0, is_whole=True)

    def _pull(
        self, html: HtmlFragment, pages: TypesetFragment, first_page: int, *, is_whole: bool
    ) -> None:
        places = {place.division.id: place for place in self.known.placements}
        place = places.get(html.id)
        folios = {
            each.anchor: str(self.known.locations[each.anchor].folio)
            for each in pages.open_folios
            if each.anchor in self.known.locations
        }
        if place is None or any(each.anchor not in folios for each in pages.open_folios):
            return
        order = furniture_of(html, pages.margins, place, self.environment)
        furniture = self.furnish(order) if order else None
        pdf = proof_pdf(BoundFragment(pages, 0, furniture), folios, self.trim)
        first = place.first_page_index + first_page
        self.shown(PageProof(html.id, first, pages.page_count, pdf, is_whole))


def proof_pdf(pages: BoundFragment, folios: Mapping[str, str], trim: PageSize) -> bytes:
    """The pages with their furniture, text and folios where they belong.

    Raises ValueError as `fill_folios` does.
    """
    collated = open_fragment(pages, 0)
    fill_folios([collated], folios)
    shift_pages([collated])
    with Pdf.new() as book:
        copy_pages(book, collated, 0, Furnisher(book), trim)
        return saved(book)
