"""The index of a book: text cases, links, places."""

import re

import pytest

from chapbook.apparatus.authority import NO_AUTHORITY
from chapbook.apparatus.authority_reader import read_authority
from chapbook.apparatus.index import make_index
from chapbook.apparatus.index_lines import index_lines
from chapbook.apparatus.model import Index
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.model import MarkRole, SourceText
from tests.apparatus.apparatus_builders import CASES
from tests.apparatus.index_builders import location, mark, said, small_index

CASE_FILES = ("index.txt", "index_style.txt", "index_warnings.txt")


def cases() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for file in CASE_FILES:
        text = (CASES / file).read_text(encoding="utf-8")
        for case in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
            name, rest = case.split("\n", 1)
            pieces = re.split(r"^(language|marks|toml|index|found):\n", rest, flags=re.MULTILINE)
            parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
            found[name] = {part: body.rstrip("\n").split("\n") for part, body in parts.items()}
    return found


@pytest.mark.parametrize("case", cases().values(), ids=cases().keys())
def test_index(case: dict[str, list[str]]) -> None:
    (language,) = case.get("language", ["en"])
    made = small_index(case["marks"], "\n".join(case.get("toml", [])), language)
    assert list(made.lines) == case["index"]
    assert made.said() == sorted(case.get("found", []))


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
    assert index_lines(index, "en") == ("[B]", "b, 5", "[C]", "c, 7")
    assert found == ()


def test_a_locator_links_to_its_first_mark_and_knows_all() -> None:
    lines = ["a @ 5", "a @ 5", "a @ 7 open", "a @ 8", "a @ 9 close", "a @ 5 main", "a @ 12 figure"]
    (section,) = small_index(lines).index.sections
    places = {
        locator.text: (locator.anchor, sorted(place.span.line for place in locator.places))
        for locator in section.entries[0].locators
    }
    assert places == {
        "5": ("01--ix6", [1, 2, 6]),
        "7–9": ("01--ix3", [3, 4, 5]),
        "12": ("01--ix7", [7]),
    }


def test_an_illustration_is_told_from_a_mention() -> None:
    (section,) = small_index(["a @ 5 figure", "a @ 6 main", "a @ 7 n=2"]).index.sections
    kinds = [(one.illustration, one.principal, one.note) for one in section.entries[0].locators]
    assert kinds == [(True, False, False), (False, True, False), (False, False, True)]


def test_an_index_without_marks_is_empty() -> None:
    assert make_index([], NO_AUTHORITY, {}, "en") == (Index((), ""), ())


def test_a_note_between_two_books_of_a_range_is_found_whatever_stands_first() -> None:
    """A note's text may stand anywhere in its file; its page decides."""
    ends = [mark("a", 9, MarkRole.OPEN), mark("a", 3, MarkRole.CLOSE)]
    locations = {"01--ix9": location("5"), "01--ix3": location("5")}
    index, found = make_index(ends, NO_AUTHORITY, locations, "en")
    assert index_lines(index, "en") == ("[A]", "a, 5")
    assert found == ()


def test_a_range_runs_over_chapters() -> None:
    first, last = mark("a", 90, MarkRole.OPEN), mark("a", 3, MarkRole.CLOSE)
    end = SourceSpan("chapters/02.md", 3)
    last = type(last)(**{**vars(last), "span": end, "anchor": "02--ix1"})
    locations = {"01--ix90": location("5"), "02--ix1": location("8")}
    index, found = make_index([last, first], NO_AUTHORITY, locations, "en")
    assert index_lines(index, "en") == ("[A]", "a, 5–8")
    assert found == ()
