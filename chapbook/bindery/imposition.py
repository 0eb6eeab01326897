"""Turn the pages of a book, in reading order, into the sheets of an imposition scheme.

All schemes are one idea. A *unit* is what the guillotine leaves: a leaf, or a sheet to be
folded. Units go on press sheets cut-and-stack: the first pile of cut units is laid on the
second, and so on, and all are in order. Units of a signature are nested, the first outside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chapbook.bindery.folding import FoldedLeaf, folded_leaves, grid_of
from chapbook.bindery.sheets import Cell, Forme, Imposition, Sheet, Side

Pages = Sequence[int | None]


@dataclass(frozen=True)
class Grid:
    """Columns and rows: of pages on a forme, or of units on a sheet."""

    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many places there are."""
        return self.columns * self.rows


ONE_UP = Grid(1, 1)


def saddle_stitch(
    pages: Pages, spine: Side = Side.LEFT, units: Grid = ONE_UP, folds: int = 1
) -> Imposition:
    """One signature: all sheets nested, folded and stitched through the fold.

    Of n pages the outermost sheet of a left-to-right book has (n, 1) on its front and
    (2, n - 1) on its back. Raises ValueError unless the pages fill sheets.
    """
    return signatures([pages], spine, units, folds)


def signatures(
    gatherings: Sequence[Pages], spine: Side = Side.LEFT, units: Grid = ONE_UP, folds: int = 1
) -> Imposition:
    """Signatures that lie one upon the other and are glued or sewn at the spine.

    `gatherings` are the pages of each. Raises ValueError unless each fills sheets.
    """
    made = [
        unit
        for number, pages in enumerate(gatherings)
        for unit in _nested(pages, number, spine, folds)
    ]
    imposition = _cut_and_stacked(made, Grid(*grid_of(folds)), units, spine)
    return replace(imposition, signatures=len(gatherings))


def cut_and_stack(pages: Pages, spine: Side = Side.LEFT, units: Grid = ONE_UP) -> Imposition:
    """Single leaves: the printed pile is cut once or more and the piles are stacked.

    Raises ValueError unless the pages fill leaves.
    """
    _check_filled(pages, 2)
    leaves = [
        Sheet(
            front=Forme((Cell(0, 0, pages[at], spine),)),
            back=Forme((Cell(0, 0, pages[at + 1], spine.other),)),
        )
        for at in range(0, len(pages), 2)
    ]
    return _cut_and_stacked(leaves, ONE_UP, units, spine)


def reader_spreads(pages: Pages, spine: Side = Side.LEFT) -> Imposition:
    """Verso and recto side by side as one reads them, the first page alone, on one side."""
    facing = [None, *pages, *([None] if len(pages) % 2 == 0 else [])]
    sheets = []
    for at in range(0, len(facing), 2):
        verso, recto = facing[at : at + 2]
        left, right = (verso, recto) if spine is Side.LEFT else (recto, verso)
        cells = (Cell(0, 0, left, Side.RIGHT), Cell(1, 0, right, Side.LEFT))
        sheets.append(Sheet(Forme(cells), None))
    return Imposition(tuple(sheets), columns=2, rows=1)


def _check_filled(pages: Pages, step: int) -> None:
    if not pages or len(pages) % step:
        raise ValueError(f"{len(pages)} pages don't fill sheets of {step}")


def _nested(pages: Pages, signature: int, spine: Side, folds: int) -> list[Sheet]:
    """The folded sheets of a signature, outermost first."""
    leaves = folded_leaves(folds)
    _check_filled(pages, 2 * len(leaves))
    half, leaf_count = len(leaves) // 2, len(pages) // 2
    sheets = []
    for outer in range(0, leaf_count // 2, half):
        inner = leaf_count - outer - half
        places = [*range(outer, outer + half), *range(inner, inner + half)]
        cells = [
            _leaf_cells(leaf, place, pages, signature)
            for leaf, place in zip(leaves, places, strict=True)
        ]
        columns = grid_of(folds)[0]
        back = Forme(tuple(_across(back, columns) for _, back in cells))
        sheet = Sheet(Forme(tuple(front for front, _ in cells)), back)
        sheets.append(sheet if spine is Side.LEFT else _mirrored(sheet, columns))
    return sheets


def _leaf_cells(leaf: FoldedLeaf, place: int, pages: Pages, signature: int) -> tuple[Cell, Cell]:
    """What the leaf at `place` in its signature has on the sheet's front and on its back.

    Upright, a recto has its spine at the left; on its head, at the right.
    """
    recto = Cell(
        column=leaf.column,
        row=leaf.row,
        page_index=pages[2 * place],
        spine=Side.RIGHT if leaf.is_head_down else Side.LEFT,
        is_head_down=leaf.is_head_down,
        nesting=min(place, len(pages) // 2 - 1 - place),
        signature=signature if place == 0 else None,
    )
    verso = replace(recto, page_index=pages[2 * place + 1], spine=recto.spine.other, signature=None)
    return (recto, verso) if leaf.front_first else (verso, recto)


def _across(cell: Cell, columns: int) -> Cell:
    """The cell where it comes to lie when its grid is turned as a leaf is."""
    return replace(cell, column=columns - 1 - cell.column)


def _mirrored(sheet: Sheet, columns: int) -> Sheet:
    """The sheet of a right-to-left book: what was left is right."""
    return Sheet(*(
        Forme(
            tuple(replace(_across(cell, columns), spine=cell.spine.other) for cell in forme.cells)
        )
        for forme in sheet.formes
    ))  # fmt: skip


def _cut_and_stacked(made: Sequence[Sheet], unit: Grid, units: Grid, spine: Side) -> Imposition:
    """Sheets of `units` each. Those that the last sheets lack are empty.

    The piles are stacked from left to right (from right to left in a book that runs so), and
    from the head down.
    """
    sheet_count = -(-len(made) // units.count)
    padded = [*made, *([_emptied(made[-1])] * (sheet_count * units.count - len(made)))]
    sheets = []
    for first in range(sheet_count):
        fronts: list[Cell] = []
        backs: list[Cell] = []
        for place, one in enumerate(padded[first::sheet_count]):
            row, column = divmod(place, units.columns)
            if spine is Side.RIGHT:
                column = units.columns - 1 - column
            fronts += _moved(one.front, column * unit.columns, row * unit.rows)
            behind = units.columns - 1 - column
            backs += _moved(one.back or one.front, behind * unit.columns, row * unit.rows)
        sheets.append(Sheet(Forme(tuple(fronts)), Forme(tuple(backs))))
    return Imposition(
        tuple(sheets),
        columns=unit.columns * units.columns,
        rows=unit.rows * units.rows,
        cut_columns=frozenset(unit.columns * n for n in range(1, units.columns)),
        cut_rows=frozenset(unit.rows * n for n in range(1, units.rows)),
    )


def _moved(forme: Forme, columns: int, rows: int) -> Iterable[Cell]:
    return (
        replace(cell, column=cell.column + columns, row=cell.row + rows) for cell in forme.cells
    )


def _emptied(sheet: Sheet) -> Sheet:
    return Sheet(*(
        Forme(tuple(replace(cell, page_index=None, signature=None) for cell in forme.cells))
        for forme in sheet.formes
    ))  # fmt: skip
