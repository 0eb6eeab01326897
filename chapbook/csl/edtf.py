"""Read dates in EDTF, the format of ISO 8601-2, as far as CSL's dates can say the same."""

import re

from chapbook.csl.date_parts import DateParts, DateValue, make_parts

_DATE = re.compile(
    r"(?P<year>[+-]?[0-9]{4}|Y-?[0-9]{4,9}|-[0-9]{1,6})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:T[0-9:.,+Z-]*)?)?)?"
)
_QUALIFIERS = re.compile(r"[?~%]")
_OPEN = ("", "..")


def read_edtf(text: str) -> DateValue | None:
    """A date or an interval in EDTF, levels 0 and 1; None where it is something else.

    Dates that are uncertain ('?') or approximate ('~', '%') are circa; digits left open (X)
    are left out of months and days, and not read in years.
    """
    bare = _QUALIFIERS.sub("", text)
    circa = bare != text
    start, slash, end = bare.partition("/")
    if not slash:
        date = _date(start)
        return DateValue(date, circa=circa) if date is not None else None
    first, last = _date(start), _date(end)
    if (first is None and start not in _OPEN) or (last is None and end not in _OPEN):
        return None
    if first is None and last is None:
        return None
    return DateValue(first, last, circa, open_end=last is None)


def _date(text: str) -> DateParts | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    month, day = _digits(found["month"]), _digits(found["day"])
    if month is not None and not (1 <= month <= 12 or 21 <= month <= 24):
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    return make_parts(int(found["year"].lstrip("Y")) or -1, month, day)


def _digits(text: str | None) -> int | None:
    return int(text) if text is not None and text != "XX" else None
