"""Turn a number of folds into what lies where when the sheet is folded: pure simulation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FoldedLeaf:
    """One leaf of a folded sheet: the place on the sheet's front forme that it is made of.

    `front_first`: the sheet's front side is the leaf's recto. `is_head_down`: it stands on its
    head, seen from the unfolded sheet.
    """

    column: int
    row: int
    front_first: bool
    is_head_down: bool

    def turned_as_a_leaf(self) -> "FoldedLeaf":
        """The leaf after a fold beside it: its other side up, its head where it was."""
        return FoldedLeaf(self.column, self.row, not self.front_first, self.is_head_down)

    def turned_head_over_foot(self) -> "FoldedLeaf":
        """The leaf after a fold below it."""
        return FoldedLeaf(self.column, self.row, not self.front_first, not self.is_head_down)


Stack = tuple[FoldedLeaf, ...]


def grid_of(folds: int) -> tuple[int, int]:
    """Columns and rows of a sheet that is folded so often: 2 × 1, 2 × 2, 4 × 2, 4 × 4."""
    return 2 ** ((folds + 1) // 2), 2 ** (folds // 2)


def folded_leaves(folds: int) -> Stack:
    """The leaves of a sheet from the top of the folded pile, as a left-to-right book has them.

    Folds cross each other and the last one is the spine: folio (once), quarto (twice), octavo
    (three times), as the right-angle folds of JDF's catalogue (F4-1, F8-7, F16-6, F32-…). At
    each the left half goes behind the right one, or the lower behind the upper, so that the
    front forme's right upper cell ends on top: it holds page 1.
    """
    columns, rows = grid_of(folds)
    piles: dict[tuple[int, int], Stack] = {
        (column, row): (FoldedLeaf(column, row, front_first=True, is_head_down=False),)
        for column in range(columns)
        for row in range(rows)
    }
    for remaining in range(folds, 0, -1):
        if remaining % 2:
            piles, columns = _folded_beside(piles, columns), columns // 2
        else:
            piles, rows = _folded_below(piles, rows), rows // 2
    return piles[0, 0]


def _folded_beside(
    piles: dict[tuple[int, int], Stack], columns: int
) -> dict[tuple[int, int], Stack]:
    """The left half behind the right one; columns are counted anew from the fold."""
    half = columns // 2
    return {
        (column - half, row): pile
        + tuple(leaf.turned_as_a_leaf() for leaf in reversed(piles[columns - 1 - column, row]))
        for (column, row), pile in piles.items()
        if column >= half
    }


def _folded_below(piles: dict[tuple[int, int], Stack], rows: int) -> dict[tuple[int, int], Stack]:
    """The lower half behind the upper one."""
    return {
        (column, row): pile
        + tuple(leaf.turned_head_over_foot() for leaf in reversed(piles[column, rows - 1 - row]))
        for (column, row), pile in piles.items()
        if row < rows // 2
    }
