"""Where blanks go, and how pages are gathered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.padding import gathered, made_up

PAGE_COUNTS = st.integers(1, 400)
STEPS = st.sampled_from([1, 2, 4, 8, 16, 32])


@given(PAGE_COUNTS, STEPS, st.booleans())
def test_pages_are_made_up_and_none_is_lost(count: int, step: int, back_cover: bool) -> None:
    pages = made_up(count, step, back_cover)
    assert [page for page in pages if page is not None] == list(range(count))
    assert len(pages) % step == 0
    assert len(pages) - count < step


@given(PAGE_COUNTS, STEPS)
def test_the_back_cover_is_last_and_blanks_stand_before_it(count: int, step: int) -> None:
    pages = made_up(count, step, back_cover=True)
    assert pages[-1] == count - 1
    assert list(pages[: count - 1]) == list(range(count - 1))


@given(PAGE_COUNTS, STEPS)
def test_without_a_back_cover_blanks_come_last(count: int, step: int) -> None:
    assert list(made_up(count, step, back_cover=False)[:count]) == list(range(count))


@given(st.integers(1, 100), st.sampled_from([4, 8, 12, 16, 32]))
def test_gatherings_keep_the_order(quarters: int, length: int) -> None:
    pages = range(4 * quarters)
    gatherings = gathered(pages, length)
    assert [page for one in gatherings for page in one] == list(pages)
    assert sum(len(one) != length for one in gatherings) <= 1


@pytest.mark.parametrize(
    ("count", "lengths"),
    [(32, [16, 16]), (40, [16, 8, 16]), (12, [12]), (20, [4, 16]), (48, [16, 16, 16])],
)
def test_a_short_signature_is_the_last_but_one(count: int, lengths: list[int]) -> None:
    assert [len(one) for one in gathered(range(count), 16)] == lengths


@pytest.mark.parametrize("page_count", [0, -4])
def test_a_booklet_without_pages_is_refused(page_count: int) -> None:
    with pytest.raises(ValueError, match=f"a booklet needs a page; there are {page_count}"):
        made_up(page_count, 4, back_cover=True)
