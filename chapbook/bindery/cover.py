"""Turn a book's page count and paper into its wrap: the cover of a book that is glued or stitched
into one, back, spine and front on one sheet."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Pdf, String

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.saving import saved
from chapbook.bindery.scheme import block_page_count
from chapbook.diagnostics import Diagnostic, warning
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme

LEAST_SPINE_FOR_TEXT_MM = 5.0
"""Below it, text would run over the edges: the spine of a glued book is a millimetre or so off."""
SPINE_MARGIN_MM = 1.0
LARGEST_SPINE_TYPE_MM = 5.0
WRAP_KEY = Name("/ChapbookWrap")
TOLERANCE_MM = 0.2


@dataclass(frozen=True)
class Wrap:
    """The geometry of a cover: the trim of a page, the spine, what is trimmed off around it, the
    pages of the block that it was made for, and the side of the spine seen from the front."""

    trim: PageSize
    spine_mm: float
    bleed_mm: float
    pages: int
    binding_side: str

    @property
    def width_mm(self) -> float:
        """Back, spine and front."""
        return 2 * self.trim.width_mm + self.spine_mm

    @property
    def has_spine_text(self) -> bool:
        """Whether the spine is broad enough for text."""
        return self.spine_mm >= LEAST_SPINE_FOR_TEXT_MM

    @property
    def spine_type_mm(self) -> float:
        """The size of the spine's type, to stand clear of both edges."""
        return min(LARGEST_SPINE_TYPE_MM, (self.spine_mm - 2 * SPINE_MARGIN_MM) * 0.8)

    def __str__(self) -> str:
        width, height = self.trim.width_mm, self.trim.height_mm
        return (
            f"{width:g} + {self.spine_mm:.1f} + {width:g} × {height:g} mm, "
            f"bleed {self.bleed_mm:g} mm"
        )


def wrap_of(settings: PrintSettings, trim: PageSize, page_count: int, back_cover: bool) -> Wrap:
    """The wrap of a book of so many pages.

    The spine is as thick as the block's leaves, and as the cover itself: between two folds a
    board of thickness t around a block of b measures b + t along its middle, which is what stays
    as long as it was flat. A stitched book has no spine to speak of.
    """
    pages = block_page_count(settings, page_count, back_cover)
    pages += pages % 2
    spine_mm = pages / 2 * settings.caliper_mm + settings.cover_caliper_mm
    if settings.scheme is Scheme.SADDLE_STITCH:
        spine_mm = 0.0
    return Wrap(trim, round(spine_mm, 2), settings.bleed_mm, pages, settings.binding_side)


def marked_cover(pdf: bytes, wrap: Wrap) -> bytes:
    """The cover's PDF, which says what book it was made for."""
    with pikepdf.open(BytesIO(pdf)) as cover:
        cover.docinfo[WRAP_KEY] = String(_measure(wrap))
        _set_bleed_box(cover, wrap.bleed_mm)
        return saved(cover)


def _set_bleed_box(cover: Pdf, bleed_mm: float) -> None:
    """The typesetter's bleed holds the marks, too: what bleeds ends before them."""
    bleed = bleed_mm * PT_PER_MM
    for page in cover.pages:
        left, bottom, right, top = (float(side) for side in page.trimbox.as_list())
        sides = (left - bleed, bottom - bleed, right + bleed, top + bleed)
        page.obj.BleedBox = Array([round(side, 3) for side in sides])


def audit_cover(pdf: bytes, wrap: Wrap) -> tuple[Diagnostic, ...]:
    """A warning where a cover made before no longer fits the book."""
    try:
        with pikepdf.open(BytesIO(pdf)) as cover:
            measured = str(cover.docinfo.get(WRAP_KEY, ""))
    except pikepdf.PdfError:
        return ()
    if not measured or _fits(measured, wrap):
        return ()
    pages, spine = measured.split()
    message = (
        f"the cover was made for {pages} pages and a spine of {float(spine):.1f} mm; "
        f"the book has {wrap.pages} and needs {wrap.spine_mm:.1f} mm"
    )
    return (warning("cover-outdated", message, hint="make it again: python3 build.py cover"),)


def _measure(wrap: Wrap) -> str:
    return f"{wrap.pages} {wrap.spine_mm:.2f}"


def _fits(measured: str, wrap: Wrap) -> bool:
    pages, spine = measured.split()
    return int(pages) == wrap.pages and abs(float(spine) - wrap.spine_mm) <= TOLERANCE_MM
