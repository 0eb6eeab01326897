"""Dates are rendered and sorted as the specification says."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.csl import elements as el
from chapbook.csl.date_values import read_date
from chapbook.csl.dates import YEAR_MARK, parts_shown, render_date, sort_date, sort_text
from chapbook.csl.locale import Locale
from chapbook.csl.rich import Font, Inline, Span, Text, plain
from tests.csl.csl_locales import locale, locale_xml

NOTHING = el.BARE


def apply(look: el.Look, inlines: list[Inline]) -> list[Inline]:
    """A simple stand-in for the renderer's."""
    if look.strip_periods or look.text_case == "uppercase":
        changed = plain(inlines).replace(".", "" if look.strip_periods else ".")
        inlines = [Text(changed.upper() if look.text_case else changed)]
    if look.font.style:
        inlines = [Text(f"<{plain(inlines)}>")]
    return [Text(look.prefix), *inlines, Text(look.suffix)]


def date(
    *parts: el.DatePart,
    form: str = "",
    shown: str = "",
    delimiter: str = "",
    look: el.Look = NOTHING,
) -> el.Date:
    return el.Date("issued", form, shown, delimiter, parts, look)


def part(
    name: str, suffix: str = "", form: str = "", delimiter: str = "", prefix: str = ""
) -> el.DatePart:
    return el.DatePart(name, form, delimiter, el.Look(prefix=prefix, suffix=suffix))


def shown(element: el.Date, value: object, in_: Locale | None = None) -> str:
    read = read_date(value)
    assert read is not None
    return plain(render_date(element, read, in_ or locale(), apply))


DAY_MONTH_YEAR = date(part("day", " "), part("month", " "), part("year"))
ISO = date(part("year"), part("month", form="numeric"), part("day"), delimiter="-")


_JSON: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["date-parts", "season", "circa", "raw", "edtf", "literal"]), inner
        )
    ),
)
_WORDS = st.lists(
    st.sampled_from(
        ["1999", "12", "31", "0", "May", "Aug.", "spring", "bc", "AD", "c.", "-", "/", "–", "to",
         " ", ", ", "?", "[", "]", "..", "年", "X", "Y", "T", "."]
    ),
    max_size=9,
)  # fmt: skip


@given(_JSON | _WORDS.map("".join))
def test_reading_and_rendering_a_date_never_fails(value: object) -> None:
    read = read_date(value)
    if read is not None:
        assert read.start or read.end or read.literal
        for form in ("text", "numeric"):
            render_date(date(form=form), read, locale("fr"), apply)
        assert sort_text(read).isdigit() or not sort_date(read)


@given(st.dates())
def test_iso_dates_are_read_and_rendered_back(day: object) -> None:
    text = str(day)
    zeros = date(
        part("year"), part("month", form="numeric-leading-zeros"),
        part("day", form="numeric-leading-zeros"), delimiter="-",
    )  # fmt: skip
    assert shown(zeros, text).replace(" AD", "").zfill(10) == text


@pytest.mark.parametrize(
    ("form", "shown_parts", "value", "text"),
    [
        ("text", "", "2005-12-15", "December 15, 2005"),
        ("text", "", "2005-12", "December 2005"),
        ("text", "year-month", "2005-12-15", "December 2005"),
        ("text", "year", "2005-12-15", "2005"),
        ("numeric", "", "2005-12-15", "12/15/2005"),
        ("numeric", "", "2005-12", "12/2005"),
        ("numeric", "year-month", "2005-11-15/2006-12-20", "11/2005–12/2006"),
        ("numeric", "", "2005-21", "2005"),
        ("text", "", "2000-23", "Autumn 2000"),
        ("text", "", "1999-22/1999-21", "Summer–Spring 1999"),
        ("text", "", "2003-08-10/2003-08-23", "August 10–23, 2003"),
        ("text", "", "2003-08-03/2003-10-23", "August 3–October 23, 2003"),
        ("text", "", "1987-08-03/2003-10-23", "August 3, 1987–October 23, 2003"),
        ("text", "year", "2003-08-03/2003-10-23", "2003"),
        ("text", "", "2003/2003-08", "2003–August 2003"),
        ("text", "", "2003-08/..", "August 2003–"),
        ("text", "", "../2003", "–2003"),
        ("text", "", "in press", "in press"),
        ("other", "", "2003", ""),
    ],
)
def test_localized_dates_have_the_locale_s_form(
    form: str, shown_parts: str, value: str, text: str
) -> None:
    assert shown(date(form=form, shown=shown_parts), value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2003", "2003年"),
        ("2003-08", "2003年8月"),
        ("2003/2004", "2003–2004年"),
        ("2003-08-03/2003-08-23", "2003年8月3–23日"),
        ("2003-08-03/2003-10-23", "2003年8月3日–10月23日"),
    ],
)
def test_years_may_come_first(value: str, text: str) -> None:
    assert shown(date(form="text"), value, locale("ja")) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2003-08-10/2003-08-23", "10–23 August 2003"),
        ("2003-08-03/2003-10-23", "3 August–23 October 2003"),
        ("1987-08-03/2003-10-23", "3 August 1987–23 October 2003"),
        ("1987-08/2003-10", "August 1987–October 2003"),
        ("1987/2003", "1987–2003"),
        ("1987/1987", "1987"),
        ("0499", "499 AD"),
        ("-0250", "250 BC"),
        ("-0100/0014", "100 BC–14 AD"),
    ],
)
def test_a_style_s_own_parts_are_rendered(value: str, text: str) -> None:
    assert shown(DAY_MONTH_YEAR, value) == text


