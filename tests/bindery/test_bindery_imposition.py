"""The arithmetic of saddle stitching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.imposition import saddle_stitch
from chapbook.bindery.model import Forme, Imposition, Sheet

PAGE_COUNTS = st.integers(1, 400)
BACK_COVERS = st.booleans()


def fold(imposition: Imposition) -> list[int | None]:
    """Nest the printed sheets, fold them at the spine and leaf through.

    A half-sheet is (page on its front, page on its back). Turned over its short edge, a
    sheet shows the back of its right half at the left. Folded with the front outside, its
    right half becomes a leaf of the booklet's first half, read front first, and its left
    half one of the second, read back first.
    """
    right_halves = [(sheet.front.right, sheet.back.left) for sheet in imposition.sheets]
    left_halves = [(sheet.front.left, sheet.back.right) for sheet in imposition.sheets]
    leaves = right_halves + [(back, front) for front, back in reversed(left_halves)]
    return [page for leaf in leaves for page in leaf]


@given(PAGE_COUNTS, BACK_COVERS)
def test_folded_booklet_reads_in_order(page_count: int, back_cover: bool) -> None:
    pages = [page for page in fold(saddle_stitch(page_count, back_cover)) if page is not None]
    assert pages == list(range(page_count))


@given(PAGE_COUNTS, BACK_COVERS)
def test_no_sheet_is_wasted(page_count: int, back_cover: bool) -> None:
    folded = fold(saddle_stitch(page_count, back_cover))
    assert len(folded) % 4 == 0
    assert len(folded) - page_count < 4


@given(PAGE_COUNTS)
def test_back_cover_is_the_outside_of_the_booklet(page_count: int) -> None:
    assert fold(saddle_stitch(page_count, back_cover=True))[-1] == page_count - 1


@given(PAGE_COUNTS)
def test_without_back_cover_empty_pages_come_last(page_count: int) -> None:
    folded = fold(saddle_stitch(page_count, back_cover=False))
    assert folded[:page_count] == list(range(page_count))


def test_eight_pages_on_two_sheets() -> None:
    assert saddle_stitch(8, back_cover=False).sheets == (
        Sheet(front=Forme(left=7, right=0), back=Forme(left=1, right=6)),
        Sheet(front=Forme(left=5, right=2), back=Forme(left=3, right=4)),
    )


def test_six_pages_with_back_cover_on_the_outer_sheet() -> None:
    assert saddle_stitch(6, back_cover=True).sheets == (
        Sheet(front=Forme(left=5, right=0), back=Forme(left=1, right=None)),
        Sheet(front=Forme(left=None, right=2), back=Forme(left=3, right=4)),
    )


@pytest.mark.parametrize("page_count", [0, -4])
def test_booklet_without_pages_is_refused(page_count: int) -> None:
    with pytest.raises(ValueError, match=f"a booklet needs a page; there are {page_count}"):
        saddle_stitch(page_count, back_cover=True)
