"""The index: text cases and properties."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.authority import NO_AUTHORITY, read_authority
from chapbook.apparatus.index import make_index
from chapbook.apparatus.locators import page_range
from chapbook.apparatus.model import (
    Folio,
    FolioStyle,
    Index,
    IndexEntry,
    Locator,
    PageLocation,
)
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.model import IndexMark, MarkRole, SourceText
from tests.apparatus.apparatus_builders import CASES

FRONT_PAGES = 50
ROMAN = {str(Folio(number, FolioStyle.ROMAN)): number for number in range(1, FRONT_PAGES)}
ROLES = {role.value: role for role in MarkRole}


def location(folio: str) -> PageLocation:
    if number := ROMAN.get(folio):
        return PageLocation(number - 1, Folio(number, FolioStyle.ROMAN))
    return PageLocation(FRONT_PAGES + int(folio), Folio(int(folio), FolioStyle.ARABIC))


def mark(
    path: str,
    line: int,
    role: MarkRole = MarkRole.POINT,
    principal: bool = False,
    sort_key: str = "",
) -> IndexMark:
    return IndexMark(
        path=tuple(path.split(" > ")),
        anchor=f"01--ix{line}",
        role=role,
        principal=principal,
        sort_key=sort_key,
        note=None,
        in_figure=False,
        span=SourceSpan("chapters/01.md", line, 3),
    )


def as_lines(entry: IndexEntry, level: int = 0) -> list[str]:
    printed = [f"**{each.text}**" if each.principal else each.text for each in entry.locators]
    line = ", ".join([entry.heading, *printed])
    line += f"; see {' | '.join(entry.see)}" if entry.see else ""
    line += f"; also {' | '.join(entry.see_also)}" if entry.see_also else ""
    inside = [line for subentry in entry.subentries for line in as_lines(subentry, level + 1)]
    return ["  " * level + line, *inside]


def printed(index: Index) -> list[str]:
    lines = [f"note: {index.note}"] if index.note else []
    for section in index.sections:
        lines.append(f"[{section.letter}]")
        for entry in section.entries:
            lines += as_lines(entry)
    return lines


def said(found: Diagnostic) -> str:
    return f"{found.span}: {found.severity}: {found.message} [{found.code}]"


def cases() -> dict[str, dict[str, list[str]]]:
    text = (CASES / "index.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = {}
    for case in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        name, rest = case.split("\n", 1)
        pieces = re.split(r"^(marks|toml|index|found):\n", rest, flags=re.MULTILINE)[1:]
        parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
        found[name] = {part: body.rstrip("\n").split("\n") for part, body in parts.items()}
    return found


@pytest.mark.parametrize("case", cases().values(), ids=cases().keys())
def test_index(case: dict[str, list[str]]) -> None:
    marks, locations = [], {}
    for number, line in enumerate(case["marks"], start=1):
        path, place = line.split(" @ ")
        folio, *flags = place.split(" ")
        role = next((ROLES[flag] for flag in flags if flag in ROLES), MarkRole.POINT)
        key = next((flag.removeprefix("sort=") for flag in flags if "sort=" in flag), "")
        marks.append(mark(path, number, role, "main" in flags, key))
        locations[marks[-1].anchor] = location(folio)
    toml = "\n".join(case.get("toml", []))
    authority, wrong = read_authority(SourceText("chapters/index.toml", toml + "\n"))
    index, found = make_index(marks, authority, locations, "en")
    assert printed(index) == case["index"]
    assert sorted(map(said, (*wrong, *found))) == sorted(case.get("found", []))


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        ("3", "10", "3–10", "3–10"),
        ("71", "72", "71–72", "71–72"),
        ("96", "117", "96–117", "96–117"),
        ("100", "104", "100–104", "100–104"),
        ("101", "108", "101–8", "101–108"),
        ("142", "143", "142–43", "142–143"),
        ("321", "328", "321–28", "321–328"),
        ("498", "532", "498–532", "498–532"),
        ("808", "833", "808–33", "808–833"),
        ("998", "1002", "998–1002", "998–1002"),
        ("1087", "1089", "1087–89", "1087–1089"),
        ("1100", "1113", "1100–1113", "1100–1113"),
        ("1103", "1104", "1103–4", "1103–1104"),
        ("1496", "1500", "1496–500", "1496–1500"),
        ("11564", "11615", "11564–615", "11564–11615"),
        ("12991", "13001", "12991–3001", "12991–13001"),
        ("xii", "xiv", "xii–xiv", "xii–xiv"),
        ("xii", "142", "xii–142", "xii–142"),
        ("37", "37", "37", "37"),
    ],
)
def test_ranges_in_print(first: str, last: str, english: str, german: str) -> None:
    ends = location(first).folio, location(last).folio
    assert page_range(*ends, "en-GB") == english
    assert page_range(*ends, "de") == german


def test_hints_show_the_nearest_heading() -> None:
    source = SourceText("chapters/index.toml", '[see]\nB = "Trotsky, Lev"\n[heading.x]\n')
    authority, (unknown,) = read_authority(source)
    assert unknown.hint == "did you mean 'headings'?"
    _, (blind,) = make_index([mark("Trotsky, Leon", 1)], authority, {}, "en")
    assert blind.hint == "did you mean 'Trotsky, Leon'?"


def test_an_authority_file_nested_without_end_is_an_error() -> None:
    source = SourceText("chapters/index.toml", "x = " + "[" * 5000 + "]" * 5000)
    authority, (found,) = read_authority(source)
    assert authority == NO_AUTHORITY
    assert said(found) == "chapters/index.toml:1:1: error: nested too deeply [index-toml]"


def test_marks_without_a_page_are_left_out_quietly() -> None:
    marks = [mark("a", 1), mark("b", 2), mark("c", 3, MarkRole.OPEN), mark("c", 4, MarkRole.CLOSE)]
    locations = {"01--ix2": location("5"), "01--ix4": location("7")}
    index, found = make_index(marks, NO_AUTHORITY, locations, "en")
    assert printed(index) == ["[B]", "b, 5", "[C]", "c, 7"]
    assert found == ()


def test_a_locator_links_to_the_first_mark_of_its_page() -> None:
    marks = [mark("a", 2), mark("a", 1), mark("a", 3, MarkRole.OPEN), mark("a", 4, MarkRole.CLOSE)]
    pages = {"01--ix1": "5", "01--ix2": "5", "01--ix3": "7", "01--ix4": "9"}
    locations = {anchor: location(folio) for anchor, folio in pages.items()}
    index, _ = make_index(marks, NO_AUTHORITY, locations, "en")
    (section,) = index.sections
    assert section.entries[0].locators == (
        Locator("5", "01--ix1", False),
        Locator("7–9", "01--ix3", False),
    )


def test_an_index_without_marks_is_empty() -> None:
    assert make_index([], NO_AUTHORITY, {}, "en") == (Index((), ""), ())


PLACES = st.lists(
    st.tuples(
        st.sampled_from(["a", "a > b", "a > b > c", "ä", "d"]),
        st.integers(1, 130),
        st.integers(0, 40),
        st.booleans(),
    ),
    max_size=12,
)
Places = list[tuple[str, int, int, bool]]


def marked(places: Places) -> tuple[list[IndexMark], dict[str, PageLocation]]:
    """Points where the length is less than 20, else ranges, opened and closed in turn."""
    marks: list[IndexMark] = []
    locations: dict[str, PageLocation] = {}
    for path, page, length, principal in places:
        ends = [(MarkRole.POINT, page)]
        if length >= 20:
            ends = [(MarkRole.OPEN, page), (MarkRole.CLOSE, page + length - 20)]
        for role, end in ends:
            marks.append(mark(path, len(marks) + 1, role, principal))
            locations[marks[-1].anchor] = location(str(end))
    return marks, locations


def stretches(index: Index) -> dict[tuple[str, ...], list[tuple[int, int, bool]]]:
    """First and last page of each locator by its heading's path; ranges must stand in full."""
    found: dict[tuple[str, ...], list[tuple[int, int, bool]]] = {}

    def collect(entry: IndexEntry, above: tuple[str, ...]) -> None:
        path = (*above, entry.heading)
        for locator in entry.locators:
            first, _, last = locator.text.partition("–")
            ends = int(first), int(last or first)
            found.setdefault(path, []).append((*ends, locator.principal))
        for subentry in entry.subentries:
            collect(subentry, path)

    for section in index.sections:
        for entry in section.entries:
            collect(entry, ())
    return found