def test_the_delimiter_of_a_range_is_that_of_the_largest_part_that_differs() -> None:
    own = locale_xml(
        '<date form="text" delimiter=" "><date-part name="day" range-delimiter="[D]"/>'
        '<date-part name="month" range-delimiter="[M]"/>'
        '<date-part name="year" range-delimiter="[Y]"/></date>'
    )
    texts = [
        shown(date(form="text"), value, locale("en", own))
        for value in ("1999-01-02/1999-01-04", "1999-01-02/1999-03-04", "1999-01-02/2000-01-04")
    ]
    assert texts == [
        "2[D]4 January 1999", "2 January[M]4 March 1999", "2 January 1999[Y]4 January 2000",
    ]  # fmt: skip


def test_affixes_of_a_range_stand_once() -> None:
    year = date(part("year", ")", prefix="("))
    assert shown(year, "1999/2000") == "(1999–2000)"
    iso = date(part("year"), part("month", form="numeric", prefix="-"), part("day", prefix="-"))
    assert shown(iso, "2008-05-10/2008-05-12") == "2008-5-10–12"


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("day", "", "2"), ("day", "numeric-leading-zeros", "02"), ("day", "ordinal", "2nd"),
        ("month", "", "May"), ("month", "short", "May."), ("month", "numeric", "5"),
        ("month", "numeric-leading-zeros", "05"), ("year", "", "2005"), ("year", "short", "05"),
    ],
)  # fmt: skip
def test_parts_have_forms(name: str, form: str, text: str) -> None:
    assert shown(date(part(name, form=form)), "2005-05-02") == text


def test_a_season_stands_instead_of_a_month() -> None:
    season = date(part("month"), part("day", prefix=" "))
    assert shown(season, {"date-parts": [[2000]], "season": 3}) == "Autumn"
    assert shown(season, "2000") == ""


@pytest.mark.parametrize(("day", "text"), [("01", "1er août 2004"), ("14", "14 août 2004")])
def test_only_the_first_may_be_an_ordinal(day: str, text: str) -> None:
    assert shown(date(form="text"), f"2004-08-{day}", locale("fr")) == text


def test_space_before_a_missing_part_goes() -> None:
    year_first = date(part("year", " "), part("month", " "), part("day", " "))
    assert shown(year_first, "2000") == "2000"
    assert shown(year_first, "2000-05") == "2000 May"
    assert shown(year_first, "2000-05-01") == "2000 May 1 "


def test_a_style_overrides_parts_of_a_localized_date() -> None:
    own = locale_xml(
        '<date form="text"><date-part name="month" suffix=" " text-case="uppercase"/>'
        '<date-part name="year"/></date>'
    )
    short = el.DatePart("month", "short", "", el.Look(prefix="!"))
    assert shown(date(short, form="text"), "2005-12-15", locale("en", own)) == "DEC. 2005"
    italic = el.DatePart("month", "", "~", el.Look(font=Font(style="italic"), strip_periods=True))
    assert shown(date(italic, form="text"), "2005-12-15") == "<December> 15, 2005"
    assert shown(date(italic, form="text"), "2005-11/2005-12") == "<November>~<December> 2005"


def test_the_whole_has_its_look_and_nothing_stays_nothing() -> None:
    look = el.Look(prefix="(", suffix=")", text_case="uppercase")
    assert shown(date(part("month"), look=look), "2005-12") == "(DECEMBER)"
    assert shown(date(part("month"), look=look), "2005") == ""
    assert shown(date(part("month"), look=look), "soon") == "(SOON)"


def _marked(inlines: list[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Span) and inline.mark == YEAR_MARK:
            yield plain([inline])


@pytest.mark.parametrize(
    ("value", "years"),
    [("2005-12", ["2005"]), ("1987/2003", ["2003"]), ("2003-08/2003-10", ["2003"]),
     ("2003/", ["2003"]), ("soon", [])],
)  # fmt: skip
def test_one_year_is_marked(value: str, years: list[str]) -> None:
    read = read_date(value)
    assert read is not None
    assert list(_marked(render_date(DAY_MONTH_YEAR, read, locale(), apply))) == years


def test_a_date_says_which_parts_it_shows() -> None:
    assert parts_shown(date(form="text", shown="year-month"), locale()) == {"year", "month"}
    assert parts_shown(ISO, locale()) == {"year", "month", "day"}
