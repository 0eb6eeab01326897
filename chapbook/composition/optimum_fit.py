"""Turn the breaks of a paragraph into its lines, by optimum fit.

Knuth and Plass, 'Breaking Paragraphs into Lines' (1981); demerits as in The TeXbook, chapter 14.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chapbook.composition.paragraph_breaks import Break

IDEAL, STRETCH, SHRINK = 1.1, 0.5, 0.3
"""Of a space between words, as multiples of the face's: the best, and the change that counts 1."""
TIGHTEST, LOOSEST = 0.78, 3.2
HYPHEN, RUNT = 2500.0, 20000.0
"""Demerits: that of TeX's \\hyphenpenalty 50, and of a last line of one short word."""
HYPHENS_IN_A_ROW = 12000.0
"""Demerits, near those of TeX's \\doublehyphendemerits."""
UNFIT = 1e9
"""Demerits of a line that no break makes fit to print."""


@dataclass(frozen=True)
class Measure:
    """What room the lines have, in px: the first one and all others; the width of a space, how
    much a line must lack for a word to be divided, and what is too short for a last line."""

    first_px: float
    width_px: float
    space_px: float
    zone_px: float
    runt_px: float


@dataclass(frozen=True)
class Line:
    """A line to be set: its last break, and the room to be asked for beyond its own."""

    end: Break
    slack_px: float


@dataclass(frozen=True)
class _Path:
    """The best way to some break: what it costs, and the number of the break before."""

    cost: float
    before: int


def optimum_fit(breaks: Sequence[Break], start: int, measure: Measure) -> tuple[Line, ...]:
    """The lines from the break numbered `start` to the last break, with the fewest demerits.

    -1 is the paragraph's beginning. A line's slack lies halfway to the next break, so that what
    fills lines one by one, hyphenating where it can, ends it just there.
    """
    ends = [found.end_px for found in breaks]
    last = len(breaks) - 1
    paths = {start: _Path(0.0, start)}
    for number in range(start, last):
        if number not in paths:
            continue
        for end, demerits in _candidates(breaks, ends, number, number == start, measure):
            cost = paths[number].cost + demerits
            if end not in paths or cost < paths[end].cost:
                paths[end] = _Path(cost, number)
    chain = [last]
    while chain[-1] != start:
        chain.append(paths[chain[-1]].before)
    chain.reverse()
    return tuple(
        _line(
            breaks,
            before,
            end,
            measure.first_px if before == start else measure.width_px,
            measure.zone_px,
        )
        for before, end in pairwise(chain)
    )


def _candidates(
    breaks: Sequence[Break], ends: Sequence[float], start: int, is_first: bool, measure: Measure
) -> Iterator[tuple[int, float]]:
    """The breaks at which a line from `start` may end, with its demerits."""
    room_px = measure.first_px if is_first else measure.width_px
    begin = breaks[start] if start >= 0 else None
    x_px, passed = (begin.resume_px, begin.spaces_passed) if begin else (0.0, 0)
    last = len(breaks) - 1
    widest = bisect_right(ends, x_px + room_px + 0.01, start + 1)
    # Spaces may shrink: some breaks lie beyond the room.
    most_px = room_px * 1.12
    number = bisect_right(ends, x_px + most_px, start + 1) - 1
    found = False
    while number > start:
        end = breaks[number]
        natural_px = end.end_px - x_px
        if number == last:
            if natural_px <= room_px + 0.01:
                found = True
                yield number, RUNT if natural_px < measure.runt_px and not is_first else 0.0
            number -= 1
            continue
        spaces = end.spaces_before - passed
        space = 1 + (room_px - natural_px) / (spaces * measure.space_px) if spaces else 99.0
        if space > LOOSEST:
            break
        if space >= TIGHTEST and _target_px(breaks, number, x_px, measure.zone_px) is not None:
            ratio = (space - IDEAL) / (STRETCH if space > IDEAL else SHRINK)
            demerits = (10 + 100 * abs(ratio) ** 3) ** 2
            if end.is_hyphenated:
                demerits += HYPHEN
                if begin and begin.is_hyphenated:
                    demerits += HYPHENS_IN_A_ROW
            found = True
            yield number, demerits
        number -= 1
    if not found:
        yield max(widest - 1, start + 1), UNFIT


def _target_px(breaks: Sequence[Break], number: int, x_px: float, zone_px: float) -> float | None:
    """The room, from `x_px` on, in which a line filled as far as it goes ends at this break.

    Halfway to the next break; but a word is divided only where the line without it would lack
    more than the zone. None where there is no such room.
    """
    here_px, next_px = breaks[number].end_px, breaks[number + 1].end_px
    halfway_px = (here_px + max(here_px, next_px)) / 2
    if breaks[number].is_hyphenated:
        while number >= 0 and breaks[number].is_hyphenated:
            number -= 1
        whole_px = breaks[number].end_px if number >= 0 else x_px
        least_px = whole_px + zone_px + 1.0
        if least_px > next_px - 1.0:
            return None
        halfway_px = max(halfway_px, least_px)
    return halfway_px - x_px


def _line(breaks: Sequence[Break], start: int, number: int, room_px: float, zone_px: float) -> Line:
    if number == len(breaks) - 1:
        return Line(breaks[number], 0.0)
    x_px = breaks[start].resume_px if start >= 0 else 0.0
    target_px = _target_px(breaks, number, x_px, zone_px)
    return Line(breaks[number], 0.0 if target_px is None else target_px - room_px)
