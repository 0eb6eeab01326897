"""Turn a request for a fragment's HTML into what was made for the same request before.

The runs of a build ask for all fragments again and again, mostly with nothing changed, and so
do the builds of a process that stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.apparatus.citation_texts import CitationTexts, PrintedEntry
from chapbook.apparatus.model import Index, PageLocation
from chapbook.composition.asked_values import Citations, Locations
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


@dataclass(frozen=True)
class KnownHtml:
    """A fragment's HTML with all that it was made from: of places and citations those that were
    asked for (asked_values.py); `start` is None where it didn't matter."""

    basis: Basis
    index: Index | None
    opens_folios: bool
    entries: tuple[PrintedEntry, ...]
    start: FragmentStart | None
    citations: Mapping[int, str]
    places: Mapping[str, PageLocation | None]
    figures: Mapping[str, int | None]
    html: HtmlFragment

    def holds(self, basis: Basis, request: Request, locations: Locations) -> bool:
        """Whether the same would be made now."""
        return (
            self.opens_folios == request.opens_folios
            and self.start in (None, request.start)
            and self.index == request.index
            and self.entries == request.texts.entries
            and locations.answer(self.places, self.figures)
            and self.basis == basis
            and all(
                request.texts.citations[number] == text for number, text in self.citations.items()
            )
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
        asked = Locations(locations, self.maker.likely_folios.figures)
        if known and known.holds(basis, request, asked):
            return known.html
        starts: list[FragmentStart] = []

        def start() -> FragmentStart:
            starts.append(request.start)
            return request.start

        citations, entries = Citations(request.texts.citations), request.texts.entries
        asked = Locations(locations, self.maker.likely_folios.figures)
        made = self.maker.make(
            division,
            start,
            locations=asked,
            texts=CitationTexts(citations, entries),
            index=request.index,
            figures_at=asked.figures_at if request.opens_folios else None,
        )
        self._known[division.id] = KnownHtml(
            basis=basis,
            index=request.index,
            opens_folios=request.opens_folios,
            entries=entries,
            start=starts[0] if starts else None,
            citations=citations.asked,
            places=asked.places,
            figures=asked.figures,
            html=made,
        )
        return made
