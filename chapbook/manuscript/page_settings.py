"""Turn book.toml's [page] and [editions.…] into PageSettings."""

from collections.abc import Mapping

from chapbook.diagnostics import did_you_mean
from chapbook.manuscript.book_config import Edition, PageSettings
from chapbook.manuscript.page_sizes import (
    PAPER_SIZES,
    TRIM_SIZES,
    PageSize,
    measured_size,
    named_size,
)
from chapbook.manuscript.print_config import PrintSettings
from chapbook.manuscript.settings import Settings

PAGE_KEYS = ("trim", "theme", "size_pt", "leading_pt", "lines")
DEFAULT_THEME = "classic"
SMALLEST_TYPE_PT, LARGEST_TYPE_PT = 7.0, 24.0
LARGE_TYPE_PT = 18.0
PHONE_TYPE_PT, PHONE_LEADING_PT = 12.0, 16.0
"""On a screen of 70 mm, which shows the page at 0.78 of its size, still more than 9 pt."""
LEAST_ROOM_MM, DRAFT_ROOM_MM = 35.0, 50.0
"""What a draft adds at the fore-edge to write in."""
LARGEST_LEADING = 2.0
"""In type sizes; less than one would let the lines touch."""
LINES = range(10, 101)


_USUAL: Mapping[Edition, tuple[str, float, float | None]] = {
    Edition.LARGE_PRINT: ("A4", LARGE_TYPE_PT, None),
    Edition.PHONE: ("phone", PHONE_TYPE_PT, PHONE_LEADING_PT),
}
"""Trim, type size and leading of the editions that have their own; None leaves it to the theme."""


def read_page(settings: Settings, output: Edition, printing: PrintSettings) -> PageSettings:
    """The settings of [page], and of the edition's own section over them.

    What is wrong is noted in `settings` and left to the trim. Large print and the phone's inherit
    the theme alone: what fits a book's type doesn't fit them. A draft goes on the paper of
    `printing`, and only a print shop gets what bleeds.
    """
    own = f"editions.{output}" if output else "page"
    usual = _USUAL.get(output)

    def where(key: str) -> str:
        return own if usual or settings.given(own, key) else "page"

    size_pt = settings.number(where("size_pt"), "size_pt", SMALLEST_TYPE_PT, LARGEST_TYPE_PT)
    trim_name, usual_size_pt, usual_leading_pt = usual or ("A5", None, None)
    leading_is_usual = size_pt is None
    size_pt = size_pt or usual_size_pt
    trim = size_setting(settings, (where("trim"), "trim"), TRIM_SIZES, trim_name)
    theme_at = own if settings.given(own, "theme") else "page"
    return PageSettings(
        trim=trim,
        sheet=_draft_sheet(trim, printing.paper) if output is Edition.DRAFT else trim,
        theme=settings.text(theme_at, "theme") or DEFAULT_THEME,
        theme_span=settings.span(theme_at, "theme"),
        size_pt=size_pt,
        leading_pt=settings.number(
            where("leading_pt"),
            "leading_pt",
            size_pt or SMALLEST_TYPE_PT,
            LARGEST_LEADING * (size_pt or LARGEST_TYPE_PT),
        )
        or (usual_leading_pt if leading_is_usual else None),
        lines=settings.integer(where("lines"), "lines", 0, LINES) or None,
        lines_span=settings.span(where("lines"), "lines"),
        bleed_mm=printing.bleed_mm if output is Edition.PRESS else 0.0,
    )


def _draft_sheet(trim: PageSize, paper: PageSize) -> PageSize:
    """The smallest of A5 and the paper that leaves a margin to write in, else the trim with one."""
    for sheet in sorted((PAPER_SIZES["A5"], paper), key=lambda sheet: sheet.width_mm):
        is_high_enough = sheet.height_mm >= trim.height_mm
        if is_high_enough and sheet.width_mm >= trim.width_mm + LEAST_ROOM_MM:
            return sheet
    return PageSize(trim.width_mm + DRAFT_ROOM_MM, trim.height_mm)


def size_setting(
    settings: Settings, key: tuple[str, str], sizes: Mapping[str, PageSize], default: str
) -> PageSize:
    """The size that `key` names or measures; a wrong one is noted and stands at `default`."""
    given = settings.value(*key)
    size = sizes[default] if given is None else None
    if isinstance(given, str):
        size = named_size(given, sizes)
    elif given is not None:
        size = measured_size(given)
    if size is None:
        shown = f"'{given}'" if isinstance(given, str) else str(given)
        near = did_you_mean(given, sizes) if isinstance(given, str) else ""
        known = ", ".join(sizes)
        form = f"known: {known}; or [width, height] in mm, the width first and not the larger"
        settings.error(f"'{key[1]}' can't be {shown}", *key, hint=f"{near} {form}".strip())
    return size or sizes[default]
