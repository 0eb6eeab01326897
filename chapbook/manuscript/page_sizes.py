"""Turn the name or the measures of a page or sheet into a PageSize."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PageSize:
    """A trimmed page or a press sheet, upright."""

    width_mm: float
    height_mm: float


# ISO 216 in millimetres; ANSI and American trade sizes are inches × 25.4.
TRIM_SIZES: Mapping[str, PageSize] = {
    "A4": PageSize(210, 297),
    "A5": PageSize(148, 210),
    "A6": PageSize(105, 148),
    "B5": PageSize(176, 250),
    "half-letter": PageSize(139.7, 215.9),
    "5x8": PageSize(127, 203.2),
    "6x9": PageSize(152.4, 228.6),
    "digest": PageSize(139.7, 215.9),
    "phone": PageSize(90, 160),
}
PAPER_SIZES: Mapping[str, PageSize] = {
    "A2": PageSize(420, 594),
    "A3": PageSize(297, 420),
    "SRA3": PageSize(320, 450),
    "A4": PageSize(210, 297),
    "A5": PageSize(148, 210),
    "letter": PageSize(215.9, 279.4),
    "legal": PageSize(215.9, 355.6),
    "tabloid": PageSize(279.4, 431.8),
}
SMALLEST_MM, LARGEST_MM = 50.0, 1500.0


def named_size(name: str, sizes: Mapping[str, PageSize]) -> PageSize | None:
    """The size of that name, or None. '5 × 8', '5x8 in' and 'Half Letter' are spellings too."""
    return {_folded(known): size for known, size in sizes.items()}.get(_folded(name))


def _folded(name: str) -> str:
    """The name without case, spaces, hyphens and the word for inches; 'x' for the sign."""
    plain = name.lower().replace("×", "x")
    return re.sub(r"[\s\"″_-]|\bin(?:ch(?:es)?)?\b", "", plain)


def measured_size(measures: object) -> PageSize | None:
    """The size given as [width, height] in mm; None where it isn't two sensible numbers."""
    if not isinstance(measures, list) or len(measures) != 2:
        return None
    if not all(isinstance(side, int | float) and not isinstance(side, bool) for side in measures):
        return None
    width_mm, height_mm = (float(side) for side in measures)
    if not SMALLEST_MM <= width_mm <= height_mm <= LARGEST_MM:
        return None
    return PageSize(width_mm, height_mm)
