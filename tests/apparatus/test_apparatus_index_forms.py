"""How ranges of pages and notes, and the numerals of folios, are printed and read."""

import pytest

from chapbook.apparatus.index_markup import heading_html, plain_heading
from chapbook.apparatus.index_pages import page_at, page_of_label, roman_value
from chapbook.apparatus.locator_forms import page_range
from tests.apparatus.index_builders import location


@pytest.mark.parametrize(
    ("first", "last", "chicago", "oxford", "mhra"),
    [
        ("3", "10", "3–10", "3–10", "3–10"),
        ("71", "72", "71–72", "71–2", "71–72"),
        ("96", "117", "96–117", "96–117", "96–117"),
        ("100", "104", "100–104", "100–4", "100–04"),
        ("101", "108", "101–8", "101–8", "101–08"),
        ("114", "118", "114–18", "114–18", "114–18"),
        ("123", "125", "123–25", "123–5", "123–25"),
        ("142", "143", "142–43", "142–3", "142–43"),
        ("301", "303", "301–3", "301–3", "301–03"),
        ("321", "328", "321–28", "321–8", "321–28"),
        ("498", "532", "498–532", "498–532", "498–532"),
        ("808", "833", "808–33", "808–33", "808–33"),
        ("998", "1002", "998–1002", "998–1002", "998–1002"),
        ("1087", "1089", "1087–89", "1087–9", "1087–89"),
        ("1098", "1101", "1098–101", "1098–101", "1098–1101"),
        ("1100", "1113", "1100–1113", "1100–13", "1100–13"),
        ("1103", "1104", "1103–4", "1103–4", "1103–04"),
        ("1496", "1500", "1496–500", "1496–500", "1496–1500"),
        ("11564", "11615", "11564–615", "11564–615", "11564–11615"),
        ("12991", "13001", "12991–3001", "12991–3001", "12991–13001"),
        ("xii", "xiv", "xii–xiv", "xii–xiv", "xii–xiv"),
        ("xii", "142", "xii–142", "xii–142", "xii–142"),
        ("37", "37", "37", "37", "37"),
        ("A-1", "A-3", "A-1–A-3", "A-1–A-3", "A-1–A-3"),
    ],
)
def test_ranges_in_print(first: str, last: str, chicago: str, oxford: str, mhra: str) -> None:
    ends = page_of_label(first), page_of_label(last)
    assert page_range(*ends, "chicago") == chicago
    assert page_range(*ends, "oxford") == oxford
    assert page_range(*ends, "mhra") == mhra
    assert page_range(*ends, "full") == (f"{first}–{last}" if first != last else first)


def test_roman_numerals_are_read_where_they_are_right() -> None:
    assert [roman_value(text) for text in ("xiv", "XIV", "iiii", "civil", "", "12", "mix")] == [
        14,
        14,
        0,
        0,
        0,
        0,
        1009,
    ]


def test_a_page_of_the_book_and_a_label_are_the_same_page() -> None:
    for label in ("xii", "37"):
        place = location(label)
        assert page_at(place) == page_of_label(label, place.page_index)


def test_only_stars_are_markup() -> None:
    assert heading_html("*Pravda* <b> & *x") == "<em>Pravda</em> &lt;b&gt; &amp; *x"
    assert heading_html("R&D") == "R&amp;D"
    assert plain_heading("*Pravda* (Moscow), \\*") == "Pravda (Moscow), *"
