"""Page labels, with PDFium's reading of them as the oracle."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.bindery.model import PageLabelRange
from chapbook.bindery.page_labels import label_of, label_pages
from tests.support.inspect_pdf import InspectedPdf

PAGES = 12


def blank_pages(ranges: tuple[PageLabelRange, ...]) -> InspectedPdf:
    written = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(100, 100))
        label_pages(pdf, ranges)
        pdf.save(written)
    return InspectedPdf(written.getvalue())


RANGES = st.lists(
    st.builds(
        PageLabelRange,
        first_page_index=st.integers(0, PAGES - 1),
        style=st.sampled_from(["D", "r", ""]),
        first_number=st.integers(1, 900),
    ),
    max_size=4,
    unique_by=lambda labels: labels.first_page_index,
).map(lambda ranges: tuple(sorted(ranges, key=lambda labels: labels.first_page_index)))


@settings(max_examples=60)
@given(RANGES)
def test_labels_are_what_a_reader_shows(ranges: tuple[PageLabelRange, ...]) -> None:
    labels = tuple(label_of(index, ranges) for index in range(PAGES))
    assert blank_pages(ranges).labels == labels


def test_roman_then_arabic() -> None:
    ranges = (PageLabelRange(0, "r", 3), PageLabelRange(2, "D", 1), PageLabelRange(4, "", 1))
    assert [label_of(index, ranges) for index in range(5)] == ["iii", "iv", "1", "2", ""]


def test_ranges_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match=r"out of order: \[2, 0\]"):
        blank_pages((PageLabelRange(2, "D", 1), PageLabelRange(0, "r", 1)))


def test_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown page label style 'A'"):
        blank_pages((PageLabelRange(0, "A", 1),))
