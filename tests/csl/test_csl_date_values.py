"""Dates are read from whatever CSL-JSON has: parts, EDTF, dates as people write them."""

import pytest

from chapbook.csl.date_values import DateParts, DateValue, read_date

P = DateParts


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"date-parts": [[2000, "3", 15]]}, DateValue(P(2000, 3, 15))),
        ({"date-parts": [["2000", "", ""]]}, DateValue(P(2000))),
        ({"date-parts": [[2003, 8], [2003, 10]]}, DateValue(P(2003, 8), P(2003, 10))),
        ({"date-parts": [[1987], [0]]}, DateValue(P(1987), open_end=True)),
        ({"date-parts": [[1987], []]}, DateValue(P(1987), open_end=True)),
        ({"date-parts": [[0], [1987]]}, DateValue(None, P(1987))),
        ({"date-parts": [2000, 3]}, DateValue(P(2000, 3))),
        ({"date-parts": [[-250]]}, DateValue(P(-250))),
        ({"date-parts": [[2000.0]]}, DateValue(P(2000))),
        ({"date-parts": [["1999", "21"]]}, DateValue(P(1999, season=1))),
        ({"date-parts": [[1965, -1, 1]]}, DateValue(P(1965))),
        ({"date-parts": [[1965, 13, 1]]}, DateValue(P(1965, season=1))),
        ({"date-parts": [[1965, 60, 1]]}, DateValue(P(1965))),
        ({"date-parts": [[1965, 24, 0]]}, DateValue(P(1965, season=4))),
        ({"date-parts": [[1965, 2, 40]]}, DateValue(P(1965, 2))),
        ({"date-parts": [[2000]], "season": 3}, DateValue(P(2000, season=3))),
        ({"date-parts": [[2000]], "season": "Winter"}, DateValue(P(2000, season=4))),
        ({"date-parts": [[2000, 5]], "season": "22:56:08"}, DateValue(P(2000, 5))),
        ({"date-parts": [[2005]], "circa": 1}, DateValue(P(2005), circa=True)),
        ({"date-parts": [[2005]], "circa": "false"}, DateValue(P(2005))),
        ({"date-parts": [], "literal": "(in press)"}, DateValue(literal="(in press)")),
        ({"date-parts": [[2005]], "literal": "soon"}, DateValue(P(2005), literal="soon")),
        ({"date-parts": [], "raw": "Bogus Date"}, DateValue(literal="Bogus Date")),
        ({"date-parts": [["1999"]], "raw": "Spring 2001"}, DateValue(P(1999))),
        ({"raw": "1999-05/.."}, DateValue(P(1999, 5), open_end=True)),
        ({"edtf": "1999~"}, DateValue(P(1999), circa=True)),
        (1999, DateValue(P(1999))),
    ],
)
def test_csl_json_is_read(value: object, read: DateValue) -> None:
    assert read_date(value) == read


@pytest.mark.parametrize(
    "value",
    [None, "", "  ", {}, [], {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[0]]},
     {"date-parts": "2000"}, {"date-parts": [[None, 1]]}, True, 1.5, {"raw": ""}, {"literal": 3}],
)  # fmt: skip
def test_what_says_nothing_is_no_date(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1999", DateValue(P(1999))),
        ("1999-05-03", DateValue(P(1999, 5, 3))),
        ("2004-01-01T10:10:10Z", DateValue(P(2004, 1, 1))),
        ("2004-10-01/2004-10-14", DateValue(P(2004, 10, 1), P(2004, 10, 14))),
        ("1999/2000", DateValue(P(1999), P(2000))),
        ("1999/", DateValue(P(1999), open_end=True)),
        ("../1999", DateValue(None, P(1999))),
        ("2001-21", DateValue(P(2001, season=1))),
        ("1984?", DateValue(P(1984), circa=True)),
        ("2004-06-11%", DateValue(P(2004, 6, 11), circa=True)),
        ("1984~/2004-06", DateValue(P(1984), P(2004, 6), circa=True)),
        ("1999-05-XX", DateValue(P(1999, 5))),
        ("-0250", DateValue(P(-250))),
        ("Y170000002", DateValue(P(170000002))),
    ],
)
def test_edtf_is_read(text: str, read: DateValue) -> None:
    assert read_date(text) == read_date({"raw": text}) == read


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Aug 31, 2000", P(2000, 8, 31), None),
        ("31 August 2000", P(2000, 8, 31), None),
        ("1st of May, 1999", P(1999, 5, 1), None),
        ("Mar., 2000", P(2000, 3), None),
        ("Aug.31, 2000 to Sept. 2", P(2000, 8, 31), P(2000, 9, 2)),
        ("Spring 1999 - Summer 2001", P(1999, season=1), P(2001, season=2)),
        ("Spring-Summer 1999", P(1999, season=1), P(1999, season=2)),
        ("May/June 2008", P(2008, 5), P(2008, 6)),
        ("10-23 August 2003", P(2003, 8, 10), P(2003, 8, 23)),
        ("August 10–23, 2003", P(2003, 8, 10), P(2003, 8, 23)),
        ("10 August – 23 October 2003", P(2003, 8, 10), P(2003, 10, 23)),
        ("2000-08-31 to 2000-09-02", P(2000, 8, 31), P(2000, 9, 2)),
        ("1999-2000", P(1999), P(2000)),
        ("1998-99", P(1998), P(1999)),
        ("1912–4", P(1912), P(1914)),
        ("23/4/1999", P(1999, 4, 23), None),
        ("4/23/1999", P(1999, 4, 23), None),
        ("4/5/1999", P(1999, 4, 5), None),
        ("4.5.1999", P(1999, 5, 4), None),
        ("1999/4/23", P(1999, 4, 23), None),
        ("4/1999", P(1999, 4), None),
        ("100 B.C.", P(-100), None),
        ("100-50 BCE", P(-100), P(-50)),
        ("10-5 BC", P(-10), P(-5)),
        ("27 BC - AD 14", P(-27), P(14)),
        ("13 October 54 AD", P(54, 10, 13), None),
        ("[1850]", P(1850), None),
        ("2000年8月31日", P(2000, 8, 31), None),
        ("2000年", P(2000), None),
    ],
)
def test_dates_as_people_write_them_are_read(
    text: str, start: DateParts, end: DateParts | None
) -> None:
    assert read_date(text) == DateValue(start, end)


@pytest.mark.parametrize("text", ["c. 1850", "ca 1850", "circa 1850", "1850?", "[1850?]", "c1850"])
def test_approximate_dates_are_circa(text: str) -> None:
    assert read_date(text) == DateValue(P(1850), circa=True)


def test_a_dash_at_the_end_is_an_open_range() -> None:
    assert read_date("2003–") == DateValue(P(2003), open_end=True)


@pytest.mark.parametrize(
    "text",
    ["Bogus Date", "n.d.", "in press", "maybe around 2000bc sometime?", "May 12", "1850s", "201X",
     "31 May June 2000", "1999 2000", "May 40, 1999", "13/13/1999", "août 1999", "5-3-x",
     "1999-1-2-3", "0 BC", "10 2003"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_literal(text: str) -> None:
    assert read_date(text) == DateValue(literal=text)
