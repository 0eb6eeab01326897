"""Turn the date fields of an entry into the date variables of its CSL item.

CSL counts years without a year 0, so EDTF's year 0 is -1, which prints as 1 BC; the part 0 is
the open end of a range, as in CSL's test suite. An uncertain date (`?`) is CSL's `circa`, which
has no other mark for doubt.
"""

import re
from collections.abc import Mapping

from chapbook.apparatus.csl_text import EntryText
from chapbook.apparatus.edtf import SEASONS, DateParts, EdtfDate, read_edtf

DATES: Mapping[str, str] = {
    "issued": "", "event-date": "event", "original-date": "orig", "accessed": "url",
}  # fmt: skip
"""CSL's date variables and what biblatex's fields begin with: `date`, `eventdate` …"""

MONTHS: Mapping[str, int] = {
    **{
        name: number
        for number, names in enumerate(
            ("jan january", "feb february", "mar march", "apr april", "may", "jun june",
             "jul july", "aug august", "sep sept september", "oct october", "nov november",
             "dec december"),
            start=1,
        )
        for name in names.split()
    },
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
BETWEEN = re.compile(r"\s*(?:[-–—/]|\band\b)\s*")
YEAR_RANGE = re.compile(r"(\d{3,4})\s*[-–—/]\s*(\d{2,4})?")

CslDate = dict[str, object]


def csl_dates(text: EntryText) -> dict[str, object]:
    """The date variables that an entry has; a month that is none is 'chapbook:month'."""
    found: dict[str, object] = {}
    for variable, prefix in DATES.items():
        if date := csl_date(text, f"{prefix}date") or _old_date(text, prefix):
            found[variable] = date
    month = text.plain("month")
    if month and not any(_months(month)):
        found["chapbook:month"] = month
    return found


def csl_date(text: EntryText, field: str) -> CslDate:
    """The date in a field in EDTF; what isn't is literal; {} where there is no field."""
    written = text.latex(field)
    if not written:
        return {}
    date = read_edtf(written)
    return _from_edtf(date) if date else {"literal": text.plain(field)}


def _from_edtf(date: EdtfDate) -> CslDate:
    first = _in_csl(date.first)
    value = _value(first, None if date.last is None else _in_csl(date.last))
    if date.approximate or date.uncertain:
        value["circa"] = True
    return value


def _in_csl(parts: DateParts) -> DateParts:
    if parts and parts[0] <= 0:
        return (parts[0] - 1, *parts[1:])
    return parts


def _value(first: DateParts, last: DateParts | None) -> CslDate:
    if last is None and len(first) > 1 and first[1] in SEASONS:
        return {"date-parts": [[first[0]]], "season": first[1] - SEASONS.start + 1}
    bounds = (first,) if last is None else (first, last)
    return {"date-parts": [list(parts) or [0] for parts in bounds]}


def _old_date(text: EntryText, prefix: str) -> CslDate:
    """The date in `year`, `month` and `day`, with `endyear` …, which BibTeX has for `date`."""
    year = text.plain(f"{prefix}year")
    if not year:
        return {}
    if not re.fullmatch(r"-?\d{1,4}", year):
        return _from_year(year, text.latex(f"{prefix}year"))
    months = _months(text.plain(f"{prefix}month"))
    first = (int(year), *months[0], *_day(text.latex(f"{prefix}day"), months[0]))
    last = (int(year), *months[-1]) if len(months) > 1 else _end(text, prefix)
    return _value(first, last)


def _from_year(year: str, written: str) -> CslDate:
    """A `year` that is no number: a range ('1936–38'), a date in EDTF, or literal."""
    found = YEAR_RANGE.fullmatch(year)
    if found:
        first, last = found[1], found[2] or ""
        last = first[: len(first) - len(last)] + last
        if not found[2]:
            return _value((int(first),), ())
        if int(last) > int(first):
            return _value((int(first),), (int(last),))
    date = read_edtf(written)
    plain = date and not date.approximate and not date.uncertain
    return _from_edtf(date) if date and plain else {"literal": year}


def _end(text: EntryText, prefix: str) -> DateParts | None:
    year = text.plain(f"{prefix}endyear")
    if not re.fullmatch(r"-?\d{1,4}", year):
        return None
    month = _months(text.plain(f"{prefix}endmonth"))[0]
    return (int(year), *month, *_day(text.latex(f"{prefix}endday"), month))


def _months(written: str) -> list[DateParts]:
    """Each month of 'June–July' with its day, if it has one; [()] for what is no month."""
    months = [_month(part) for part in BETWEEN.split(written)]
    return months if all(months) and len(months) < 3 else [()]


def _month(written: str) -> DateParts:
    """'8', 'Aug.', or with a day: 'August 19', '19 August', '8 19' (BibTeX's `aug # "~19"`)."""
    words = re.findall(r"\w+", written.lower())
    if not 1 <= len(words) <= 2:
        return ()
    named = [MONTHS.get(word) for word in words]
    numbers = [int(word) if word.isdecimal() else 0 for word in words]
    month, day = named[0] or numbers[0], numbers[-1] if len(words) > 1 else 0
    if len(words) > 1 and (named[1] or numbers[0] > 12):
        month, day = named[1] or numbers[1], numbers[0]
    return _dated(month, day)


def _dated(month: int, day: int) -> DateParts:
    if not (1 <= month <= 12 or month in SEASONS):
        return ()
    return (month, day) if 1 <= day <= 31 else (month,)


def _day(written: str, month: DateParts) -> DateParts:
    is_day = written.isdecimal() and 1 <= int(written) <= 31
    return (int(written),) if is_day and len(month) == 1 else ()
