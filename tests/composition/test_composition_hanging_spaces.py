"""A text that fills its line is not broken behind its first word."""

from pathlib import Path

import pytest

from chapbook.composition import hanging_spaces
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import set_pages

TEXT = "Text goes on after it without an indent, which is as it should be."
STYLE = "text-align: left; text-indent: 0; break-after: page; hyphens: none"


def first_lines(tmp_path: Path) -> set[str]:
    """The first lines of paragraphs of many widths, about that of the text before the italic."""
    body = "".join(
        f'<p style="{STYLE}; width: {tenths_mm / 10}mm">{TEXT} <em>Presses</em> are open.</p>'
        for tenths_mm in range(860, 960)
    )
    pdf = InspectedPdf(set_pages(tmp_path, body).pdf)
    return {pdf.page_text(page).split("\n")[0].strip() for page in range(pdf.page_count)}


def test_a_line_is_never_one_word_where_more_fit(tmp_path: Path) -> None:
    lines = first_lines(tmp_path)
    assert TEXT in lines
    assert "Text" not in lines


def test_stock_weasyprint_still_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the module can go."""
    monkeypatch.setattr(hanging_spaces, "_stops", lambda *_: False)
    assert "Text" in first_lines(tmp_path)
