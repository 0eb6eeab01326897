"""Turn fragments' recipes into set fragments whose printed folios are the true ones.

Folios stand in the HTML as text from the last Pagination; setting that HTML gives a new
one. Once two in a row are equal, every printed folio is right.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from chapbook.apparatus.model import Index, PageLocation
from chapbook.composition.folio_audit import anchors_of_folios, audit_folios
from chapbook.composition.fragments import FragmentMaker, FragmentStart
from chapbook.composition.late_folios import with_folios
from chapbook.composition.line_counts import NO_LINES, LineCounts
from chapbook.composition.made_html import KnownHtml, MadeHtml, Request
from chapbook.composition.model import HtmlFragment, Pagination, Placement, TypesetFragment
from chapbook.composition.open_folios import WRITTEN
from chapbook.composition.paginate import (
    NOWHERE,
    locations_of,
    opening_of,
    paginate,
    place_divisions,
    side_of,
)
from chapbook.diagnostics import Diagnostic, error
from chapbook.manuscript.book_config import Division

MOST_RUNS = 5

Typeset = Callable[[Iterable[HtmlFragment]], Mapping[str, TypesetFragment]]
"""Sets fragments, in whatever order; the result is by their ids."""
IndexOf = Callable[[Mapping[str, PageLocation]], Index | None]
"""The index when anchors stand at these places."""
BEHIND = frozenset(("notes",))
LISTS = frozenset(("contents", "illustrations"))
"""Kinds of divisions whose length moves no text, and which print the folios of most of it."""


@dataclass(frozen=True)
class SetBook:
    """The fragments in the book's order, the HTML they were set from, where everything stands,
    and what is wrong."""

    fragments: tuple[TypesetFragment, ...]
    html: tuple[HtmlFragment, ...]
    pagination: Pagination
    runs: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def tightening(self) -> tuple[Diagnostic, ...]:
        """What might be set better, in the book's order."""
        pairs = zip(self.fragments, self.pagination.placements, strict=True)
        return tuple(
            found for made, place in pairs for found in with_folios(made.tightening, place)
        )

    @property
    def line_counts(self) -> LineCounts:
        """How all lines fell out."""
        return sum((fragment.line_counts for fragment in self.fragments), NO_LINES)


def converge(
    maker: FragmentMaker,
    typeset: Typeset,
    index_of: IndexOf,
    known: Pagination,
    known_html: dict[str, KnownHtml] | None = None,
    edited: Collection[str] = (),
    drawn: Callable[[Iterable[TypesetFragment]], Sequence[TypesetFragment]] = tuple,
    meanwhile: Callable[[Callable[[], None]], None] = lambda _: None,
    foreseen: Callable[[Pagination], None] = lambda _: None,
) -> SetBook:
    """Set the book until its Pagination is stable, in at most five runs.

    `known` is the Pagination to begin with. `typeset` may answer from a cache, and with fragments
    that are only laid out, which `drawn` completes. `known_html` has
    what was made before, by the divisions' ids, and gets what is made now. What is `edited` is set
    first; that changes nothing of the book. `meanwhile` is given what may be done while the text
    is set, `foreseen` where everything will likely stand, when all but the index is set.
    """
    history = [known]
    settled = False
    made = MadeHtml(maker, {} if known_html is None else known_html)
    if known == NOWHERE:
        # Contents and index of pages that are going to change would be set for nothing.
        text = _Run(made, typeset, known)
        meanwhile(partial(_rehearse, text, index_of))
        _set_text(text)
        history.append(paginate(text.placements, text.fragments))
    closed: set[str] = set()
    while not settled and len(history) <= MOST_RUNS:
        run = _Run(made, typeset, history[-1], frozenset(closed))
        meanwhile(partial(_rehearse, run, index_of))
        _set_all(run, index_of, edited, foreseen)
        pagination = paginate(run.placements, run.fragments)
        settled = pagination == history[-1] and closed >= run.not_left_open
        closed |= run.not_left_open
        history.append(pagination)
    divisions = maker.manuscript.config.divisions
    fragments = tuple(drawn(run.fragments[division.id] for division in divisions))
    html = tuple(run.html[division.id] for division in divisions)
    found = [
        diagnostic
        for fragment, place in zip(fragments, pagination.placements, strict=True)
        for diagnostic in with_folios(fragment.diagnostics, place)
    ]
    if settled:
        found.extend(audit_folios(html, pagination.locations))
    else:
        found.append(_unsettled(history))
    return SetBook(fragments, html, pagination, len(history) - 1, tuple(found))


