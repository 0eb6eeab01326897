"""Turn a number into a PDF of small pages to impose, and settings into its press sheets."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chapbook.bindery.booklet import Booklet, BookletSource, PrintJob, make_booklet
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings
from tests.bindery.small_book import FONTS, set_fragment
from tests.support.inspect_pdf import InspectedPdf

MM_PER_PT = 25.4 / 72

# Whole points, so that pages fall on whole pixels wherever they are put.
WIDTH, HEIGHT = 150, 200
SHEET_WIDTH, SHEET_HEIGHT = 340, 240
PAPER = PageSize(SHEET_HEIGHT * MM_PER_PT, SHEET_WIDTH * MM_PER_PT)
PLAIN = PrintSettings(paper=PAPER, caliper_mm=0.0)
"""Two pages on a sheet that is a little larger, paper without thickness."""


def paper_of(width_pt: float, height_pt: float) -> PageSize:
    """A paper measured in points."""
    return PageSize(width_pt * MM_PER_PT, height_pt * MM_PER_PT)


def pages_of(count: int, style: str = "") -> bytes:
    """Pages that say their number, with a rule at every edge of the trim."""
    body = "".join(f"<section>Page {number}</section>" for number in range(1, count + 1))
    sized = (
        f"@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}"
        f" section {{ height: {HEIGHT - 42}pt; padding: 20pt; border: 1pt solid;"
        f" break-after: page; font-size: 12pt }}"
    )
    return set_fragment("pages", body, style=sized + style).pdf


def numbers_on(opened: InspectedPdf, page_index: int) -> list[int]:
    """The numbers of the pages on a forme, in their order."""
    return sorted(int(number) for number in re.findall(r"Page (\d+)", opened.page_text(page_index)))


def source(pdf: bytes, has_back_cover: bool = True) -> BookletSource:
    """A book for the bindery."""
    return BookletSource(
        pdf=pdf,
        has_back_cover=has_back_cover,
        title="Pages",
        date=datetime(2026, 3, 1, tzinfo=UTC),
        slug_font=FONTS / "SourceSans3-Regular.ttf",
    )


def imposed(
    pdf: bytes,
    job: PrintJob | None = None,
    base: PrintSettings = PLAIN,
    has_back_cover: bool = True,
    **settings: Any,
) -> Booklet:
    """The booklet of a PDF, `settings` changed from `base`."""
    changed = replace(base, **settings)
    return make_booklet(source(pdf, has_back_cover), changed, job or PrintJob())
