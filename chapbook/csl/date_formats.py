"""The formats that `cs:date` gives to dates, its own or a locale's, and the text of each part.

Specification: "Date", "Date-part", "AD and BC", "Seasons", "Localized Date Formats".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from chapbook.csl import elements as el
from chapbook.csl.date_parts import DateParts
from chapbook.csl.locale import Locale
from chapbook.csl.rich import PLAIN, Font

PARTS = ("year", "month", "day")
"""The parts of a date from the largest down."""

EN_DASH = "–"
_SHOWN = {"year": PARTS[:1], "year-month": PARTS[:2]}
_CONNECTING = re.compile(r"[\s,،؍;:/-]+$")


@dataclass(frozen=True, slots=True)
class Part:
    """A date part of a format. `last` is False where others should follow it."""

    name: str
    form: str
    range_delimiter: str
    look: el.Look
    last: bool

    def without_prefix(self) -> "Part":
        """The part as it stands right behind a range's delimiter."""
        return replace(self, look=replace(self.look, prefix="")) if self.look.prefix else self

    def without_suffix(self) -> "Part":
        """The part as it stands right before a range's delimiter."""
        return replace(self, look=replace(self.look, suffix="")) if self.look.suffix else self


@dataclass(frozen=True, eq=False, slots=True)
class Format:
    """The parts to be shown, in order, with a look around them all or None."""

    parts: tuple[Part, ...]
    delimiter: str
    look: el.Look | None
    localized: bool

    def range_delimiter(self, name: str) -> str:
        """What stands in a range between two parts of a name."""
        return next((part.range_delimiter for part in self.parts if part.name == name), EN_DASH)

    def ends_with(self, part: Part) -> Part:
        """The part as it stands where what should follow is missing from a date.

        Space behind it goes, in a locale's format also a comma or slash.
        """
        suffix = part.look.suffix
        if part.last or not suffix:
            return part
        kept = _CONNECTING.sub("", suffix) if self.localized else suffix.rstrip()
        return part if kept == suffix else replace(part, look=replace(part.look, suffix=kept))

    def opens_range(self, part: Part, alone: bool) -> Part:
        """The last part of a range's beginning, without the suffix that connects it with more.

        Where it isn't `alone`, a locale's suffix that belongs to it ('日') stays.
        """
        own = self.localized and not alone and not _CONNECTING.search(part.look.suffix)
        return part if own else part.without_suffix()


@lru_cache(maxsize=512)
def date_format(element: el.Date, locale: Locale) -> Format:
    """The format of a `cs:date`: its own parts, or the locale's with what it says of them."""
    if not element.form:
        return Format(_parts(element.parts), element.delimiter, None, localized=False)
    localized = locale.date_format(element.form)
    if localized is None:
        return Format((), "", None, localized=True)
    own = {part.name: part for part in element.parts}
    shown = _SHOWN.get(element.shown, PARTS)
    parts = [
        _overridden(part, own[part.name]) if part.name in own else part for part in localized.parts
    ]
    return Format(
        parts=tuple(part for part in _parts(parts) if part.name in shown),
        delimiter=localized.delimiter,
        look=None if localized.look == el.BARE else localized.look,
        localized=True,
    )


def _parts(parts: Sequence[el.DatePart]) -> tuple[Part, ...]:
    return tuple(
        Part(part.name, part.form, part.range_delimiter or EN_DASH, part.look, part is parts[-1])
        for part in parts
        if part.name in PARTS
    )


def _overridden(part: el.DatePart, own: el.DatePart) -> el.DatePart:
    """A locale's part with what a style says of it; affixes stay the locale's."""
    look = replace(
        part.look,
        font=_font(part.look.font, own.look.font),
        text_case=own.look.text_case or part.look.text_case,
        strip_periods=own.look.strip_periods or part.look.strip_periods,
    )
    return replace(
        part,
        form=own.form or part.form,
        range_delimiter=own.range_delimiter or part.range_delimiter,
        look=look,
    )


def _font(font: Font, own: Font) -> Font:
    if own == PLAIN:
        return font
    return Font(*(getattr(own, at.name) or getattr(font, at.name) for at in fields(Font)))


def part_text(part: Part, date: DateParts, locale: Locale) -> str:
    """The text of one part of a date; '' where the date doesn't have it."""
    if part.name == "year":
        return _year(date.year, part.form, locale)
    if part.name == "month":
        return _month(date, part.form, locale)
    return _day(date, part.form, locale)


def _year(year: int, form: str, locale: Locale) -> str:
    if year < 0:
        return f"{-year}{locale.term('bc') or ''}"
    if year < 1000:
        return f"{year}{locale.term('ad') or ''}"
    return f"{year % 100:02d}" if form == "short" else str(year)


def _month(date: DateParts, form: str, locale: Locale) -> str:
    numeric = form.startswith("numeric")
    if date.month is None:
        season = None if numeric or date.season is None else f"season-{date.season:02d}"
        return (locale.term(season, form or "long") or "") if season is not None else ""
    if numeric:
        return f"{date.month:02d}" if form == "numeric-leading-zeros" else str(date.month)
    return locale.term(f"month-{date.month:02d}", form or "long") or ""


def _day(date: DateParts, form: str, locale: Locale) -> str:
    if date.day is None:
        return ""
    if form == "numeric-leading-zeros":
        return f"{date.day:02d}"
    if form != "ordinal" or (locale.limit_day_ordinals_to_day_1 and date.day != 1):
        return str(date.day)
    gender = locale.gender(f"month-{date.month:02d}") if date.month is not None else ""
    return f"{date.day}{locale.ordinal_suffix(date.day, gender)}"
