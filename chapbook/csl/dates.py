"""Turn dates into rich text and into sort keys.

Specification: "Date", "Date Ranges", "Sorting Variables", "Sorting Macros".
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from chapbook.csl import elements as el
from chapbook.csl.date_formats import PARTS, Format, Part, date_format, part_text
from chapbook.csl.date_parts import DateParts, DateValue
from chapbook.csl.locale import Locale
from chapbook.csl.rich import Inline, Span, Text

Apply = Callable[[el.Look, list[Inline]], list[Inline]]
"""What puts the affixes, font and case of a look on inlines."""

YEAR_MARK = "year"
_ENDLESS = 10**9
_Shown = Sequence[tuple[Part, str]]


def render_date(element: el.Date, value: DateValue, locale: Locale, apply: Apply) -> list[Inline]:
    """What a `cs:date` shows of a date: nothing where the date has none of its parts.

    The year is in a Span marked 'year', in a range the last one; a year suffix goes there.
    """
    if value.literal:
        return apply(element.look, [Text(value.literal)])
    format_ = date_format(element, locale)
    shown = _Renderer(format_, locale, apply).value(value)
    if not shown:
        return []
    return apply(element.look, shown if format_.look is None else apply(format_.look, shown))


def parts_shown(element: el.Date, locale: Locale) -> frozenset[str]:
    """The parts that a `cs:date` shows: what a macro sorts by (spec "Sorting Macros")."""
    return frozenset(part.name for part in date_format(element, locale).parts)


def sort_date(value: DateValue, shown: Collection[str] = PARTS) -> tuple[int, ...]:
    """A key to sort dates by; () for one that is words alone (spec "Sorting Variables").

    What is missing counts as 0, seasons too; ranges stand behind a date that is their start.
    """
    if value.start is None and value.end is None:
        return ()
    start = (-_ENDLESS, 0, 0) if value.start is None else _numbers(value.start, shown)
    if value.end is not None:
        return (*start, 1, *_numbers(value.end, shown))
    return (*start, 1, _ENDLESS, 0, 0) if value.open_end else (*start, 0, 0, 0, 0)


def sort_text(value: DateValue, shown: Collection[str] = PARTS) -> str:
    """The key of sort_date as digits that sort as strings do, for macros; '' for words alone."""
    return "".join(
        f"{number + _ENDLESS:010d}" if at in (0, 4) else f"{number:02d}"
        for at, number in enumerate(sort_date(value, shown))
    )


def _numbers(date: DateParts, shown: Collection[str]) -> tuple[int, ...]:
    return tuple((getattr(date, name) or 0) if name in shown else 0 for name in PARTS)


@dataclass(frozen=True, slots=True)
class _Renderer:
    format: Format
    locale: Locale
    apply: Apply

    def value(self, value: DateValue) -> list[Inline]:
        start, end = value.start, value.end
        if start is not None and end is not None:
            differing = _differing(start, end, {part.name for part in self.format.parts})
            return self._range(start, end, differing) if differing else self._single(end)
        if start is not None:
            return self._open(self._single(start), value.open_end, False)
        return self._open(self._single(end), False, True) if end is not None else []

    def _single(self, date: DateParts) -> list[Inline]:
        return self._inlines(self._ended(self._shown(self.format.parts, date)))

    def _open(self, shown: list[Inline], after: bool, before: bool) -> list[Inline]:
        """A date with the delimiter of an open range, that of the largest part, beside it."""
        if not shown or not (after or before):
            return shown
        names = {part.name for part in self.format.parts}
        largest = next(name for name in PARTS if name in names)
        dash = Text(self.format.range_delimiter(largest))
        return [dash, *shown] if before else [*shown, dash]

    def _range(self, start: DateParts, end: DateParts, differing: str) -> list[Inline]:
        """A range in which what both ends share stands once (spec "Date Ranges")."""
        parts = self.format.parts
        small = PARTS[PARTS.index(differing) :]
        places = [at for at, part in enumerate(parts) if part.name in small]
        first, behind = places[0], places[-1] + 1
        before, after = self._shown(parts[:first], start), self._shown(parts[behind:], end)
        from_ = self._opening(self._shown(parts[first:behind], start))
        to = [(parts[first].without_prefix(), text) if part is parts[first] else (part, text)
              for part, text in self._shown(parts[first:behind], end)]  # fmt: skip
        middle = [
            *self._inlines(from_, mark=""),
            Text(self.format.range_delimiter(differing)),
            *self._inlines(to if after else self._ended(to)),
        ]
        return self._joined([self._inlines(before), middle, self._inlines(self._ended(after))])

    def _shown(self, parts: Iterable[Part], date: DateParts) -> _Shown:
        """The parts that a date has, with their texts."""
        return [(part, text) for part in parts if (text := part_text(part, date, self.locale))]

    def _opening(self, shown: _Shown) -> _Shown:
        if not shown:
            return shown
        part, text = shown[-1]
        return [*shown[:-1], (self.format.opens_range(part, alone=len(shown) == 1), text)]

    def _ended(self, shown: _Shown) -> _Shown:
        if not shown or shown[-1][0].last:
            return shown
        part, text = shown[-1]
        return [*shown[:-1], (self.format.ends_with(part), text)]

    def _inlines(self, shown: _Shown, mark: str = YEAR_MARK) -> list[Inline]:
        return self._joined(
            [
                self.apply(
                    part.look,
                    [Span((Text(text),), mark=mark) if part.name == mark else Text(text)],
                )
                for part, text in shown
            ]
        )

    def _joined(self, groups: Iterable[list[Inline]]) -> list[Inline]:
        """Groups of inlines with the format's delimiter between them."""
        delimiter = self.format.delimiter
        joined: list[Inline] = []
        for group in groups:
            if delimiter and joined and group:
                joined.append(Text(delimiter))
            joined += group
        return joined


def _differing(start: DateParts, end: DateParts, shown: Collection[str]) -> str:
    """The largest part shown that differs; where one end lacks it, the largest one shown."""
    names = [name for name in PARTS if name in shown]
    for name in names:
        first, last = _slot(start, name), _slot(end, name)
        if first != last:
            return name if first and last else names[0]
    return ""


def _slot(date: DateParts, name: str) -> object:
    """What stands in the place of a part: a season may be in a month's."""
    if name == "month" and date.month is None:
        return date.season and ("season", date.season)
    return getattr(date, name)
