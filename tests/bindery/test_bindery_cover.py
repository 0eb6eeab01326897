"""The wrap: how broad its spine is, and whether it still fits the book."""

from io import BytesIO

import pikepdf
import pytest

from chapbook.bindery.cover import Wrap, audit_cover, marked_cover, wrap_of
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme
from tests.bindery.press_pages import pages_of

A5 = PageSize(148, 210)
GLUED = PrintSettings(
    scheme=Scheme.PERFECT_BINDING, cover="wrap", caliper_mm=0.1, cover_caliper_mm=0.3
)


@pytest.mark.parametrize(
    ("pages", "back_cover", "spine_mm", "block"),
    [
        (200, False, 10.3, 200),
        (201, True, 10.3, 200),
        (199, False, 10.3, 200),
        (40, False, 2.3, 40),
    ],
)
def test_the_spine_is_as_thick_as_leaves_and_cover(
    pages: int, back_cover: bool, spine_mm: float, block: int
) -> None:
    wrap = wrap_of(GLUED, A5, pages, back_cover)
    assert wrap.spine_mm == pytest.approx(spine_mm)
    assert wrap.pages == block
    assert wrap.width_mm == pytest.approx(296 + spine_mm)
    assert wrap.has_spine_text == (spine_mm > 5)


def test_a_stitched_wrap_has_no_spine() -> None:
    wrap = wrap_of(PrintSettings(cover="wrap"), A5, 64, True)
    assert (wrap.spine_mm, wrap.has_spine_text) == (0, False)


def test_spine_type_stands_clear_of_the_edges() -> None:
    sizes = [wrap_of(GLUED, A5, pages, back_cover=False) for pages in (100, 120, 200, 400)]
    for wrap in sizes:
        assert wrap.spine_type_mm <= min(5, wrap.spine_mm - 2)
    assert [wrap.spine_type_mm for wrap in sizes] == pytest.approx([2.64, 3.44, 5, 5])


def test_a_cover_knows_the_book_it_was_made_for() -> None:
    wrap = wrap_of(GLUED, A5, 200, back_cover=False)
    cover = marked_cover(pages_of(1), wrap)
    assert audit_cover(cover, wrap) == ()
    [found] = audit_cover(cover, wrap_of(GLUED, A5, 232, back_cover=False))
    assert found.code == "cover-outdated"
    assert found.message == (
        "the cover was made for 200 pages and a spine of 10.3 mm; "
        "the book has 232 and needs 11.9 mm"
    )
    thicker = PrintSettings(cover="wrap", scheme=Scheme.PERFECT_BINDING, caliper_mm=0.15)
    assert len(audit_cover(cover, wrap_of(thicker, A5, 200, back_cover=False))) == 1


def test_a_cover_of_another_program_is_left_alone() -> None:
    wrap = wrap_of(GLUED, A5, 200, back_cover=False)
    assert audit_cover(pages_of(1), wrap) == ()
    assert audit_cover(b"no PDF", wrap) == ()


def test_the_bleed_box_is_the_trim_and_the_bleed() -> None:
    wrap = Wrap(A5, 10, 4, 200, "left")
    with pikepdf.open(BytesIO(marked_cover(pages_of(1), wrap))) as cover:
        page = cover.pages[0]
        trim = [float(side) for side in page.trimbox.as_list()]
        bleed = [float(side) for side in page.obj.BleedBox.as_list()]
    ways = [(b - t) * 25.4 / 72 for b, t in zip(bleed, trim, strict=True)]
    assert ways == pytest.approx([-4, -4, 4, 4], abs=0.001)
