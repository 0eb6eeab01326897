"""Turn an imposition into one whose sheets have both sides of a sheet in one forme.

The forme is printed on both sides of the paper, which is then cut in the middle: there are two
copies, and the press needs one plate (JDF 1.7, "WorkStyle"; cf. "half-sheet work"). *Work and turn*
turns the paper as a leaf is turned, *work and tumble* head over foot.
"""

from dataclasses import replace

from chapbook.bindery.press_layout import is_spine_between
from chapbook.bindery.sheets import Cell, Forme, Imposition, Sheet
from chapbook.manuscript.print_config import WorkStyle


def worked(imposition: Imposition, style: WorkStyle) -> Imposition:
    """The imposition in that style. Raises ValueError for sheets with one side, which have no
    back to be printed with their front."""
    if style is WorkStyle.SHEETWISE:
        return imposition
    if any(sheet.back is None for sheet in imposition.sheets):
        raise ValueError("sheets of one side can't be turned")
    if style is WorkStyle.WORK_AND_TURN:
        return _turned(imposition)
    return _tumbled(imposition)


def _turned(imposition: Imposition) -> Imposition:
    """Front and back side by side. What lies behind a column is the one as far from the other
    edge: behind the front the back, and the other way round."""
    columns = imposition.columns
    made = []
    for sheet in imposition.sheets:
        left, right = _apart(*sheet.formes)
        plate = Forme((*left.cells, *(_moved(cell, columns, 0) for cell in right.cells)))
        made.append(Sheet(plate, plate))
    cuts = {columns, *imposition.cut_columns, *(columns + at for at in imposition.cut_columns)}
    return replace(
        imposition,
        sheets=tuple(made),
        columns=2 * columns,
        cut_columns=frozenset(cuts),
        copies_across=2,
    )


def _apart(front: Forme, back: Forme) -> tuple[Forme, Forme]:
    """The formes in the order in which no two spines meet between them: there it is cut."""
    last = max(cell.column for cell in front.cells)
    edges = (
        next(cell for cell in front.cells if cell.column == last and cell.row == 0),
        next(cell for cell in back.cells if cell.column == 0 and cell.row == 0),
    )
    return (back, front) if is_spine_between(*edges) else (front, back)


def _tumbled(imposition: Imposition) -> Imposition:
    """The front above the back, which stands on its head. Seen after turning the paper as a leaf
    is turned, the other side is the same turned by 180°."""
    columns, rows = imposition.columns, imposition.rows
    made = []
    for sheet in imposition.sheets:
        front, back = sheet.formes
        below = (_moved(_on_its_head(cell, columns, rows), 0, rows) for cell in back.cells)
        plate = Forme((*front.cells, *below))
        turned = tuple(_on_its_head(cell, columns, 2 * rows) for cell in plate.cells)
        made.append(Sheet(plate, Forme(turned)))
    cuts = {rows, *imposition.cut_rows, *(rows + at for at in imposition.cut_rows)}
    return replace(
        imposition, sheets=tuple(made), rows=2 * rows, cut_rows=frozenset(cuts), copies_along=2
    )


def _moved(cell: Cell, columns: int, rows: int) -> Cell:
    return replace(cell, column=cell.column + columns, row=cell.row + rows)


def _on_its_head(cell: Cell, columns: int, rows: int) -> Cell:
    """The cell where it comes to lie when its grid is turned by 180°."""
    return replace(
        cell,
        column=columns - 1 - cell.column,
        row=rows - 1 - cell.row,
        spine=cell.spine.other,
        is_head_down=not cell.is_head_down,
    )
