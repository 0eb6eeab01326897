"""Turn pages with a trim into pages with bleed, and with marks and a slug line outside of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Page, Pdf

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.marks import REGISTRATION_RADIUS_MM, Line, Shape, SlugPlace, Target
from chapbook.bindery.marks_drawing import draw_shapes, draw_slug
from chapbook.bindery.slug_type import SlugType

PAGE_MARKS = ("crop", "registration", "slug")
"""The marks that a page may have; the others are a sheet's."""
GAP_MM, LENGTH_MM, EDGE_MM = 1.0, 5.0, 1.0
"""Marks stand off what bleeds, are so long, and end before the edge of the page."""
LEAST_OFFSET_MM = 2.0
"""Crop marks stand at least so far from the trim."""
ALL_INKS = "1 1 1 1"
SLUG_FONT = "PressSlug"


@dataclass(frozen=True)
class Frame:
    """What stands around the trim: `bleed_mm` of bleed, marks by their names, a slug line for
    each page, set in a font file."""

    bleed_mm: float
    marks: frozenset[str]
    slugs: Sequence[str]
    slug_font: Path

    @property
    def offset_mm(self) -> float:
        """Where marks begin, from the trim."""
        return max(self.bleed_mm + GAP_MM, LEAST_OFFSET_MM)

    @property
    def margin_mm(self) -> float:
        """What there is around the trim in all."""
        if not self.marks.intersection(PAGE_MARKS):
            return self.bleed_mm
        return self.offset_mm + LENGTH_MM + EDGE_MM


def frame_pages(book: Pdf, frame: Frame, inks: int) -> None:
    """Give every page of `book` its boxes (ISO 15930-7, 6.9), and the marks of the frame.

    Marks are in all `inks`: with registration marks it shows whether these stand on each other.
    """
    slug_type = None
    if "slug" in frame.marks:
        slug_type = SlugType(book, frame.slug_font, frame.slugs)
    for page, slug in zip(book.pages, frame.slugs, strict=True):
        trim = [float(side) for side in page.trimbox.as_list()]
        _set_boxes(page, trim, frame)
        drawing = _drawn_marks(trim, frame, inks)
        if slug_type:
            drawing.append(_drawn_slug(page, trim, frame, slug, slug_type))
        if drawing:
            _lay_over(book, page, "\n".join(drawing))


def _set_boxes(page: Page, trim: Sequence[float], frame: Frame) -> None:
    for key in (Name.CropBox, Name.ArtBox):
        if key in page.obj:
            del page.obj[key]
    page.obj.TrimBox = _grown(trim, 0)
    page.obj.BleedBox = _grown(trim, frame.bleed_mm)
    page.obj.MediaBox = _grown(trim, frame.margin_mm)


def _grown(box: Sequence[float], by_mm: float) -> Array:
    by = by_mm * PT_PER_MM
    left, bottom, right, top = box
    return Array([round(side, 3) for side in (left - by, bottom - by, right + by, top + by)])


def _drawn_marks(trim: Sequence[float], frame: Frame, inks: int) -> list[str]:
    sides = [side / PT_PER_MM for side in trim]
    shapes: list[Shape] = []
    if "crop" in frame.marks:
        shapes += _crops(sides, frame.offset_mm)
    if "registration" in frame.marks:
        shapes += _targets(sides, frame.offset_mm)
    drawn = draw_shapes(shapes)
    if inks == 1 or not drawn:
        return drawn
    first, *rest = drawn
    return [first, f"{ALL_INKS} k {ALL_INKS} K", *rest]


def _crops(sides: Sequence[float], offset: float) -> list[Line]:
    left, bottom, right, top = sides
    lines = []
    for x, (y, way) in product((left, right), ((bottom, -1), (top, 1))):
        lines.append(Line(x, y + way * offset, x, y + way * (offset + LENGTH_MM)))
    for y, (x, way) in product((bottom, top), ((left, -1), (right, 1))):
        lines.append(Line(x + way * offset, y, x + way * (offset + LENGTH_MM), y))
    return lines


def _targets(sides: Sequence[float], offset: float) -> list[Target]:
    """In the middle of each side; a target's arms reach further than its circle."""
    left, bottom, right, top = sides
    off = offset + REGISTRATION_RADIUS_MM * 1.5
    across, up = (left + right) / 2, (bottom + top) / 2
    return [
        Target(left - off, up),
        Target(right + off, up),
        Target(across, bottom - off),
        Target(across, top + off),
    ]


def _drawn_slug(
    page: Page, trim: Sequence[float], frame: Frame, text: str, slug_type: SlugType
) -> str:
    """Below the page, from its left edge to the registration mark."""
    left, bottom, right, _ = (side / PT_PER_MM for side in trim)
    room = (right - left) / 2 - 2 * REGISTRATION_RADIUS_MM - 2
    place = SlugPlace(left + 2, bottom - frame.offset_mm - 3, room, runs_up=False)
    resources = Dictionary(dict(page.obj.get(Name.Resources, Dictionary()).items()))
    fonts = Dictionary(dict(resources.get(Name.Font, Dictionary()).items()))
    fonts[f"/{SLUG_FONT}"] = slug_type.object
    resources.Font = fonts
    page.obj.Resources = resources
    return draw_slug(place, text, slug_type, SLUG_FONT)


def _lay_over(book: Pdf, page: Page, drawing: str) -> None:
    stream = book.make_stream(drawing.encode())
    contents = page.obj.get(Name.Contents)
    if contents is None:
        page.obj.Contents = stream
        return
    parts = contents.as_list() if isinstance(contents, Array) else [contents]
    page.obj.Contents = Array([*parts, stream])
