"""Turn the folios of page references into figures of one width, filled in when pages are known.

'(p. 37)' in a chapter would have it set twice, or again whenever a page is gained elsewhere. So
the chapter is set with as many noughts as the folio has figures, all of one width; the drawing
of each is marked (open_folio_drawing.py), and the linker puts the right figures in their place
(bindery/folio_filling.py).
"""

import re
from collections.abc import Callable

from chapbook.apparatus.model import FolioStyle, PageLocation

CLASS = "open-folio"
WRITTEN = re.compile(rf'<span class="{CLASS}" data-anchor="([^"]*)">(0+)</span>')


def open_folio(anchor: str, figures: int) -> str:
    """What stands in the HTML for the folio of `anchor`, which has so many figures."""
    return f'<span class="{CLASS}" data-anchor="{anchor}">{"0" * figures}</span>'


def figures_of(place: PageLocation | None, likely: Callable[[], int]) -> int | None:
    """How many figures the folio of a place has, `likely` so many where it isn't known; None for
    a roman one, whose letters are of many widths."""
    if place is None:
        return likely()
    return len(str(place.folio)) if place.folio.style is FolioStyle.ARABIC else None


def mark_of(number: int) -> bytes:
    """The operand of the marked content that holds the figures (ISO 32000-1, 14.6)."""
    return b"/OpenFolio%d" % number
