"""Turn a request for a fragment's HTML into what was made for the same request before.

The runs of a build ask for all fragments again and again, mostly with nothing changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.model import Index, PageLocation
from chapbook.composition.fragments import FragmentMaker, FragmentStart
from chapbook.composition.model import HtmlFragment
from chapbook.manuscript.book_config import Division

IndexOf = Callable[[Mapping[str, PageLocation]], Index | None]


@dataclass(frozen=True)
class Request:
    """All that a fragment's HTML depends on in a build, but for the places of anchors."""

    start: FragmentStart
    texts: CitationTexts
    index: Index | None
    opens_folios: bool


class MadeHtml:
    """Remembers the last HTML of each division of a book, and its last index; both hold as long
    as no anchor has another place."""

    def __init__(self, maker: FragmentMaker, index_of: IndexOf) -> None:
        self.maker = maker
        self._index_of = index_of
        self._locations: Mapping[str, PageLocation] = {}
        self._made: dict[str, tuple[Request, HtmlFragment]] = {}
        self._index: tuple[Mapping[str, PageLocation], Index | None] | None = None

    def make(
        self, wanted: Mapping[Division, Request], locations: Mapping[str, PageLocation]
    ) -> list[HtmlFragment]:
        """The HTML of these divisions, where anchors stand at `locations`."""
        if locations != self._locations:
            self._locations = dict(locations)
            self._made.clear()
        return [self._one(division, request, locations) for division, request in wanted.items()]

    def _one(
        self, division: Division, request: Request, locations: Mapping[str, PageLocation]
    ) -> HtmlFragment:
        known = self._made.get(division.id)
        if known and known[0] == request:
            return known[1]
        made = self.maker.make(
            division,
            request.start,
            locations=locations,
            texts=request.texts,
            index=request.index,
            opens_folios=request.opens_folios,
        )
        self._made[division.id] = (request, made)
        return made

    def index(self, locations: Mapping[str, PageLocation]) -> Index | None:
        """The index when anchors stand there."""
        if self._index is None or self._index[0] != locations:
            self._index = (dict(locations), self._index_of(locations))
        return self._index[1]
