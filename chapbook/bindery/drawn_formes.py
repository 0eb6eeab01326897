"""Turn an imposition and its layout into a forme to be drawn for people, not for the press."""

from dataclasses import dataclass

from chapbook.bindery.press_layout import PressLayout
from chapbook.bindery.sheets import Forme, Imposition
from chapbook.manuscript.page_sizes import PageSize


@dataclass(frozen=True)
class DrawnCell:
    """A page on a drawn forme: its place in mm from the left upper corner, its number from 1
    (0 for a blank)."""

    left_mm: float
    top_mm: float
    number: int
    is_head_down: bool


@dataclass(frozen=True)
class DrawnForme:
    """A forme to be drawn: the sheet, its pages, and where it is folded and cut, in mm from the
    left and from the top."""

    width_mm: float
    height_mm: float
    page: PageSize
    cells: tuple[DrawnCell, ...]
    folds_mm: tuple[float, ...]
    folds_across_mm: tuple[float, ...]
    cuts_mm: tuple[float, ...]
    cuts_across_mm: tuple[float, ...]


def drawn_forme(imposition: Imposition, layout: PressLayout, back: bool) -> DrawnForme:
    """The first sheet's front, or its back."""
    sheet = imposition.sheets[0]
    forme = sheet.back if back and sheet.back else sheet.front
    cells = tuple(
        DrawnCell(
            placed.rect.left_mm,
            layout.height_mm - placed.rect.top_mm,
            0 if placed.cell.page_index is None else placed.cell.page_index + 1,
            placed.cell.is_head_down,
        )
        for placed in layout.place(forme)
    )
    return DrawnForme(
        layout.width_mm, layout.height_mm, layout.trim, cells, *_lines(imposition, layout, forme)
    )


def _lines(
    imposition: Imposition, layout: PressLayout, forme: Forme
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Folds and folds across, cuts and cuts across."""
    lefts = layout.column_lefts(forme)
    upright = {
        column: (lefts[column - 1] + layout.trim.width_mm + lefts[column]) / 2
        for column in range(1, imposition.columns)
    }
    pitch = layout.trim.height_mm + layout.spacing.gap_mm
    across = {
        row: layout.height_mm - layout.grid.top_mm + row * pitch - layout.spacing.gap_mm / 2
        for row in range(1, imposition.rows)
    }
    cut_columns, cut_rows = imposition.cut_columns, imposition.cut_rows
    return (
        tuple(x for column, x in upright.items() if column not in cut_columns),
        tuple(y for row, y in across.items() if row not in cut_rows),
        tuple(x for column, x in upright.items() if column in cut_columns),
        tuple(y for row, y in across.items() if row in cut_rows),
    )
