"""Read dates as people write them in English: 'Aug 31, 2000', '10-23 May 1999', 'c. 50 BC'."""

import re
from dataclasses import dataclass, replace

from chapbook.csl.date_parts import DateParts, DateValue, make_parts
from chapbook.csl.edtf import read_edtf

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
LAST_DAY = 31

_CIRCA = re.compile(r"\s*(?:(?:circa|about|approx|ca)\b\.?|c\.|c(?=[0-9]))\s*")
_DOUBT = re.compile(r"\(\?\)|[?~]")
_BEFORE_CHRIST = re.compile(r"(?<![a-z])b\.?\s?c\.?(?:\s?e\b\.?)?(?![a-z])")
_AFTER_CHRIST = re.compile(r"(?<![a-z])(?:a\.?\s?d\.?|c\.?\s?e\.?)(?![a-z])")
_YEAR_OF_ERA = re.compile(r"\b([0-9]{1,3})(?=\s+(?:bc|ad)\b)|(?<=\b[ab][dc] )\s*([0-9]{1,3})\b")
_EAST_ASIAN = re.compile(r"([0-9]{1,4})[年년]\s*(?:([0-9]{1,2})[月월]\s*(?:([0-9]{1,2})[日일])?)?")
_NUMERIC = re.compile(r"([0-9]{1,4})([/.-])\s?([0-9]{1,2})(?:\2\s?([0-9]{1,4}))?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})([/.])([0-9]{4})")
_OPEN_END = re.compile(r"(.+[^\s–—-])\s*[–—-]")
_DASHES = (r"\s+(?:to|until|through)\s+", r"\s*(?:[–—]|--)\s*|\s+-\s+", r"-", r"/")
_SENTENCE = re.compile(r"(?:[0-9]{1,9}+(?:st|nd|rd|th)?+(?![a-z0-9])|[a-z]++|[\s,.])++")
_TOKEN = re.compile(r"([0-9]+)|([a-z]+)")
_SAY_NOTHING = frozenset({"bc", "ad", "of", "the", "st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One date as far as its own words go. `number` may be a day or a shortened year."""

    year: int | None = None
    month: int | None = None
    season: int | None = None
    number: str = ""
    era: str = ""


def read_raw(text: str) -> DateValue | None:
    """A date or range as people write it; None where a word or a number has no place in it."""
    lower = text.lower().replace("[", "").replace("]", "").strip()
    bare = _with_eras(_DOUBT.sub("", lower)).strip()
    prefix = _CIRCA.match(bare)
    circa = prefix is not None or _DOUBT.search(lower) is not None
    if prefix is not None:
        bare = bare[prefix.end() :]
    read = _read_range(bare) or _read_open(bare)
    return replace(read, circa=circa or read.circa) if read is not None else None


def _with_eras(text: str) -> str:
    """The text with eras as 'bc' and 'ad' and their years with four digits."""
    text = _AFTER_CHRIST.sub(" ad ", _BEFORE_CHRIST.sub(" bc ", text))
    return _YEAR_OF_ERA.sub(lambda found: (found[1] or found[2]).zfill(4), text)


def _read_open(text: str) -> DateValue | None:
    found = _OPEN_END.fullmatch(text)
    date = _single(found[1]) if found is not None else None
    return DateValue(date, open_end=True) if date is not None else None


def _read_range(text: str) -> DateValue | None:
    date = _single(text)
    if date is not None:
        return DateValue(date)
    for dash in _DASHES:
        texts = re.split(dash, text)
        if len(texts) == 2:
            return _two(*texts)
    return None


def _two(start: str, end: str) -> DateValue | None:
    opening, closing = _side(start), _side(end)
    if opening is not None and closing is not None:
        return _shared(opening, closing)
    first, last = _single(start), _single(end)
    return DateValue(first, last) if first is not None and last is not None else None


def _single(text: str) -> DateParts | None:
    """A date that needs nothing from elsewhere."""
    date = _east_asian(text) or _numeric(text)
    if date is None:
        edtf = read_edtf(text)
        date = edtf.start if edtf is not None and edtf.end is None and not edtf.open_end else None
    return date or _finished(_side(text))


def _east_asian(text: str) -> DateParts | None:
    found = _EAST_ASIAN.fullmatch(text)
    if found is None or int(found[1]) == 0:
        return None
    return make_parts(int(found[1]), *(int(part) if part else None for part in found.groups()[1:]))


def _numeric(text: str) -> DateParts | None:
    """'1999/4/23', '4/23/1999', '23/4/1999' and '23.4.1999'; '4/1999' and '1999/4'."""
    found = _NUMERIC.fullmatch(text) or _MONTH_YEAR.fullmatch(text)
    if found is None:
        return None
    numbers = [int(part) for part in (found[1], *found.groups()[2:]) if part]
    if len(found[1]) < 4:
        numbers.reverse()
        if len(numbers) == 3 and found[2] != "." and numbers[2] <= 12:
            numbers[1:] = numbers[:0:-1]
    year, month, *day = numbers
    valid = year > LAST_DAY and 1 <= month <= 12 and all(1 <= number <= LAST_DAY for number in day)
    return make_parts(year, month, *day) if valid else None


def _side(text: str) -> _Side | None:
    text = text.strip()
    if not _SENTENCE.fullmatch(text):
        return None
    side = _Side(era=" ".join(re.findall(r"\b(?:bc|ad)\b", text)))
    for digits, word in _TOKEN.findall(text):
        read = _with_number(side, digits) if digits else _with_word(side, word)
        if read is None:
            return None
        side = read
    return side


def _with_number(side: _Side, digits: str) -> _Side | None:
    if len(digits) > 2:
        year = int(digits)
        return replace(side, year=year) if year and side.year is None else None
    return replace(side, number=digits) if not side.number else None


def _with_word(side: _Side, word: str) -> _Side | None:
    if word in _SAY_NOTHING:
        return side
    if side.month is not None or side.season is not None:
        return None
    if word in SEASONS:
        return replace(side, season=SEASONS[word])
    for number, name in enumerate(MONTHS, 1):
        if (len(word) >= 3 and name.startswith(word)) or (word, number) == ("sept", 9):
            return replace(side, month=number)
    return None


def _finished(side: _Side | None) -> DateParts | None:
    if side is None or side.year is None or side.era not in ("", "bc", "ad"):
        return None
    day = int(side.number) if side.number else None
    if day is not None and (side.month is None or not 1 <= day <= LAST_DAY):
        return None
    year = -side.year if side.era == "bc" else side.year
    return make_parts(year, side.month, day, side.season)


def _shared(start: _Side, end: _Side) -> DateValue | None:
    """The range of two sides, each of which may leave to the other what both share."""
    if not start.era:
        start = replace(start, era=end.era)
    start, end = _dated(start, end), _dated(end, start)
    first = _finished(start if start.year is not None else replace(start, year=end.year))
    last = _finished(end if end.year is not None else replace(end, year=start.year))
    return DateValue(first, last) if first is not None and last is not None else None


def _dated(side: _Side, other: _Side) -> _Side:
    """The side with its number as the day of the other's month, or as a year like the other's."""
    if not side.number or side.month is not None:
        return side
    if other.month is not None:
        return replace(side, month=other.month)
    if side.year is None and side.era:
        return replace(side, year=int(side.number), number="")
    if side.year is None and other.year is not None:
        unit = 10 ** len(side.number)
        year = other.year - other.year % unit + int(side.number)
        return replace(side, year=year, number="") if year > other.year else side
    return side
