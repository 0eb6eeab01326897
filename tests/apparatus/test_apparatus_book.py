"""Chapter numbers, contents, bibliography, labels."""

import pytest

from chapbook.apparatus.bibliography import in_bibliography_order
from chapbook.apparatus.labels import LABELS, labels
from chapbook.apparatus.model import ContentsEntry, Reference
from chapbook.apparatus.resolve import resolve
from chapbook.manuscript.model import BookConfig, Matter, ParsedChapter
from tests.apparatus.apparatus_builders import (
    chapter,
    citation,
    config,
    division,
    item,
    link,
    reference,
    slot,
    target,
)

FRONT, BODY, BACK = Matter.FRONT, Matter.BODY, Matter.BACK


def book(depth: int = 2, language: str = "en") -> tuple[list[ParsedChapter], BookConfig]:
    chapters = [
        chapter("preface", title="Preface", matter=FRONT, numbered=False),
        chapter(
            "01",
            (link("02", "the next"), citation(item("x"))),
            title=f"One {slot(0)}{slot(1)}",
            body="",
            targets=(
                target("01", "01", title="One", level=1),
                target("01", "a", title='<span id="01--i" class="ix">A</span> &amp; b'),
                target("01", "b", title="B", level=3),
                target("01", "f", "figure", "F", 0, 1),
            ),
        ),
        chapter("inter", title="Interlude", numbered=False),
        chapter("02", title="Two"),
        chapter("after", title="Afterword", matter=BACK, numbered=True),
    ]
    parsed = [each.division for each in chapters]
    divisions = (
        *(division(kind, kind, FRONT) for kind in ("half-title", "title", "imprint", "contents")),
        *parsed[:4],
        division("bibliography", "bibliography", BACK),
        parsed[4],
        division("index", "index", BACK),
        division("back-cover", "back-cover", BACK),
    )
    return chapters, config(*divisions, depth=depth, language=language)


def test_only_body_chapters_that_want_it_are_numbered() -> None:
    chapters, settings = book()
    apparatus, _ = resolve(chapters, {}, settings, "")
    assert [each.number for each in apparatus.chapters] == [None, 1, None, 2, None]


def test_contents_follow_the_divisions() -> None:
    chapters, settings = book()
    apparatus, _ = resolve(chapters, {}, settings, "")
    assert apparatus.contents == (
        ContentsEntry("preface", 1, "", "Preface", "Preface"),
        ContentsEntry("01", 1, "1", "One the next", "One the next"),
        ContentsEntry("01--a", 2, "", '<span class="ix">A</span> &amp; b', "A & b"),
        ContentsEntry("inter", 1, "", "Interlude", "Interlude"),
        ContentsEntry("02", 1, "2", "Two", "Two"),
        ContentsEntry("bibliography", 1, "", "Bibliography", "Bibliography"),
        ContentsEntry("after", 1, "", "Afterword", "Afterword"),
        ContentsEntry("index", 1, "", "Index", "Index"),
    )


@pytest.mark.parametrize(("depth", "levels"), [(1, {1}), (2, {1, 2}), (3, {1, 2, 3})])
def test_contents_go_to_the_depth_asked_for(depth: int, levels: set[int]) -> None:
    chapters, settings = book(depth)
    apparatus, _ = resolve(chapters, {}, settings, "")
    assert {entry.level for entry in apparatus.contents} == levels


def test_the_programs_own_titles_are_in_the_books_language() -> None:
    chapters, settings = book(language="de-AT")
    apparatus, _ = resolve(chapters, {}, settings, "")
    assert [entry.title_text for entry in apparatus.contents][-3:] == [
        "Literatur",
        "Afterword",
        "Register",
    ]


def test_only_cited_references_are_in_the_bibliography() -> None:
    one = chapter("01", (citation(item("b"), item("a")),))
    references = {key: reference(key, key.upper()) for key in ("a", "b", "c")}
    apparatus, _ = resolve([one], references, config(one.division), "references.bib")
    assert [each.key for each in apparatus.bibliography] == ["a", "b"]


@pytest.mark.parametrize(
    "expected",
    [
        (reference("1", "Conquest"), reference("2", "Cohen", particle="van"), "21"),
        (reference("1", "Öfele"), reference("2", "Ofen"), "12"),
        (reference("1", "Троцкий"), reference("2", "Zinoviev"), "21"),
        (reference("1", "Serge", "Victor"), reference("2", "Serge", "Anna"), "21"),
        (reference("1", "Serge", year="1938"), reference("2", "Serge", year="1937"), "21"),
        (reference("1", "Serge", title="The B"), reference("2", "Serge", title="A c"), "12"),
        (reference("1", title="The Case of"), reference("2", "Damerius"), "12"),
        (reference("1", editor="Dewey"), reference("2", "Damerius"), "21"),
        (reference("1", "Serge Two"), reference("2", "Sergeant"), "12"),
        (reference("1", "Serge-Two"), reference("2", "Sergeant"), "12"),
        (reference("1", "Serge"), reference("2", "serge"), "21"),
        (reference("1", title="Z", fields={"sorttitle": "A"}), reference("2", title="M"), "12"),
        (reference("2", "Serge"), reference("1", "Serge"), "12"),
    ],
)
def test_the_bibliographys_order(expected: tuple[Reference, Reference, str]) -> None:
    one, other, order = expected
    for given in ((one, other), (other, one)):
        found = in_bibliography_order(given, "en")
        assert "".join(each.key for each in found) == order


@pytest.mark.parametrize(
    ("language", "figure", "see_also"),
    [
        ("en-GB", "Figure", "see also"),
        ("de", "Abbildung", "siehe auch"),
        ("fr", "Figure", "voir aussi"),
        ("ru", "Рисунок", "см. также"),
        ("xx", "Figure", "see also"),
    ],
)
def test_labels(language: str, figure: str, see_also: str) -> None:
    assert (labels(language).figure, labels(language).see_also) == (figure, see_also)


def test_every_language_has_every_locator() -> None:
    assert {frozenset(each.locators) for each in LABELS.values()} == {
        frozenset(LABELS["en"].locators)
    }
    assert LABELS["en"].locators["page"] == ("p.", "pp.")
