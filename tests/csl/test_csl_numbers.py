"""Numbers, their ordinals and ranges come out as the CSL test suite has them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chapbook.csl.number_labels import find_label, split_locator
from chapbook.csl.numbers import format_number, is_numeric, is_plural, page_range, roman
from chapbook.csl.page_ranges import expanded
from tests.csl.csl_locales import locale, terms_xml

FORMATS = ("", "expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16")


@pytest.mark.parametrize(
    "text",
    ["5", "5th", "D2", "2b", "L2d", "2, 3", "2-4", "2 – 4", "2 & 4", " 7 ", "01790", "3\\-4"],
)
def test_numbers_with_affixes_and_separators_are_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize(
    "text",
    ["", "second", "2nd edition", "5 ed.", "2,", "-", "2 and 4", "i", "annotated edition",
     "version: 2002, amended effective June 1, 2010, and January 1, 2017"],
)  # fmt: skip
def test_words_are_not_numeric(text: str) -> None:
    assert not is_numeric(text)


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        ("42", "numeric", "42"),
        ("42", "ordinal", "42nd"),
        ("42", "long-ordinal", "42nd"),
        ("9", "long-ordinal", "ninth"),
        ("42", "roman", "xlii"),
        ("2,3", "numeric", "2, 3"),
        ("2 , 3", "ordinal", "2nd, 3rd"),
        ("2 - 4", "numeric", "2–4"),
        ("2-4", "roman", "ii–iv"),
        ("2&3", "ordinal", "2nd & 3rd"),
        ("2E", "ordinal", "2E"),
        ("1st-3rd", "ordinal", "1st–3rd"),
        ("3\\-4", "ordinal", "3-4"),
        ("A-3", "numeric", "A-3"),
        ("5 ed.", "ordinal", "5 ed."),
        ("Special edition", "roman", "Special edition"),
        ("7, p. 3-8", "ordinal", "7th, pp. 3–8"),
        ("4000", "roman", "4000"),
        ("0", "roman", "0"),
        ("1" * 5000, "ordinal", "1" * 5000),
        ("²", "ordinal", "²"),
    ],
)
def test_numbers_are_formatted_one_by_one(text: str, form: str, shown: str) -> None:
    assert format_number(text, form, locale()) == shown


def test_ordinals_agree_with_their_noun() -> None:
    assert format_number("1", "ordinal", locale("fr"), "feminine") == "1re"
    assert format_number("1", "long-ordinal", locale("fr"), "feminine") == "première"


def test_numbers_take_the_locale_s_signs() -> None:
    own = terms_xml(
        '<term name="page-range-delimiter">=</term><term name="and" form="symbol">+</term>'
    )
    assert format_number("1-2 & 4", "numeric", locale("en", own)) == "1=2 + 4"


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    digits = [values[letter] for letter in roman(number)]
    signed = [
        -digit if any(later > digit for later in digits[at + 1 : at + 2]) else digit
        for at, digit in enumerate(digits)
    ]
    assert sum(signed) == number


@pytest.mark.parametrize(
    "text",
    ["1-2", "1–2", "1, 2", "1 & 2", "i-ix", "S213-S235", "213 and 235", "213, and 235",
     "213 et 235", "213, et 235", "100 - 103", "367-368, fig. 333", "xii-15", "12a-12c"],
)  # fmt: skip
def test_several_numbers_are_plural(text: str) -> None:
    assert is_plural(text, "page", locale("fr"))


@pytest.mark.parametrize(
    "text",
    ["", "1", "3\\-B", "327\\-30", "Michaelson-Morely", "N110-P5", "1, fol. 186, 8 April 1544",
     "8 April 1544", "12 ff.", '"gargoyle"', "2-1-5"],
)  # fmt: skip
def test_one_number_is_singular(text: str) -> None:
    assert not is_plural(text, "page", locale())


@pytest.mark.parametrize(
    ("text", "plural"),
    [("1", False), ("2", True), ("0", False), ("xii, 350", True), ("3 vols", True)],
)
def test_counts_are_plural_above_one(text: str, plural: bool) -> None:
    assert is_plural(text, "number-of-volumes") is plural
    assert is_plural("2", "volume") is False


CHICAGO = [
    ("101-108", "101–8"), ("3-10", "3–10"), ("71-72", "71–72"), ("96-117", "96–117"),
    ("100-4", "100–104"), ("600-13", "600–613"), ("1100-23", "1100–1123"), ("505-17", "505–17"),
    ("1002-1006", "1002–6"), ("321-325", "321–25"), ("415-532", "415–532"),
    ("11564-11568", "11564–68"), ("13792-13803", "13792–803"), ("1536-538", "1536–38"),
    ("142-145 & 235", "142–45 & 235"), ("8n11564-8n1568", "8n11564–68"),
    ("n11564-n1568", "n11564–68"), ("n11564-1568", "n11564-1568"), ("01790", "01790"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page_range_format", "text", "shown"),
    [
        *(("chicago", *case) for case in CHICAGO),
        *(("chicago-15", *case) for case in CHICAGO),
        *(("chicago-16", *case) for case in CHICAGO),
        ("chicago-15", "1496-504", "1496–1504"),
        ("chicago-15", "2787-816", "2787–2816"),
        ("chicago-16", "1496-1500", "1496–500"),
        ("chicago-16", "498-532", "498–532"),
        ("chicago-16", "12991-123001", "12991–123001"),
        ("chicago-16", "cvi-cix", "cvi–cix"),
        ("expanded", "110-5", "110–115"),
        ("expanded", "42-5, 55, 60-5", "42–45, 55, 60–65"),
        ("expanded", "N110 - 5", "N110-5"),
        ("expanded", "N110 - N5", "N110–N115"),
        ("expanded", "110 - N6", "110-N6"),
        ("expanded", "N110 - P5", "N110-P5"),
        ("expanded", "123N110 - N5, 456K200 - 99", "123N110-N5, 456K200-99"),
        ("expanded", "123N110 - N5, 000c23 - 22", "123N110-N5, 000c23-22"),
        ("expanded", "327\\-30", "327-30"),
        ("expanded", "S213-S235", "S213–S235"),
        ("minimal", "71-72", "71–2"),
        ("minimal", "1100-23", "1100–23"),
        ("minimal", "2787-816", "2787–816"),
        ("minimal", "n11564 - n1568", "n11564–8"),
        ("minimal", "n11564 - 1568", "n11564-1568"),
        ("minimal-two", "101-108", "101–08"),
        ("minimal-two", "11564-11568", "11564–68"),
        ("minimal-two", "3-9", "3–9"),
        ("", "110-5", "110–5"),
        ("", "i-ix", "i–ix"),
        ("", "e1-e7", "e1–e7"),
        ("", "3\\-B", "3-B"),
        ("", "4–6", "4–6"),
        ("", "2703 –2710", "2703–2710"),
        ("", "Michaelson-Morely", "Michaelson-Morely"),
        ("", " 666", "666"),
        ("", "9-5", "9–5"),
        ("", "1-2-3", "1-2-3"),
        ("", "213, and 235", "213, and 235"),
    ],
)
def test_page_ranges_have_a_format(page_range_format: str, text: str, shown: str) -> None:
    assert page_range(text, page_range_format, "–") == shown


def test_ranges_and_lists_take_the_locale_s_signs() -> None:
    assert page_range("1-2 & 4", "", "=", "AMPERSAND") == "1=2 AMPERSAND 4"


@given(st.integers(1, 10**7), st.integers(0, 10**4), st.sampled_from(FORMATS[2:]), st.booleans())
def test_expanding_an_abbreviated_range_gives_it_back(
    first: int, pages: int, page_range_format: str, prefixed: bool
) -> None:
    assume(pages)
    prefix = "n" if prefixed else ""
    whole = f"{prefix}{first}–{prefix}{first + pages}"
    short = page_range(whole, page_range_format, "–")
    start, end = short.removeprefix(prefix).split("–")
    assert expanded(start, end.removeprefix(prefix)) == str(first + pages)
    assert len(short) <= len(whole)
    if not prefixed:
        assert page_range(short, "expanded", "–") == whole


@given(st.text("0123 -–&,\\abix\n", max_size=30) | st.text(max_size=30), st.sampled_from(FORMATS))
def test_no_text_is_too_odd(text: str, page_range_format: str) -> None:
    page_range(text, page_range_format, "–")
    is_plural(text, "number-of-pages", locale())
    format_number(text, "ordinal", locale())
    split_locator(text, locale())


@pytest.mark.parametrize(
    ("text", "term", "rest"),
    [
        ("vol. 1, fol. 186, 8 April 1544", "volume", "1, fol. 186, 8 April 1544"),
        ("pp. xi-xii", "page", "xi-xii"),
        ("§ 5", "section", "5"),
        ("Fol. 12", "folio", "12"),
        ("12", "", "12"),
        ("367-368, fol. 333", "", "367-368, fol. 333"),
        ("p. of nothing", "", "p. of nothing"),
    ],
)
def test_a_locator_may_begin_with_its_label(text: str, term: str, rest: str) -> None:
    assert split_locator(text, locale()) == (term, rest)


def test_a_label_is_found_behind_numbers() -> None:
    found = find_label("7, p. 3-8", locale())
    assert found is not None
    assert (found.before, found.term, found.after) == ("7", "page", "3-8")
    assert find_label("7 p.", make_bare := locale("gx")) is None
    assert make_bare.language == "gx"
