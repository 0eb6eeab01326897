"""Turn the pages that WeasyPrint has set into warnings of images with too few pixels for paper."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from chapbook.diagnostics import Diagnostic, SourceSpan, warning

LEAST_PPI = 200
"""Pixels to the inch below which a reader sees them: half tones are printed with screens of 133 to
150 lines, and want one and a half to two pixels a line."""
PX_PER_INCH = 96
MM_PER_INCH = 25.4


def audit_images(
    pages: Sequence[Any], span_of: Callable[[Any], SourceSpan | None], folios: Sequence[str]
) -> Iterator[Diagnostic]:
    """A warning for each image of pixels that is printed too large for them; `folios` are those of
    the pages of a WeasyPrint document."""
    for page, folio in zip(pages, folios, strict=True):
        for box in page._page_box.descendants():
            pixels = getattr(getattr(box, "replacement", None), "width", None)
            if not isinstance(pixels, int) or not box.width:
                continue
            ppi = pixels / (box.width / PX_PER_INCH)
            if ppi < LEAST_PPI:
                width_mm = box.width / PX_PER_INCH * MM_PER_INCH
                message = (
                    f"p. {folio}: {pixels} pixels on {width_mm:.0f} mm are {ppi:.0f} to the inch"
                )
                hint = f"{LEAST_PPI} to the inch need {width_mm / MM_PER_INCH * LEAST_PPI:.0f}"
                yield warning("image-resolution", message, span_of(box.element), hint)
