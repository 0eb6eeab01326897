"""Turn fragments with open folios into fragments that print the folios of a book's pages."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pikepdf import Pdf

from chapbook.bindery.collation import CollatedFragment
from chapbook.composition.model import OpenFolio
from chapbook.composition.open_folios import mark_of

_CODES = re.compile(rb"<([0-9a-f]+)>")


def fill_folios(fragments: Sequence[CollatedFragment], folios: Mapping[str, str]) -> None:
    """Write the figures of `folios`, by anchor, where they were left open.

    Raises ValueError where a folio has more or fewer figures than were left open for it, or the
    place isn't found: the pages were set for other folios.
    """
    for collated in fragments:
        by_page: dict[int, list[tuple[int, OpenFolio]]] = defaultdict(list)
        for number, folio in enumerate(collated.fragment.open_folios):
            by_page[folio.page].append((number, folio))
        for page, found in by_page.items():
            _fill_page(collated.source, page, found, folios)


def _fill_page(
    source: Pdf, page: int, found: Sequence[tuple[int, OpenFolio]], folios: Mapping[str, str]
) -> None:
    contents = source.pages[page].obj.Contents
    drawing = contents.read_bytes()
    for number, folio in found:
        place = re.compile(mark_of(number) + rb" BMC\s(.*?)\sEMC", re.DOTALL)
        marked = place.findall(drawing)
        if len(marked) != 1:
            raise ValueError(f"open folio {number} is {len(marked)} times on page {page}")
        drawing = place.sub(_filled(marked[0], folio, folios), drawing)
    contents.write(drawing)


def _filled(drawing: bytes, folio: OpenFolio, folios: Mapping[str, str]) -> bytes:
    """The drawing of some noughts as that of a folio's figures."""
    figures = folios[folio.anchor]
    codes = iter(folio.codes[int(figure)].encode() for figure in figures)
    digits = len(folio.codes[0])
    noughts = sum(len(found[1]) // digits for found in _CODES.finditer(drawing))
    if noughts != len(figures):
        raise ValueError(f"'{figures}' doesn't fit where {noughts} figures were left open")
    return _CODES.sub(
        lambda found: b"<%s>" % b"".join(next(codes) for _ in range(len(found[1]) // digits)),
        drawing,
    )
