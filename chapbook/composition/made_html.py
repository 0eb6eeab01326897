"""Turn a request for a fragment's HTML into what was made for the same request before.

The runs of a build ask for all fragments again and again, mostly with nothing changed, and so
do the builds of a process that stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.model import Index, PageLocation
from chapbook.composition.fragments import Basis, FragmentMaker, FragmentStart
from chapbook.composition.model import HtmlFragment
from chapbook.manuscript.book_config import Division


@dataclass(frozen=True)
class Request:
    """All that a fragment's HTML depends on in a build, but for the places of anchors."""

    start: FragmentStart
    texts: CitationTexts
    index: Index | None
    opens_folios: bool


class AskedLocations(Mapping[str, PageLocation]):
    """Places of anchors that remember which of them were `asked` for, and what the answer was."""

    def __init__(self, locations: Mapping[str, PageLocation]) -> None:
        self._locations = locations
        self.asked: dict[str, PageLocation | None] = {}

    def __getitem__(self, anchor: str) -> PageLocation:
        self.asked[anchor] = place = self._locations.get(anchor)
        if place is None:
            raise KeyError(anchor)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._locations)

    def __len__(self) -> int:
        return len(self._locations)


@dataclass(frozen=True)
class KnownHtml:
    """A fragment's HTML with all that it was made from."""

    basis: Basis
    request: Request
    asked: Mapping[str, PageLocation | None]
    html: HtmlFragment

    def holds(self, basis: Basis, request: Request, locations: Mapping[str, PageLocation]) -> bool:
        """Whether the same would be made now. Where a place wasn't known it was guessed, from more
        than the basis has."""
        return (
            self.request == request
            and all(locations.get(anchor) == place for anchor, place in self.asked.items())
            and (self.basis is basis or None not in self.asked.values())
            and self.basis == basis
        )


class MadeHtml:
    """Remembers the last HTML of each division of a book, in `known`."""

    def __init__(self, maker: FragmentMaker, known: dict[str, KnownHtml]) -> None:
        self.maker = maker
        self._known = known
        self._bases = {
            division.id: maker.basis(division) for division in maker.manuscript.config.divisions
        }

    def make(
        self, wanted: Mapping[Division, Request], locations: Mapping[str, PageLocation]
    ) -> Iterator[HtmlFragment]:
        """The HTML of these divisions, where anchors stand at `locations`, one after the other."""
        return (self._one(division, request, locations) for division, request in wanted.items())

    def _one(
        self, division: Division, request: Request, locations: Mapping[str, PageLocation]
    ) -> HtmlFragment:
        basis, known = self._bases[division.id], self._known.get(division.id)
        if known and known.holds(basis, request, locations):
            return known.html
        asking = AskedLocations(locations)
        made = self.maker.make(
            division,
            request.start,
            locations=asking,
            texts=request.texts,
            index=request.index,
            opens_folios=request.opens_folios,
        )
        self._known[division.id] = KnownHtml(basis, request, asking.asked, made)
        return made
