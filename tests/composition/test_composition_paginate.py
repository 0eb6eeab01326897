"""Where divisions begin, and what folios their pages have."""

from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.model import AnchorPosition, TypesetFragment
from chapbook.composition.paginate import paginate, place_divisions, side_of
from chapbook.manuscript.book_config import (
    Division,
    Matter,
    Opening,
)


def division(name: str, matter: Matter, opening: Opening = Opening.NEXT) -> Division:
    return Division(name, "chapter", matter, opening, None, None)


BOOK = (
    division("half-title", Matter.FRONT, Opening.RECTO),
    division("title", Matter.FRONT, Opening.RECTO),
    division("imprint", Matter.FRONT, Opening.VERSO),
    division("preface", Matter.FRONT),
    division("one", Matter.BODY, Opening.RECTO),
    division("two", Matter.BODY),
    division("back-cover", Matter.BACK, Opening.VERSO),
)


def test_front_matter_is_roman_and_the_body_begins_at_1_on_a_recto() -> None:
    places = place_divisions(BOOK, {"one": 3})
    printed = [str(place.first_folio_printed) for place in places]
    assert printed == ["i", "iii", "iv", "v", "1", "4", "6"]
    assert [place.first_page_index for place in places] == [0, 2, 3, 4, 6, 9, 11]
    assert [place.blanks_before for place in places] == [0, 1, 0, 0, 1, 0, 1]


def test_a_body_that_may_begin_anywhere_begins_at_1_without_a_blank() -> None:
    book = [division("title", Matter.FRONT), division("one", Matter.BODY)]
    places = place_divisions(book, {})
    assert [str(place.first_folio_printed) for place in places] == ["i", "1"]
    assert [place.blanks_before for place in places] == [0, 0]


def test_an_anchor_is_on_its_page_of_its_fragment() -> None:
    places = place_divisions(BOOK[3:5], {"preface": 2, "one": 2})
    fragments = {
        "preface": TypesetFragment("preface", "", b"", 2, {"p": AnchorPosition(1, 0, 0)}, ()),
        "one": TypesetFragment("one", "", b"", 2, {"q": AnchorPosition(1, 0, 0)}, ()),
    }
    locations = paginate(places, fragments).locations
    assert locations["p"] == PageLocation(1, Folio(2, FolioStyle.ROMAN))
    assert locations["q"] == PageLocation(3, Folio(2, FolioStyle.ARABIC))


@given(st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_sides_are_kept_and_no_folio_is_skipped(counts: list[int]) -> None:
    names = [one.id for one in BOOK]
    places = place_divisions(BOOK, dict(zip(names, counts, strict=True)))
    end = 0
    for place, one in zip(places, BOOK, strict=True):
        assert place.first_page_index == end + place.blanks_before
        assert place.blanks_before in (0, 1)
        if one.opening is not Opening.NEXT:
            assert side_of(place) is one.opening
        odd = place.first_folio % 2
        assert odd == (place.first_page_index % 2 == 0), "rectos have odd folios"
        end = place.first_page_index + place.page_count
    assert places[4].first_folio == 1
