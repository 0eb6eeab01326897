"""Turn a table's cells into what tells each of them its headers (ISO 32000-1, 14.8.5.7)."""

from collections.abc import Iterator, Mapping
from typing import Any

from chapbook.composition.structure_tree import Element
from chapbook.composition.structure_types import CELLS, cells_covered, is_row_header

Place = tuple[int, int]


def give_headers(table: Any, elements: Mapping[Any, Element | None], prefix: str) -> None:
    """Give each th of `table` an id that begins with `prefix`, each td the ids of those that
    head its columns and its rows.

    A header over several rows, or over all columns in the table's body, heads what is below it
    until the next such one.
    """
    columns: dict[int, list[str]] = {}
    rows: dict[int, list[str]] = {}
    group: list[str] = []
    for number, ((row, column), cell) in enumerate(_placed(table)):
        element = elements.get(cell)
        if element is None:
            continue
        across = range(column, column + cells_covered(cell, "colspan"))
        down = range(row, row + cells_covered(cell, "rowspan"))
        if cell.tag == "td":
            ids = [each for at in across for each in columns.get(at, [])]
            ids += group + [each for at in down for each in rows.get(at, [])]
            if ids:
                element.attributes["Headers"] = tuple(dict.fromkeys(ids))
            continue
        element.entries["ID"] = f"{prefix}-{number}"
        if cell.get("scope") == "rowgroup":
            group = [element.entries["ID"]]
        elif is_row_header(cell):
            for at in down:
                rows.setdefault(at, []).append(element.entries["ID"])
        else:
            for at in across:
                columns.setdefault(at, []).append(element.entries["ID"])


def _placed(table: Any) -> Iterator[tuple[Place, Any]]:
    """Each cell with its row and its first column, as HTML places them."""
    taken: set[Place] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            if cell.tag not in CELLS:
                continue
            while (row, column) in taken:
                column += 1
            yield (row, column), cell
            wide, high = cells_covered(cell, "colspan"), cells_covered(cell, "rowspan")
            taken |= {(row + down, column + over) for down in range(high) for over in range(wide)}
