"""What a date is made of, whichever way it was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateParts:
    """A year, month or day. Years before Christ are negative; there is no year 0.

    `season` counts from 1, spring, and stands instead of a month.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a range, as CSL-JSON has them.

    `start` is None where only `literal` says something or a range has no beginning;
    `open_end`: a range without an end, as in '2003–'. `circa`: the date is approximate.
    """

    start: DateParts | None = None
    end: DateParts | None = None
    circa: bool = False
    literal: str = ""
    open_end: bool = False


def make_parts(
    year: int, month: int | None = None, day: int | None = None, season: int | None = None
) -> DateParts:
    """Date parts of which those that can't be are left out; the months 13 to 24 are seasons.

    13–16, 17–20 and 21–24 (EDTF) are spring, summer, autumn and winter alike.
    """
    if month is not None and 13 <= month <= 24:
        return DateParts(year, season=(month - 13) % 4 + 1)
    if month is None or not 1 <= month <= 12:
        known = season if season is not None and 1 <= season <= 4 else None
        return DateParts(year, season=known)
    return DateParts(year, month, day if day is not None and 1 <= day <= 31 else None)
