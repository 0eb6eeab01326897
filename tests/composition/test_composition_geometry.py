"""Margins, measure and lines follow from the trim."""

import pytest

from chapbook.composition.geometry import MM_PER_PT, page_css, page_geometry
from chapbook.manuscript.book_config import PageSettings
from chapbook.manuscript.page_sizes import PageSize

A5 = PageSettings(PageSize(148, 210), PageSize(148, 210))
TRIMS = [
    A5.trim,
    PageSize(210, 297),
    PageSize(105, 148),
    PageSize(139.7, 215.9),
    PageSize(176, 250),
]


def test_a5_has_a_block_of_108_mm_by_35_lines() -> None:
    geometry = page_geometry(A5)
    assert (geometry.gutter_mm, geometry.fore_edge_mm, geometry.head_mm) == (18.0, 22.0, 18.0)
    assert (geometry.type_size_pt, geometry.leading_pt, geometry.lines) == (10.5, 13.5, 35)
    assert geometry.measure_mm == 108


@pytest.mark.parametrize("trim", TRIMS, ids=lambda trim: f"{trim.width_mm}x{trim.height_mm}")
def test_every_trim_holds_its_block_with_room_for_the_folio(trim: PageSize) -> None:
    geometry = page_geometry(PageSettings(trim, trim))
    foot_mm = trim.height_mm - geometry.head_mm - geometry.lines * geometry.leading_pt * MM_PER_PT
    assert 0.1 * trim.height_mm < foot_mm < 0.17 * trim.height_mm
    assert geometry.gutter_mm < geometry.fore_edge_mm or geometry.gutter_mm >= 13
    assert 20 < geometry.measure_mm / (geometry.type_size_pt * MM_PER_PT) <= 30.3


def test_recto_and_verso_mirror_each_other() -> None:
    css = page_css(page_geometry(A5))
    assert "@page :right { margin-left: 18.0mm; margin-right: 22.0mm; }" in css
    assert "@page :left { margin-left: 22.0mm; margin-right: 18.0mm; }" in css
