"""Turn a book's pages and their imposition into the PDF of the press sheets, forme by forme."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from chapbook.bindery.book_block import BookBlock, TrimmedPage
from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.marks import shapes, slug_place
from chapbook.bindery.marks_drawing import draw_shapes, draw_slug
from chapbook.bindery.press_layout import PlacedPage, PressLayout
from chapbook.bindery.press_run import LONG_EDGE, PrintedSide
from chapbook.bindery.saving import saved
from chapbook.bindery.sheets import Forme, Imposition
from chapbook.bindery.slug_type import SlugType


@dataclass(frozen=True)
class SlugLine:
    """What stands outside the trim of every forme: a line each, and the font it is set in."""

    texts: dict[tuple[int, bool], str]
    font: Path


@dataclass(frozen=True)
class PressWork:
    """How the formes go on paper: their order, the printer's flip (None where only one side is
    printed), how far backs are moved right and up, marks and slug line."""

    sides: Sequence[PrintedSide]
    flip: str | None
    back_shift_mm: tuple[float, float] = (0.0, 0.0)
    marks: frozenset[str] = frozenset()
    slug: SlugLine | None = None


def draw_formes(
    block: BookBlock, imposition: Imposition, layout: PressLayout, work: PressWork
) -> bytes:
    """The formes as pages of the paper, in the order in which they are printed.

    To be printed at their own size: the file asks viewers for that, and for the flip. Pages
    stay vectors with their fonts; links, tags and what bleeds are left out. The same input
    gives the same bytes. Raises ValueError where `imposition` names pages that aren't there.
    """
    _check_pages_exist(imposition, len(block.pages))
    with Pdf.new() as sheets:
        used = {
            cell.page_index
            for side in work.sides
            for cell in _forme(imposition, side).cells
            if cell.page_index is not None
        }
        pages = {
            index: TrimmedPage(
                sheets.copy_foreign(block.pages[index].form), block.pages[index].trim
            )
            for index in sorted(used)
        }
        slug_type = _slug_type(sheets, work)
        for side in work.sides:
            press = _Press(sheets, imposition, layout, work, slug_type)
            sheets.pages.append(press.page(side, pages))
        _describe(sheets, block.pdf, work.flip)
        return saved(sheets)


def _check_pages_exist(imposition: Imposition, page_count: int) -> None:
    for sheet in imposition.sheets:
        for forme in sheet.formes:
            for cell in forme.cells:
                if cell.page_index is not None and cell.page_index not in range(page_count):
                    raise ValueError(f"no page {cell.page_index} among {page_count}")


def _forme(imposition: Imposition, side: PrintedSide) -> Forme:
    sheet = imposition.sheets[side.sheet]
    return (sheet.back or sheet.front) if side.is_back else sheet.front


def _slug_type(sheets: Pdf, work: PressWork) -> SlugType | None:
    if work.slug is None or "slug" not in work.marks:
        return None
    return SlugType(sheets, work.slug.font, work.slug.texts.values())


@dataclass(frozen=True)
class _Press:
    """All that the formes of a job have in common."""

    sheets: Pdf
    imposition: Imposition
    layout: PressLayout
    work: PressWork
    slug_type: SlugType | None

    def page(self, side: PrintedSide, pages: dict[int, TrimmedPage]) -> Page:
        """One forme as a page of the PDF."""
        forme = _forme(self.imposition, side)
        drawing, resources = [], Dictionary()
        for number, placed in enumerate(self.layout.place(forme)):
            if placed.cell.page_index is not None:
                page = pages[placed.cell.page_index]
                drawing.append(_drawn(placed, page, f"P{number}"))
                if Name.XObject not in resources:
                    resources.XObject = Dictionary()
                resources.XObject[f"/P{number}"] = page.form
        marks = shapes(self.layout, self.imposition, forme, self.work.marks)
        drawing += draw_shapes(marks) + self._slug(side, resources)
        if side.is_back:
            drawing = self._as_back(side, drawing)
        return self._forme_page("\n".join(drawing), resources)

    def _slug(self, side: PrintedSide, resources: Dictionary) -> list[str]:
        place = slug_place(self.layout)
        if self.slug_type is None or self.work.slug is None or place is None:
            return []
        resources.Font = Dictionary(Slug=self.slug_type.object)
        text = self.work.slug.texts[side.sheet, side.is_back]
        return [draw_slug(place, text, self.slug_type, "Slug")]

    def _as_back(self, side: PrintedSide, drawing: list[str]) -> list[str]:
        """The forme turned on its head where the printer turns sheets so, and moved to where
        the front is."""
        width, height = (mm * PT_PER_MM for mm in (self.layout.width_mm, self.layout.height_mm))
        right, up = (mm * PT_PER_MM for mm in self.work.back_shift_mm)
        turn = [f"-1 0 0 -1 {width:.4f} {height:.4f} cm"] if side.is_turned else []
        move = [f"1 0 0 1 {right:.4f} {up:.4f} cm"] if right or up else []
        return [*turn, *move, *drawing]

    def _forme_page(self, drawing: str, resources: Dictionary) -> Page:
        sides = (self.layout.width_mm, self.layout.height_mm)
        box = Array([0, 0, *(round(mm * PT_PER_MM, 4) for mm in sides)])
        contents = self.sheets.make_stream(drawing.encode())
        page = Dictionary(Type=Name.Page, MediaBox=box, Resources=resources, Contents=contents)
        return Page(self.sheets.make_indirect(page))


def _drawn(placed: PlacedPage, page: TrimmedPage, name: str) -> str:
    """The operators that put a page into its cell, moved for creep and cut at the cell's edge."""
    rect = placed.rect
    left, bottom = rect.left_mm * PT_PER_MM, rect.bottom_mm * PT_PER_MM
    width, height = float(page.trim.width), float(page.trim.height)
    clip = f"{left:.4f} {bottom:.4f} {width:.4f} {height:.4f} re W n " if placed.shift_mm else ""
    x, y = left + placed.shift_mm * PT_PER_MM, bottom
    if placed.cell.is_head_down:
        matrix = f"-1 0 0 -1 {x + width + float(page.trim.llx):.4f} " + (
            f"{y + height + float(page.trim.lly):.4f}"
        )
    else:
        matrix = f"1 0 0 1 {x - float(page.trim.llx):.4f} {y - float(page.trim.lly):.4f}"
    return f"q {clip}{matrix} cm /{name} Do Q"


def _describe(sheets: Pdf, book: Pdf, flip: str | None) -> None:
    """Say whose sheets these are, and how they are to be printed (ISO 32000-1, 12.2)."""
    for key, value in book.docinfo.items():
        sheets.docinfo[key] = pikepdf.String(str(value))
    duplex: Object = Name.Simplex
    if flip is not None:
        duplex = Name.DuplexFlipLongEdge if flip == LONG_EDGE else Name.DuplexFlipShortEdge
    sheets.Root.ViewerPreferences = Dictionary(
        PrintScaling=Name("/None"), Duplex=duplex, DisplayDocTitle=True, PickTrayByPDFSize=True
    )
