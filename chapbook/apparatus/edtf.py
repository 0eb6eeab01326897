"""Turn a date in the form of biblatex's `date` fields (EDTF) into its bounds and its marks.

biblatex's manual, section 2.3.8: ISO 8601-2, level 1, with `2004/`, `/2004` and `../2004` for
ranges that are open; and what older manuals had: `19uu`, `open`, `unknown`, `*`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

DATE = re.compile(
    r"(?:[Yy](?P<long>-?\d{5,})|(?P<year>-?\d{4})|(?P<decade>-?\d{3})[Xu]|(?P<century>-?\d{2})[Xu]{2})"
    r"(?:-(?P<month>\d\d|XX|uu)(?:-(?P<day>\d\d|XX|uu))?)?"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
    r"(?P<marks>[?~%]{0,2})"
)
OPEN = frozenset({"", "..", "open", "unknown", "*"})
SEASONS = range(21, 25)

DateParts = tuple[int, ...]
"""Year, month, day as far as they are known; years as astronomers count (0 is 1 BC), a season
as the month 21 (spring) to 24 (winter)."""


@dataclass(frozen=True)
class EdtfDate:
    """The bounds of a date, () for an open one; of a single date `last` is None."""

    first: DateParts
    last: DateParts | None
    approximate: bool
    uncertain: bool


@dataclass(frozen=True)
class _Point:
    """One date: its bounds differ where digits of the year are unspecified."""

    first: DateParts
    last: DateParts
    marks: str


@lru_cache(maxsize=10_000)
def read_edtf(written: str) -> EdtfDate | None:
    """The date that a LaTeX value gives, None where it's in no form of EDTF."""
    bare = re.sub(r"\\textasciitilde\s*|\\~", "~", re.sub(r"[{}\s]|\\(?=%)", "", written))
    bounds = bare.split("/")
    if len(bounds) > 2 or all(bound in OPEN for bound in bounds):
        return None
    points = [None if bound in OPEN else _point(bound) for bound in bounds]
    if any(
        point is None and bound not in OPEN for point, bound in zip(points, bounds, strict=True)
    ):
        return None
    start, end = points[0], points[-1]
    marks = "".join(point.marks for point in points if point)
    first = start.first if start else ()
    last = end.last if end else ()
    single = len(bounds) == 1 and first == last
    return EdtfDate(
        first, None if single else last, bool({*"~%"} & {*marks}), bool({*"?%"} & {*marks})
    )


def _point(written: str) -> _Point | None:
    found = DATE.fullmatch(written)
    if not found:
        return None
    if found["decade"] or found["century"]:
        low, high = _unspecified(found["decade"], found["century"])
        return None if found["month"] else _Point((low,), (high,), found["marks"])
    known = [found["long"] or found["year"], found["month"] or "", found["day"] or ""]
    # `1999-XX` says no more than `1999`; `1999-XX-05` is not of level 1.
    while not known[-1].lstrip("-").isdigit():
        known.pop()
    if not all(part.lstrip("-").isdigit() for part in known):
        return None
    parts = tuple(int(part) for part in known)
    return _Point(parts, parts, found["marks"]) if _exists(parts) else None


def _unspecified(decade: str | None, century: str | None) -> tuple[int, int]:
    digits, span = (decade, 10) if decade else (century or "", 100)
    low = int(digits) * span
    return (low - span + 1, low) if digits.startswith("-") else (low, low + span - 1)


def _exists(parts: DateParts) -> bool:
    if len(parts) == 1:
        return True
    if parts[1] in SEASONS:
        return len(parts) == 2
    if not 1 <= parts[1] <= 12:
        return False
    # The calendar repeats itself every 400 years.
    return len(parts) == 2 or 1 <= parts[2] <= monthrange(2000 + parts[0] % 400, parts[1])[1]
