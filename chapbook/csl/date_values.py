"""Turn the dates of CSL-JSON into DateValues: parts, EDTF, dates as people write them, literals."""

import re
from collections.abc import Mapping, Sequence

from chapbook.csl.date_parts import DateParts, DateValue, make_parts
from chapbook.csl.edtf import read_edtf
from chapbook.csl.raw_dates import SEASONS, read_raw

__all__ = ["DateParts", "DateValue", "read_date"]

_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})\s*")
_UNTRUE = ("", "0", "false")


def read_date(value: object) -> DateValue | None:
    """A date of CSL-JSON; None where it says nothing.

    `value` is an object with `date-parts`, `season`, `circa`, `raw`, `edtf` or `literal`, or
    a string in EDTF or as people write dates. What can't be read becomes the literal.
    """
    if isinstance(value, Mapping):
        return _read_object(value)
    if isinstance(value, str):
        return _read_text(value)
    year = _integer(value)
    return DateValue(make_parts(year)) if year else None


def _read_text(text: str) -> DateValue | None:
    text = text.strip()
    if not text:
        return None
    return read_edtf(text) or read_raw(text) or DateValue(literal=text)


def _read_object(value: Mapping[object, object]) -> DateValue | None:
    literal = value.get("literal")
    literal = literal.strip() if isinstance(literal, str) else ""
    circa = str(value.get("circa") or "").strip().lower() not in _UNTRUE
    read = _read_parts(value.get("date-parts"), _season(value.get("season")))
    if read is None and not literal:
        for key in ("edtf", "raw"):
            text = value.get(key)
            read = read or (_read_text(text) if isinstance(text, str) else None)
    if read is None:
        return DateValue(literal=literal, circa=circa) if literal else None
    return DateValue(read.start, read.end, circa or read.circa, literal or read.literal,
                     read.open_end)  # fmt: skip


def _read_parts(value: object, season: int | None) -> DateValue | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return None
    dates = value if isinstance(value[0], Sequence) and not isinstance(value[0], str) else [value]
    start = _parts(dates[0], season)
    if len(dates) == 1:
        return DateValue(start) if start is not None else None
    end = _parts(dates[1], None)
    if start is None and end is None:
        return None
    return DateValue(start, end, open_end=end is None)


def _parts(value: object, season: int | None) -> DateParts | None:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    year, month, day = ([_integer(part) for part in value[:3]] + [None] * 3)[:3]
    return make_parts(year, month or None, day, season) if year else None


def _integer(value: object) -> int | None:
    """A whole number, also one in a string; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    found = _INTEGER.fullmatch(value) if isinstance(value, str) else None
    number = int(found[1]) if found else value
    return number if isinstance(number, int) and abs(number) < 10**9 else None


def _season(value: object) -> int | None:
    """A season by its number (1–4, or as EDTF counts) or its English name."""
    number = _integer(value)
    if number is not None:
        return (number - 13) % 4 + 1 if 13 <= number <= 24 else number
    return SEASONS.get(value.strip().lower()) if isinstance(value, str) else None
