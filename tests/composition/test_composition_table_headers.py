"""Which headers the cells of a table have, for those who hear it cell by cell."""

from xml.etree import ElementTree

import pytest

from chapbook.composition.structure_tree import Element
from chapbook.composition.table_headers import give_headers


def headers(rows: str) -> dict[str, list[str]]:
    """The texts of the headers of each td, by its text."""
    table = ElementTree.fromstring(f"<table>{rows}</table>")
    cells = [cell for cell in table.iter() if cell.tag in {"th", "td"}]
    elements = {cell: Element(cell.tag.upper(), at) for at, cell in enumerate(cells)}
    give_headers(table, elements, "t")
    texts = {elements[cell].entries.get("ID"): str(cell.text) for cell in cells}
    given = {str(cell.text): elements[cell].attributes.get("Headers", ()) for cell in cells}
    tds = {str(cell.text) for cell in cells if cell.tag == "td"}
    return {
        name: [texts[each] for each in ids]
        for name, ids in given.items()
        if name in tds and isinstance(ids, tuple)
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>",
            {"1": ["A"], "2": ["B"]},
        ),
        (
            '<tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr>'
            "<tr><td>1</td><td>2</td><td>3</td></tr>",
            {"1": ["A"], "2": ["B", "C"], "3": ["B", "D"]},
        ),
        (
            '<tr><th>A</th><th>B</th></tr><tr><td rowspan="2">1</td><td>2</td></tr>'
            "<tr><td>3</td></tr>",
            {"1": ["A"], "2": ["B"], "3": ["B"]},
        ),
        (
            '<tr><th scope="row" rowspan="2">A</th><td>1</td></tr><tr><td>2</td></tr>'
            '<tr><th scope="row">B</th><td>3</td></tr>',
            {"1": ["A"], "2": ["A"], "3": ["B"]},
        ),
        (
            '<tr><th>H</th></tr><tr><th scope="rowgroup">A</th></tr><tr><td>1</td></tr>'
            '<tr><th scope="rowgroup">B</th></tr><tr><td>2</td></tr>',
            {"1": ["H", "A"], "2": ["H", "B"]},
        ),
        ("<tr><td>1</td></tr>", {"1": []}),
    ],
    ids=["columns", "a head of two rows", "a cell of two rows", "rows", "groups", "none"],
)
def test_a_cell_has_the_headers_of_its_columns_and_rows(
    rows: str, expected: dict[str, list[str]]
) -> None:
    assert headers(rows) == expected
