"""Turn the HTML of a book that is set into the folios that it prints wrongly.

The templates mark a printed folio or locator by `data-folio-of`, the anchor that it is for; it
must begin with the folio of that anchor's page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from chapbook.apparatus.model import PageLocation
from chapbook.composition.model import HtmlFragment
from chapbook.composition.open_folios import CLASS, WRITTEN
from chapbook.diagnostics import Diagnostic, SourceSpan, error

_PRINTED = re.compile(rf'data-folio-of="([^"]*)"[^>]*>(?!<span class="{CLASS}")([^<]*)<')
_LINE = re.compile(r'data-line="(\d+)"')


def audit_folios(
    fragments: Sequence[HtmlFragment], locations: Mapping[str, PageLocation]
) -> Iterator[Diagnostic]:
    """An error for each folio that isn't that of its anchor's page."""
    for fragment in fragments:
        for found in _PRINTED.finditer(fragment.html):
            anchor, printed = found[1], found[2].strip()
            place = locations.get(anchor)
            if place is None or not _begins_with(printed, str(place.folio)):
                where = f"p. {place.folio}" if place else "no page"
                message = f"'{printed}' is printed for '{anchor}', which is on {where}"
                yield error("folio-wrong", message, _span(fragment, found.start()))
        for found in WRITTEN.finditer(fragment.html):
            if found[1] not in locations:
                message = f"the folio of '{found[1]}' is printed, which is on no page"
                yield error("folio-wrong", message, _span(fragment, found.start()))


def anchors_of_folios(fragment: HtmlFragment) -> set[str]:
    """The anchors whose folios a fragment prints."""
    return {found[1] for found in _PRINTED.finditer(fragment.html)}


def _begins_with(printed: str, folio: str) -> bool:
    rest = printed.removeprefix(folio)
    return rest != printed and not (folio[-1].isdigit() and rest[:1].isdigit())


def _span(fragment: HtmlFragment, at: int) -> SourceSpan | None:
    """The block before the place; None in what the program makes."""
    lines = _LINE.findall(fragment.html, 0, at)
    if not fragment.source:
        return None
    return SourceSpan(fragment.source, int(lines[-1]) if lines else 1)
