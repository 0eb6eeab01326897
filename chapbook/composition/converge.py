"""Turn fragments' recipes into set fragments whose printed folios are the true ones.

Folios stand in the HTML as text from the last Pagination; setting that HTML gives a new
one. Once two in a row are equal, every printed folio is right.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from chapbook.apparatus.model import Index, PageLocation
from chapbook.composition.folio_audit import audit_folios
from chapbook.composition.fragments import FragmentMaker, FragmentStart
from chapbook.composition.late_folios import with_folios
from chapbook.composition.line_counts import NO_LINES, LineCounts
from chapbook.composition.model import HtmlFragment, Pagination, Placement, TypesetFragment
from chapbook.composition.paginate import (
    locations_of,
    paginate,
    place_divisions,
    side_of,
)
from chapbook.diagnostics import Diagnostic, error

MOST_RUNS = 5

IndexOf = Callable[[Mapping[str, PageLocation]], Index | None]
Typeset = Callable[[HtmlFragment], TypesetFragment]


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
    maker: FragmentMaker, typeset: Typeset, index_of: IndexOf, known: Pagination
) -> SetBook:
    """Set the book until its Pagination is stable, in at most five runs.

    `known` is the Pagination to begin with. `typeset` may answer from a cache.
    """
    history = [known]
    settled = False
    while not settled and len(history) <= MOST_RUNS:
        fragments, html, pagination = _run(maker, typeset, index_of, history[-1])
        settled = pagination == history[-1]
        history.append(pagination)
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


def _run(
    maker: FragmentMaker, typeset: Typeset, index_of: IndexOf, known: Pagination
) -> tuple[tuple[TypesetFragment, ...], tuple[HtmlFragment, ...], Pagination]:
    """Set each division once. What stands before it was set in this run, so its first folio
    and the folios of earlier places are exact; only those of later places may be old."""
    divisions = maker.manuscript.config.divisions
    counts = {placement.division.id: placement.page_count for placement in known.placements}
    locations = dict(known.locations)
    texts = maker.citations.texts(known.locations)
    fragments: dict[str, TypesetFragment] = {}
    html: dict[str, HtmlFragment] = {}
    for number, division in enumerate(divisions):
        place = place_divisions(divisions, counts)[number]
        start = FragmentStart(place.first_page_index, place.first_folio, side_of(place))
        index = index_of(locations) if division.kind == "index" else None
        make = partial(maker.make, division, start, texts=texts, index=index)
        html[division.id] = make(locations=locations)
        fragment = typeset(html[division.id])
        locations.update(locations_of(place, fragment))
        if index:
            html[division.id], fragment = _with_continued_headings(
                make, typeset, place, (html[division.id], fragment), locations
            )
        fragments[division.id] = fragment
        counts[division.id] = fragment.page_count
    pagination = paginate(place_divisions(divisions, counts), fragments)
    return tuple(fragments.values()), tuple(html.values()), pagination


def _with_continued_headings(
    make: Callable[..., HtmlFragment],
    typeset: Typeset,
    place: Placement,
    made: tuple[HtmlFragment, TypesetFragment],
    locations: dict[str, PageLocation],
) -> tuple[HtmlFragment, TypesetFragment]:
    """The index with the headings that its versos repeat, `locations` brought up to it.

    A repeated heading moves only what is behind it, so each further setting makes at least
    one more page final.
    """
    html, fragment = made
    for _ in range(fragment.page_count + 1):
        html = make(locations=locations)
        if html.digest == fragment.digest:
            break
        fragment = typeset(html)
        locations.update(locations_of(place, fragment))
    return html, fragment


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