@given(PLACES)
def test_no_mark_is_lost_and_none_is_invented(places: Places) -> None:
    marks, locations = marked(places)
    index, found = make_index(marks, NO_AUTHORITY, locations, "de")
    assert found == ()
    shown = stretches(index)
    for path, page, length, principal in places:
        last = page + max(0, length - 20)
        assert any(
            first <= page and last <= end and (bold or not principal)
            for first, end, bold in shown[tuple(path.split(" > "))]
        )
    given_pages = {
        (tuple(path.split(" > ")), number)
        for path, page, length, _ in places
        for number in range(page, page + max(0, length - 20) + 1)
    }
    shown_pages = {
        (path, number)
        for path, each in shown.items()
        for first, last, _ in each
        for number in range(first, last + 1)
    }
    assert shown_pages == given_pages


@given(PLACES)
def test_no_page_is_printed_twice_in_one_style(places: Places) -> None:
    marks, locations = marked(places)
    index, _ = make_index(marks, NO_AUTHORITY, locations, "de")
    for each in stretches(index).values():
        assert each == sorted(each, key=lambda one: (one[0], -one[1]))
        for bold in (True, False):
            pages = [n for first, last, b in each if b is bold for n in range(first, last + 1)]
            assert len(pages) == len(set(pages))
        for first, last, bold in each:
            held = any(f <= first and last <= e for f, e, other in each if other)
            assert bold or not held


@given(PLACES, st.randoms(use_true_random=False))
def test_the_order_of_marks_does_not_matter(places: Places, random: Random) -> None:
    """But that of the ends of ranges, which keep theirs here."""
    marks, locations = marked(places)
    shuffled = marks[:]
    random.shuffle(shuffled)
    ends = (each for each in marks if each.role is not MarkRole.POINT)
    mixed = [each if each.role is MarkRole.POINT else next(ends) for each in shuffled]
    expected = make_index(marks, NO_AUTHORITY, locations, "de")
    assert make_index(mixed, NO_AUTHORITY, locations, "de") == expected
