"""Dates sort as the specification says, whether by numbers or, in macros, by text."""

from chapbook.csl.date_values import DateParts, DateValue, read_date
from chapbook.csl.dates import sort_date, sort_text

P = DateParts
IN_ORDER = [
    "../1900", "-0100", "-0100/-0050", "-0050", "0054", "1999", "2000", "2000/1998", "2000/2001",
    "2000/2005", "2000/..", "2000-05", "2000-05-01", "2000-05-01/2000-06", "2002/2003",
]  # fmt: skip


def test_dates_sort_by_start_and_then_by_end() -> None:
    values = [value for value in map(read_date, IN_ORDER) if value is not None]
    by_number, by_text = [sort_date(value) for value in values], [sort_text(v) for v in values]
    assert len(values) == len(IN_ORDER)
    assert by_number == sorted(by_number)
    assert by_text == sorted(by_text)


def test_words_and_seasons_do_not_sort() -> None:
    assert sort_date(DateValue(literal="soon")) == ()
    assert sort_text(DateValue(literal="soon")) == ""
    assert sort_date(DateValue(P(2000, season=3))) == sort_date(DateValue(P(2000)))


def test_a_macro_sorts_by_the_parts_that_it_shows() -> None:
    first, second = DateValue(P(-100, 7, 13)), DateValue(P(-100, 7, 14))
    assert sort_date(first) < sort_date(second)
    for sort in (sort_date, sort_text):
        assert sort(first, ("year", "month")) == sort(second, ("year", "month"))
