"""What is true of every index: nothing lost, nothing twice, whatever the order of the marks."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.authority import NO_AUTHORITY, IndexAuthority
from chapbook.apparatus.index import make_index, plain_index
from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.model import Index, IndexEntry, Locator, PageLocation
from chapbook.diagnostics import Severity
from chapbook.manuscript.model import IndexMark, MarkRole
from tests.apparatus.index_builders import location, mark

PLACES = st.lists(
    st.tuples(
        st.sampled_from(["a", "a > b", "a > b > c", "ä", "d"]),
        st.integers(1, 130),
        st.integers(0, 40),
        st.sampled_from(["", "", "main", "figure"]),
        st.sampled_from(["", "", "", "1", "2", "3", "7"]),
    ),
    max_size=12,
)
Places = list[tuple[str, int, int, str, str]]
Stretches = dict[tuple[str, ...], list[tuple[int, int, Locator]]]


def marked(places: Places) -> tuple[list[IndexMark], dict[str, PageLocation], dict[str, str]]:
    """Points where the length is less than 20, else ranges; a point may be in a note."""
    marks: list[IndexMark] = []
    locations: dict[str, PageLocation] = {}
    notes: dict[str, str] = {}
    for path, page, length, weight, note in places:
        ends = [(MarkRole.POINT, page)]
        if length >= 20:
            ends = [(MarkRole.OPEN, page), (MarkRole.CLOSE, page + length - 20)]
        for role, end in ends:
            line = len(marks) + 1
            marks.append(mark(path, line, role, weight == "main", "", weight == "figure"))
            locations[marks[-1].anchor] = location(str(end))
            if note and len(ends) == 1:
                notes[marks[-1].anchor] = note
    return marks, locations, notes


def made(places: Places, merge: str = "never") -> Index:
    marks, locations, notes = marked(places)
    authority = IndexAuthority(style=IndexStyle(range="full", merge=merge))
    index, found = make_index(marks, authority, locations, "en", notes)
    assert not [each for each in found if each.severity is Severity.ERROR]
    return index


def stretches(index: Index) -> Stretches:
    """First and last page of each locator by its heading's path."""
    found: Stretches = {}

    def collect(entry: IndexEntry, above: tuple[str, ...]) -> None:
        path = (*above, entry.heading)
        for locator in entry.locators:
            first, _, last = locator.text.split("n")[0].partition("–")
            found.setdefault(path, []).append((int(first), int(last or first), locator))
        for subentry in entry.subentries:
            collect(subentry, path)

    for section in index.sections:
        for entry in section.entries:
            collect(entry, ())
    return found


MERGES = st.sampled_from(["never", "three", "two"])


@given(PLACES, MERGES)
def test_no_mark_is_lost_and_no_page_invented(places: Places, merge: str) -> None:
    shown = stretches(made(places, merge))
    for path, page, length, weight, note in places:
        last = page + max(0, length - 20)
        assert any(
            first <= page
            and last <= end
            and (one.principal or weight != "main")
            and one.note is bool(note and length < 20)
            for first, end, one in shown[tuple(path.split(" > "))]
        )
    pages = {
        (tuple(path.split(" > ")), number)
        for path, page, length, *_ in places
        for number in range(page, page + max(0, length - 20) + 1)
    }
    assert pages == {
        (path, number)
        for path, each in shown.items()
        for first, last, _ in each
        for number in range(first, last + 1)
    }


@given(PLACES, MERGES)
def test_every_mark_is_behind_exactly_the_locators_that_cover_it(
    places: Places, merge: str
) -> None:
    marks, locations, _ = marked(places)
    behind: dict[tuple[str, ...], list[str]] = {}
    for path, each in stretches(made(places, merge)).items():
        for first, last, locator in each:
            assert locator.anchor == locator.places[0].anchor
            for place in locator.places:
                assert first <= locations[place.anchor].folio.number <= last
                behind.setdefault(path, []).append(place.anchor)
    for path, anchors in behind.items():
        assert sorted(anchors) == sorted({one.anchor for one in marks if one.path == path})


@given(PLACES, MERGES)
def test_nothing_is_printed_twice(places: Places, merge: str) -> None:
    for each in stretches(made(places, merge)).values():
        texts = [locator.text for _, _, locator in each if not locator.note]
        points = [text for text in texts if "–" not in text]
        assert len(points) == len(set(points))
        assert [first for first, _, _ in each] == sorted(first for first, _, _ in each)
        for note in (True, False):
            for weight in ((True, False), (False, True), (False, False)):
                kind = [
                    (first, last, locator.text)
                    for first, last, locator in each
                    if (locator.principal, locator.illustration) == weight and locator.note is note
                ]
                assert len(kind) == len({text for _, _, text in kind})
                if not note:
                    pages = [n for first, last, _ in kind for n in range(first, last + 1)]
                    assert len(pages) == len(set(pages))


@given(PLACES, st.randoms(use_true_random=False), MERGES)
def test_the_order_of_marks_does_not_matter(places: Places, random: Random, merge: str) -> None:
    marks, locations, notes = marked(places)
    authority = IndexAuthority(style=IndexStyle(merge=merge))
    shuffled = marks[:]
    random.shuffle(shuffled)
    index, found = make_index(marks, authority, locations, "de", notes)
    again, found_again = make_index(shuffled, authority, locations, "de", notes)
    assert again == index
    assert set(found_again) == set(found)


@given(PLACES, st.randoms(use_true_random=False))
def test_nor_does_it_for_plain_marks(places: Places, random: Random) -> None:
    plain: list[dict[str, Any]] = []
    for path, page, length, weight, note in places:
        emphasis = {"figure": "illus"}.get(weight, weight)
        head = {"h": path.split(" > "), "fmt": emphasis}
        if length >= 20:
            plain += [
                {**head, "p": str(page), "range": "open"},
                {**head, "p": str(page + length - 20), "range": "close"},
            ]
        else:
            plain.append({**head, "p": str(page), "note": note})
    shuffled = plain[:]
    random.shuffle(shuffled)
    assert plain_index(shuffled).lines == plain_index(plain).lines


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=12))
def test_any_heading_is_printed_once(headings: list[str]) -> None:
    marks = [mark("x", line) for line, _ in enumerate(headings, start=1)]
    marks = [
        type(one)(**{**vars(one), "path": (head,)})
        for one, head in zip(marks, headings, strict=True)
    ]
    locations = {one.anchor: location("5") for one in marks}
    index, _ = make_index(marks, NO_AUTHORITY, locations, "en")
    printed = [entry.heading for section in index.sections for entry in section.entries]
    assert sorted(printed) == sorted(headings)