class _Run:
    """One setting of the whole book. What it sets is placed, so that what comes later in it
    prints the true folios of what came before. The divisions of `closed` have page references
    in figures that are not of one width, and can't be left open."""

    def __init__(
        self,
        made: MadeHtml,
        typeset: Typeset,
        known: Pagination,
        closed: frozenset[str] = frozenset(),
    ) -> None:
        self._made, self._typeset, self._closed = made, typeset, closed
        maker = made.maker
        self.divisions = maker.manuscript.config.divisions
        self._counts = {place.division.id: place.page_count for place in known.placements}
        self._texts = maker.citations.texts(known.locations)
        self.locations = dict(known.locations)
        self.html: dict[str, HtmlFragment] = {}
        self.fragments: dict[str, TypesetFragment] = {}

    @property
    def placements(self) -> tuple[Placement, ...]:
        """The places of the divisions, as far as their lengths are known."""
        return place_divisions(self.divisions, self._counts)

    def make(
        self, divisions: Iterable[Division], index: Index | None = None
    ) -> Iterator[HtmlFragment]:
        """Their HTML, by what is known now, made while it is taken."""
        places = {place.division.id: place for place in self.placements}
        wanted = {
            division: Request(
                _start(places[division.id]), self._texts, index, division.id not in self._closed
            )
            for division in divisions
        }
        return self._made.make(wanted, self.locations)

    def set(self, html: Iterable[HtmlFragment]) -> None:
        """Set these fragments, and place all that have been set in this run."""
        made = self._typeset(self._kept(html))
        for name, fragment in made.items():
            self.fragments[name] = fragment
            self._counts[name] = fragment.page_count
        for place in self.placements:
            if place.division.id in self.fragments:
                self.locations.update(locations_of(place, self.fragments[place.division.id]))

    def locate_openings(self) -> None:
        """Say where those begin that aren't set."""
        for place in self.placements:
            if place.division.id not in self.fragments:
                self.locations[place.division.id] = opening_of(place)

    def _kept(self, html: Iterable[HtmlFragment]) -> Iterator[HtmlFragment]:
        for fragment in html:
            self.html[fragment.id] = fragment
            yield fragment

    @property
    def not_left_open(self) -> frozenset[str]:
        """The divisions whose page references were to be left open, and weren't."""
        return frozenset(
            name
            for name, html in self.html.items()
            if len(WRITTEN.findall(html.html)) != len(self.fragments[name].open_folios)
        )

    def prints_unknown_folios(self, html: HtmlFragment) -> bool:
        """Whether it will surely be set again."""
        return any(anchor not in self.locations for anchor in anchors_of_folios(html))


def _set_text(run: _Run, edited: Collection[str] = ()) -> None:
    """Set all text, as much together as can be, what is `edited` before what will be known.

    Where pages aren't known yet, what prints their folios comes second: it has those of the
    rest then.
    """
    text = [each for each in run.divisions if each.kind not in {*BEHIND, *LISTS, "index"}]
    text.sort(key=lambda each: each.id not in edited)
    later: set[str] = set()

    def of_known_folios() -> Iterator[HtmlFragment]:
        for one in run.make(text):
            if run.prints_unknown_folios(one):
                later.add(one.id)
            else:
                yield one

    run.set(of_known_folios())
    run.set(run.make(each for each in text if each.id in later))


def _set_all(
    run: _Run,
    index_of: IndexOf,
    edited: Collection[str],
    foreseen: Callable[[Pagination], None],
) -> None:
    """Set each division once: first the text, then what prints the folios of all of it, last the
    index, which takes long."""
    _set_text(run, edited)
    run.set(run.make(each for each in run.divisions if each.kind in BEHIND))
    run.locate_openings()
    run.set(run.make(each for each in run.divisions if each.kind in LISTS))
    foreseen(Pagination(run.placements, dict(run.locations)))
    for division in run.divisions:
        if division.kind == "index":
            _set_index(run, division, index_of(run.locations))


def _set_index(run: _Run, division: Division, index: Index | None) -> None:
    """Set the index until it has the headings that its versos repeat.

    A repeated heading moves only what is behind it, so each further setting makes at least
    one more page final.
    """
    run.set(run.make([division], index))
    for _ in range(run.fragments[division.id].page_count + 1):
        html = list(run.make([division], index))
        if html[0].digest == run.fragments[division.id].digest:
            break
        run.set(html)


def _rehearse(run: _Run, index_of: IndexOf) -> None:
    """Make the HTML of the index as if nothing moved: mostly little does, and much of what it takes
    doesn't depend on pages."""
    for division in run.divisions:
        if division.kind == "index":
            list(run.make([division], index_of(run.locations)))


def _start(place: Placement) -> FragmentStart:
    return FragmentStart(place.first_page_index, place.first_folio, side_of(place))


def _unsettled(history: list[Pagination]) -> Diagnostic:
    last, before = history[-1].locations, history[-2].locations
    moving = sorted(name for name in last if last[name] != before.get(name))
    anchor = moving[0] if moving else "the number of pages"
    pages = (
        f"run {run}: page {pagination.locations[anchor].folio}"
        for run, pagination in enumerate(history)
        if anchor in pagination.locations
    )
    message = (
        f"page numbers did not settle in {MOST_RUNS} runs; '{anchor}' is at {', '.join(pages)}"
    )
    return error("unsettled", message, hint="move or shorten the text beside that place a little")
