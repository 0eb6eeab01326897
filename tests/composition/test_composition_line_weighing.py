"""Optimum fit as arithmetic: no other way to break a paragraph has fewer demerits."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from chapbook.composition.optimum_fit import (
    IDEAL,
    LOOSEST,
    RUNT,
    SHRINK,
    STRETCH,
    TIGHTEST,
    Measure,
    optimum_fit,
)
from chapbook.composition.paragraph_breaks import Break

SPACE_PX = 10.0
MEASURE = Measure(first_px=90.0, width_px=100.0, space_px=SPACE_PX, zone_px=0.0, runt_px=20.0)


def breaks_of(widths: Sequence[int]) -> list[Break]:
    """Words of these widths, a space behind each."""
    made, x_px = [], 0.0
    for number, width in enumerate(widths):
        x_px += width
        made.append(Break(number, x_px, number + 1, x_px + SPACE_PX, number, number + 1, False))
        x_px += SPACE_PX
    return made


def demerits(words: Sequence[int], room_px: float, is_first: bool, is_last: bool) -> float | None:
    """Those of a line of words; None where they don't fit."""
    natural_px = sum(words) + SPACE_PX * (len(words) - 1)
    if is_last:
        is_runt = natural_px < MEASURE.runt_px and not is_first
        return (RUNT if is_runt else 0.0) if natural_px <= room_px else None
    if len(words) == 1:
        return None
    space = 1 + (room_px - natural_px) / ((len(words) - 1) * SPACE_PX)
    if not TIGHTEST <= space <= LOOSEST:
        return None
    return float(
        (10 + 100 * abs((space - IDEAL) / (STRETCH if space > IDEAL else SHRINK)) ** 3) ** 2
    )


def cost(widths: Sequence[int], ends: Sequence[int]) -> float | None:
    """The demerits of all lines; None where one of them doesn't fit."""
    total = 0.0
    for before, end in pairwise([-1, *ends]):
        is_first, is_last = before == -1, end == len(widths) - 1
        room_px = MEASURE.first_px if is_first else MEASURE.width_px
        line = demerits(widths[before + 1 : end + 1], room_px, is_first, is_last)
        if line is None:
            return None
        total += line
    return total


def all_ways(count: int) -> Iterator[tuple[int, ...]]:
    for lines in range(count):
        for ends in combinations(range(count - 1), lines):
            yield (*ends, count - 1)


@given(st.lists(st.integers(5, 60), min_size=1, max_size=9))
def test_no_other_way_has_fewer_demerits(widths: list[int]) -> None:
    costs = [each for ends in all_ways(len(widths)) if (each := cost(widths, ends)) is not None]
    assume(costs)
    ends = [line.end.end for line in optimum_fit(breaks_of(widths), -1, MEASURE)]
    found = cost(widths, ends)
    assert found is not None
    assert abs(found - min(costs)) < 1e-6


@given(st.lists(st.integers(5, 60), min_size=3, max_size=9))
def test_a_paragraph_that_goes_on_is_weighed_as_its_rest_alone(widths: list[int]) -> None:
    measure = Measure(100.0, 100.0, SPACE_PX, 0.0, 20.0)
    whole = optimum_fit(breaks_of(widths), 0, measure)
    alone = optimum_fit(breaks_of(widths[1:]), -1, measure)
    assert [line.end.end for line in whole] == [line.end.end + 1 for line in alone]
    for one, other in zip(whole, alone, strict=True):
        assert abs(one.slack_px - other.slack_px) < 1e-6
