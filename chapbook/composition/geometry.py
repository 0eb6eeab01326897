"""Turn trim, theme and type size into margins, measure, lines a page and leading.

Every trim has the theme's proportions, with a measure that stays near its longest.
"""

from dataclasses import dataclass

from chapbook.composition.themes import Proportions
from chapbook.diagnostics import Diagnostic, error
from chapbook.manuscript.book_config import PageSettings
from chapbook.manuscript.page_sizes import PageSize

MM_PER_PT = 25.4 / 72
USUAL = Proportions()
ON_A_SCREEN = Proportions(
    gutter=0.065, fore_edge=0.065, head=0.075, least_foot=0.056, leading=4 / 3,
    least_gutter_mm=4, least_fore_edge_mm=4,
)  # fmt: skip
"""Margins that only keep the text from the glass's edge, the same on each page."""
SIDE_SHARE, SIDE_GAP_MM = 0.32, 4.0
"""Of the measure, the share of a column of side notes, and what parts it from the text."""
LEAST_FOOT_MM = 8.0
"""A line of a folio and the strip that an office printer leaves."""


@dataclass(frozen=True)
class PageGeometry:
    """The sheet that a page stands on, its margins in mm, its type size and leading
    in pt, its lines; the text block is `lines` × `leading_pt` high, so that everything can
    stand on the grid. `side_mm` is the width of a column of notes in the fore-edge, 0 for none;
    what bleeds goes `bleed_mm` beyond the sheet."""

    sheet: PageSize
    gutter_mm: float
    fore_edge_mm: float
    head_mm: float
    type_size_pt: float
    leading_pt: float
    lines: int
    side_mm: float = 0.0
    bleed_mm: float = 0.0

    @property
    def measure_mm(self) -> float:
        """The width of the text block."""
        return self.sheet.width_mm - self.gutter_mm - self.fore_edge_mm


def page_geometry(page: PageSettings, proportions: Proportions = USUAL) -> PageGeometry:
    """The geometry for a page. Fewer lines than would fit leave the room at the foot; more
    than fit above the usual foot take from it, down to 8 mm."""
    trim = page.trim
    size_pt = page.size_pt or _usual_size(trim, proportions)
    leading_pt = page.leading_pt or round(size_pt * proportions.leading * 4) / 4
    gutter_mm, fore_edge_mm = _side_margins(trim.width_mm, size_pt, proportions)
    head_mm = round(trim.height_mm * proportions.head, 1)
    usual = _lines_in(trim.height_mm * (1 - proportions.least_foot) - head_mm, leading_pt)
    most = _lines_in(trim.height_mm - LEAST_FOOT_MM - head_mm, leading_pt)
    lines = min(page.lines or usual, most)
    side_mm = 0.0
    if page.has_side_notes:
        side_mm = round((trim.width_mm - gutter_mm - fore_edge_mm) * SIDE_SHARE, 1)
        fore_edge_mm += side_mm + SIDE_GAP_MM
    fore_edge_mm += page.sheet.width_mm - trim.width_mm
    return PageGeometry(
        page.sheet,
        gutter_mm,
        fore_edge_mm,
        head_mm,
        size_pt,
        leading_pt,
        lines,
        side_mm,
        page.bleed_mm,
    )


def audit_geometry(page: PageSettings, geometry: PageGeometry) -> tuple[Diagnostic, ...]:
    """What of the settings can't be had on that trim."""
    if page.lines is None or page.lines <= geometry.lines:
        return ()
    most = f"at most {geometry.lines} lines of {geometry.leading_pt:g} pt"
    message = f"{page.lines} lines don't fit on the page, {most}"
    return (error("page-lines", message, page.lines_span),)


def _usual_size(trim: PageSize, proportions: Proportions) -> float:
    scale: float = min(max((trim.width_mm / 148) ** 0.4, 0.86), 1.15)
    return round(proportions.size_pt * scale * 4) / 4


def _lines_in(room_mm: float, leading_pt: float) -> int:
    return int(room_mm / (leading_pt * MM_PER_PT))


def _side_margins(width_mm: float, size_pt: float, proportions: Proportions) -> tuple[float, float]:
    gutter_mm = max(width_mm * proportions.gutter, proportions.least_gutter_mm)
    fore_edge_mm = max(width_mm * proportions.fore_edge, proportions.least_fore_edge_mm)
    longest_mm = proportions.longest_measure_em * size_pt * MM_PER_PT
    excess_mm = max(0.0, width_mm - gutter_mm - fore_edge_mm - longest_mm)
    return round(gutter_mm + excess_mm * 0.45, 1), round(fore_edge_mm + excess_mm * 0.55, 1)


def page_css(geometry: PageGeometry) -> str:
    """The CSS that the geometry decides: page size, margins, type size and leading; and the text
    block's height and width, for what takes a page of its own."""
    block_pt = geometry.lines * geometry.leading_pt
    # The foot takes what the rounding of millimetres leaves, so that no line is cut off.
    foot_pt = (geometry.sheet.height_mm - geometry.head_mm) / MM_PER_PT - block_pt - 0.01
    vertical = f"margin-top: {geometry.head_mm}mm; margin-bottom: {foot_pt:.3f}pt;"
    inner, outer = f"{geometry.gutter_mm}mm", f"{geometry.fore_edge_mm}mm"
    bleed = f" bleed: {geometry.bleed_mm}mm;" if geometry.bleed_mm else ""
    size = f"{geometry.sheet.width_mm}mm {geometry.sheet.height_mm}mm"
    return (
        f"@page {{ size: {size}; {vertical}{bleed} }}\n"
        f"@page :right {{ margin-left: {inner}; margin-right: {outer}; }}\n"
        f"@page :left {{ margin-left: {outer}; margin-right: {inner}; }}\n"
        f"html {{ font-size: {geometry.type_size_pt}pt; line-height: {geometry.leading_pt}pt; }}\n"
        f":root {{ --block-height: {block_pt:g}pt; --measure: {geometry.measure_mm:g}mm; "
        f"--side: {geometry.side_mm:g}mm; }}\n"
    )


def line_number_css(geometry: PageGeometry) -> str:
    """The CSS that numbers every fifth line of the grid at the fore-edge, for a draft."""
    numbers = "".join(f"{'' if line % 5 else line}\\a " for line in range(1, geometry.lines + 1))
    look = (
        f'content: "{numbers}"; white-space: pre; vertical-align: top; color: #888; '
        f"font-size: {geometry.type_size_pt}pt; line-height: {geometry.leading_pt}pt;"
    )
    beside_mm = 4 + (geometry.side_mm + SIDE_GAP_MM if geometry.side_mm else 0)
    right, left = f"padding-left: {beside_mm:g}mm;", f"padding-right: {beside_mm:g}mm;"
    return (
        f"@page :right {{ @right-top {{ {look} text-align: left; {right} }} }}\n"
        f"@page :left {{ @left-top {{ {look} text-align: right; {left} }} }}\n"
        "@page blind:right { @right-top { content: none; } }\n"
        "@page blind:left { @left-top { content: none; } }\n"
    )
