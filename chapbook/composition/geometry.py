"""Turn a trim size into margins, measure, lines a page and type size.

The proportions are those of an A5 page with a text block of 108 mm by 35 lines of 13.5 pt,
gutter 18 and fore-edge 22 mm, head 18 mm; other trims follow them, with a measure that
stays near 70 characters.
"""

from dataclasses import dataclass

from chapbook.manuscript.model import PageSize

MM_PER_PT = 25.4 / 72
GUTTER_SHARE = 18 / 148
FORE_EDGE_SHARE = 22 / 148
HEAD_SHARE = 18 / 210
LEAST_FOOT_SHARE = 0.118
LEADING_PER_SIZE = 13.5 / 10.5
LONGEST_MEASURE_EM = 30.0


@dataclass(frozen=True)
class PageGeometry:
    """A page's margins in mm, its type size and leading in pt, its lines; the text block is
    `lines` × `leading_pt` high, so that everything can stand on the grid."""

    trim: PageSize
    gutter_mm: float
    fore_edge_mm: float
    head_mm: float
    type_size_pt: float
    leading_pt: float
    lines: int

    @property
    def measure_mm(self) -> float:
        """The width of the text block."""
        return self.trim.width_mm - self.gutter_mm - self.fore_edge_mm


def page_geometry(trim: PageSize) -> PageGeometry:
    """The geometry for `trim`."""
    size_pt = round(10.5 * min(max((trim.width_mm / 148) ** 0.4, 0.86), 1.15) * 4) / 4
    leading_pt = round(size_pt * LEADING_PER_SIZE * 4) / 4
    gutter_mm, fore_edge_mm = _side_margins(trim.width_mm, size_pt)
    head_mm = round(trim.height_mm * HEAD_SHARE, 1)
    room_mm = trim.height_mm * (1 - LEAST_FOOT_SHARE) - head_mm
    lines = int(room_mm / (leading_pt * MM_PER_PT))
    return PageGeometry(trim, gutter_mm, fore_edge_mm, head_mm, size_pt, leading_pt, lines)


def _side_margins(width_mm: float, size_pt: float) -> tuple[float, float]:
    gutter_mm = max(width_mm * GUTTER_SHARE, 13.0)
    fore_edge_mm = max(width_mm * FORE_EDGE_SHARE, 12.0)
    longest_mm = LONGEST_MEASURE_EM * size_pt * MM_PER_PT
    excess_mm = max(0.0, width_mm - gutter_mm - fore_edge_mm - longest_mm)
    return round(gutter_mm + excess_mm * 0.45, 1), round(fore_edge_mm + excess_mm * 0.55, 1)


def page_css(geometry: PageGeometry) -> str:
    """The CSS that only the trim decides: page size, margins, type size and leading."""
    block_pt = geometry.lines * geometry.leading_pt
    # The foot takes what the rounding of millimetres leaves, so that no line is cut off.
    foot_pt = (geometry.trim.height_mm - geometry.head_mm) / MM_PER_PT - block_pt - 0.01
    vertical = f"margin-top: {geometry.head_mm}mm; margin-bottom: {foot_pt:.3f}pt;"
    inner, outer = f"{geometry.gutter_mm}mm", f"{geometry.fore_edge_mm}mm"
    return (
        f"@page {{ size: {geometry.trim.width_mm}mm {geometry.trim.height_mm}mm; {vertical} }}\n"
        f"@page :right {{ margin-left: {inner}; margin-right: {outer}; }}\n"
        f"@page :left {{ margin-left: {outer}; margin-right: {inner}; }}\n"
        f"html {{ font-size: {geometry.type_size_pt}pt; line-height: {geometry.leading_pt}pt; }}\n"
    )
