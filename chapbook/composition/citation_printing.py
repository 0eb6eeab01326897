"""Turn what is known of pages into the printed texts of the citations.

An ibid is for a reader who sees what it refers to: the first citation of a page (or spread)
takes none. Pages depend on the texts and the texts on pages, so this is done in every run; the
first one goes by likely pages.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from chapbook.apparatus.citation_style import CitationStyle
from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.ibid_candidates import ibid_candidates
from chapbook.apparatus.model import Apparatus, BookCitation, PageLocation

if TYPE_CHECKING:
    from chapbook.apparatus.citation_press import CitationPress

NO_TEXTS = CitationTexts((), ())
FREE_RUNS = 3
Remembered = Callable[[str, Callable[[], CitationTexts]], CitationTexts]
"""The texts known under a digest, or else made and kept."""


class CitationPrinter:
    """Prints the citations of one book, run after run.

    From the fourth run on a citation that once lost its ibid never gets it back, so that pages
    and texts settle; before that the texts depend on the pages alone, and not on how often the
    book was set. `ibid_on` is page, spread or anywhere; `likely_page` is asked for the pages of
    anchors as long as nothing stands anywhere.
    """

    def __init__(
        self,
        style: CitationStyle | None,
        apparatus: Apparatus,
        ibid_on: str,
        has_bibliography: bool,
        remembered: Remembered,
        likely_page: Callable[[str], int | None] = lambda _: None,
    ) -> None:
        self._style = style
        self._apparatus = apparatus
        self._ibid_on = ibid_on
        self._remembered = remembered
        self._likely_page = likely_page
        self._links = {one.key: one.anchor for one in apparatus.listed} if has_bibliography else {}
        self._candidates = ibid_candidates(apparatus.citations)
        self._apart = [False] * len(apparatus.citations)
        self._runs = 0
        self._made: CitationPress | None = None

    def texts(self, locations: Mapping[str, PageLocation]) -> CitationTexts:
        """The texts when the anchors stand at `locations`."""
        style = self._style
        if style is None or not self._apparatus.listed:
            return NO_TEXTS
        if style.uses_ibid and self._ibid_on != "anywhere":
            begins = self._begins_page(locations)
            self._runs += 1
            if self._runs > FREE_RUNS:
                pairs = zip(self._apart, begins, strict=True)
                begins = [before or now for before, now in pairs]
            self._apart = begins
        apart = tuple(self._apart)
        return self._remembered(self._digest(style, apart), lambda: self._press(style).texts(apart))

    def _press(self, style: CitationStyle) -> "CitationPress":
        if self._made is None:
            from chapbook.apparatus.citation_press import CitationPress

            apparatus = self._apparatus
            self._made = CitationPress(style, apparatus.citations, apparatus.listed, self._links)
        return self._made

    def _begins_page(self, locations: Mapping[str, PageLocation]) -> list[bool]:
        pages = [self._page(citation, locations) for citation in self._apparatus.citations]
        before = [None, *pages]
        return [
            may and None not in (a, b) and a != b
            for may, a, b in zip(self._candidates, before, pages, strict=False)
        ]

    def _page(self, citation: BookCitation, locations: Mapping[str, PageLocation]) -> int | None:
        place = locations.get(citation.anchor)
        likely = None if locations else self._likely_page(citation.anchor)
        page = place.page_index if place else likely
        if page is None:
            return None
        return (page + 1) // 2 if self._ibid_on == "spread" else page

    def _digest(self, style: CitationStyle, apart: tuple[bool, ...]) -> str:
        """A digest of all that the texts are made from, the program included."""
        digest = sha256(style.digest.encode())
        for one in self._apparatus.listed:
            digest.update(repr((one.key, one.item, self._links.get(one.key))).encode())
        for citation, flag in zip(self._apparatus.citations, apart, strict=True):
            items = [
                (i.reference.key, i.prefix, i.label, i.locator, i.suffix, i.suppress_author)
                for i in citation.items
            ]
            about = (citation.division, citation.note, citation.name_only, citation.bare)
            digest.update(repr((items, about, citation.begins, citation.point, flag)).encode())
        return digest.hexdigest()
