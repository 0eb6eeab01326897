"""Press sheets as data: what an imposition scheme makes and the drawing takes.

The words are those of JDF (CIP4, JDF 1.7, "Stripping" and "Layout"): a sheet has a front and a
back forme, a forme is a grid of cells, a cell holds one page.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Left or right, as one looks at the printed side of a sheet."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True)
class Cell:
    """A place for a page. Columns count from the left and rows from the head of the forme.

    `page_index` is None for a blank. A page that `is_head_down` stands on its head, turned by
    180°. `spine` is the side of the cell at which the book is bound. `nesting` counts the leaves
    of the signature that lie around this one when it is folded. `signature` is the number (from
    0) of the signature of which this is the first page, None for any other page.
    """

    column: int
    row: int
    page_index: int | None
    spine: Side
    is_head_down: bool = False
    nesting: int = 0
    signature: int | None = None


@dataclass(frozen=True)
class Forme:
    """What is printed on one side of a sheet, seen from that side."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A press sheet. The back is what one sees after turning the sheet as a leaf is turned, its
    left edge to the right, so that the cell of column c lies behind that of the last column - c;
    None where one side alone is printed."""

    front: Forme
    back: Forme | None

    @property
    def formes(self) -> tuple[Forme, ...]:
        """Front and back, as far as they are printed."""
        return (self.front,) if self.back is None else (self.front, self.back)


@dataclass(frozen=True)
class Imposition:
    """All sheets, in the order in which the bindery wants them: signature by signature, the
    outermost sheet first; piles to be cut from the first leaf to the last.

    Every forme is a grid of `columns` by `rows`. Lines between columns and rows at which sheets
    are cut apart are `cut_columns` and `cut_rows` (1 is after the first); at the others in a grid
    they are folded. `signatures` is how many there are; leaves and spreads have none.

    A sheet may hold two copies of everything, side by side (`copies_across`) or one above the
    other (`copies_along`): then it is cut in the middle first.
    """

    sheets: tuple[Sheet, ...]
    columns: int
    rows: int
    cut_columns: frozenset[int] = frozenset()
    cut_rows: frozenset[int] = frozenset()
    signatures: int = 0
    copies_across: int = 1
    copies_along: int = 1

    @property
    def copies(self) -> int:
        """How many copies the sheets make."""
        return self.copies_across * self.copies_along
