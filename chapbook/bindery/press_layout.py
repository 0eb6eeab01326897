"""Turn an imposition, a trim and a paper into places in millimetres on the press sheet.

Places count from the sheet's lower left corner, as one looks at the printed side. All is
symmetric about the sheet's vertical middle, so that fronts and backs register.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from chapbook.bindery.folding import grid_of
from chapbook.bindery.imposition import ONE_UP, Grid
from chapbook.bindery.sheets import Cell, Forme, Imposition, Side
from chapbook.manuscript.page_sizes import PageSize

TOLERANCE_MM = 0.035
"""Sizes in millimetres are seldom whole points: what is smaller is rounding."""
MOST_UP_UNASKED = 4


@dataclass(frozen=True)
class Rect:
    """A rectangle on the sheet."""

    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """Its right edge."""
        return self.left_mm + self.width_mm

    @property
    def top_mm(self) -> float:
        """Its upper edge."""
        return self.bottom_mm + self.height_mm


@dataclass(frozen=True)
class PlacedPage:
    """A cell, its rectangle on the sheet, and how far its page is moved to the right to make
    good for creep; what is moved past the rectangle's edge is not printed."""

    cell: Cell
    rect: Rect
    shift_mm: float


@dataclass(frozen=True)
class Spacing:
    """What lies between the pages of a forme: `gap_mm` where they are cut apart or folded at
    head or fore-edge, `milling_mm` on both sides of a fold that becomes the spine."""

    gap_mm: float = 0.0
    milling_mm: float = 0.0


@dataclass(frozen=True)
class PressLayout:
    """The geometry of one job: the sheet as it is laid, `width_mm` by `height_mm`; the trim;
    the lower left corner of the grid of cells."""

    width_mm: float
    height_mm: float
    trim: PageSize
    spacing: Spacing
    caliper_mm: float
    grid: Rect

    def place(self, forme: Forme) -> tuple[PlacedPage, ...]:
        """Every cell's place, blanks too."""
        lefts = self.column_lefts(forme)
        pitch = self.trim.height_mm + self.spacing.gap_mm
        return tuple(
            PlacedPage(
                cell,
                Rect(
                    lefts[cell.column],
                    self.grid.top_mm - self.trim.height_mm - cell.row * pitch,
                    self.trim.width_mm,
                    self.trim.height_mm,
                ),
                creep_mm(cell.nesting, self.caliper_mm) * (1 if cell.spine is Side.RIGHT else -1),
            )
            for cell in forme.cells
        )

    def column_lefts(self, forme: Forme) -> tuple[float, ...]:
        """The left edges of a forme's columns."""
        lefts = [self.grid.left_mm]
        for between in _between_columns(forme, self.spacing):
            lefts.append(lefts[-1] + self.trim.width_mm + between)
        return tuple(lefts)


def creep_mm(nesting: int, caliper_mm: float) -> float:
    """How far a leaf is pushed out at the fore-edge by the leaves around it, and its pages
    therefore go towards the spine ("shingling"): the thickness of each, once.

    The outermost leaf stays where it is, so no trimmed margin is wider than the designer's.
    """
    return nesting * caliper_mm


def is_spine_between(left: Cell, right: Cell) -> bool:
    """Whether two neighbours in a row are bound at the edge where they meet."""
    return left.spine is Side.RIGHT and right.spine is Side.LEFT


def rows_of(forme: Forme) -> Iterator[tuple[Cell, ...]]:
    """The cells row by row from the head, each from the left."""
    for row in sorted({cell.row for cell in forme.cells}):
        cells = (cell for cell in forme.cells if cell.row == row)
        yield tuple(sorted(cells, key=lambda cell: cell.column))


def _between_columns(forme: Forme, spacing: Spacing) -> list[float]:
    first_row = next(rows_of(forme))
    return [
        2 * spacing.milling_mm if is_spine_between(left, right) else spacing.gap_mm
        for left, right in pairwise(first_row)
    ]


def lay_out(
    imposition: Imposition, trim: PageSize, paper: PageSize, spacing: Spacing, caliper_mm: float
) -> PressLayout | None:
    """The job's geometry, the grid in the middle of the paper; None where it isn't held.

    The paper is laid as the grid lies, upright or across; the other way if only that holds.
    """
    forme = imposition.sheets[0].front
    between = _between_columns(forme, spacing)
    width = imposition.columns * trim.width_mm + sum(between)
    height = imposition.rows * trim.height_mm + (imposition.rows - 1) * spacing.gap_mm
    short, long = sorted((paper.width_mm, paper.height_mm))
    ways = [(long, short), (short, long)] if width > height else [(short, long), (long, short)]
    for across, up in ways:
        if width <= across + TOLERANCE_MM and height <= up + TOLERANCE_MM:
            grid = Rect((across - width) / 2, (up - height) / 2, width, height)
            return PressLayout(across, up, trim, spacing, caliper_mm, grid)
    return None


def unit_grids(unit: Grid, up: int | None) -> tuple[Grid, ...]:
    """The ways to put units on a sheet, the one that saves most paper first: exactly `up` pages
    on a forme, or as many as four (a single unit may have more)."""
    most = up or max(MOST_UP_UNASKED, unit.count)
    counts = [most // unit.count] if up else range(most // unit.count, 0, -1)
    return tuple(
        Grid(columns, count // columns)
        for count in counts
        for columns in range(1, count + 1)
        if count % columns == 0
    )


def folded_unit(folds: int) -> Grid:
    """The grid of a sheet that is folded so often; a single leaf for none."""
    return Grid(*grid_of(folds)) if folds else ONE_UP


def first_that_fits(
    grids: tuple[Grid, ...],
    impose: Callable[[Grid], Imposition],
    lay: Callable[[Imposition], PressLayout | None],
) -> tuple[Imposition, PressLayout] | None:
    """The first of the ways that the paper holds, laid out."""
    for grid in grids:
        imposition = impose(grid)
        layout = lay(imposition)
        if layout is not None:
            return imposition, layout
    return None
