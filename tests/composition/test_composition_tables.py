"""Tables over several pages."""

from pathlib import Path

import pytest

from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import set_pages


def table(before: int) -> str:
    rows = "".join(f"<tr><td>Row {n}</td><td>x</td></tr>" for n in range(before))
    heading = '<tr><th scope="rowgroup" colspan="2">The heading</th></tr>'
    below = "".join(f"<tr><td>Below {n}</td><td>x</td></tr>" for n in range(9))
    head = "<thead><tr><th>Name</th><th>Born</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody><tbody>{heading}{below}</tbody></table>"


def rows_on_the_first_page(directory: Path) -> int:
    pdf = InspectedPdf(set_pages(directory, table(80)).pdf)
    return sum(found.page_index == 0 for found in pdf.find_text("Row "))


@pytest.mark.parametrize("fewer", [1, 2, 3])
def test_a_heading_over_rows_stands_on_the_page_of_the_first(tmp_path: Path, fewer: int) -> None:
    before = rows_on_the_first_page(tmp_path) - fewer
    pdf = InspectedPdf(set_pages(tmp_path, table(before)).pdf)
    (heading,), (below,) = pdf.find_text("The heading"), pdf.find_text("Below 0")
    assert heading.page_index == below.page_index
