"""Chapter numbers, contents, bibliography, labels."""

from dataclasses import replace

import pytest

from chapbook.apparatus.labels import labels
from chapbook.apparatus.model import ContentsEntry
from chapbook.apparatus.resolve import resolve
from chapbook.manuscript.book_config import BookConfig, Matter
from chapbook.manuscript.model import ParsedChapter
from tests.apparatus.apparatus_builders import (
    NOWHERE,
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
    apparatus, _ = resolve(chapters, {}, settings, "", True)
    assert [each.number for each in apparatus.chapters] == ["", "1", "", "2", ""]


def test_contents_follow_the_divisions() -> None:
    chapters, settings = book()
    apparatus, _ = resolve(chapters, {}, settings, "", True)
    assert apparatus.contents == (
        ContentsEntry("preface", 1, "", "Preface", "Preface"),
        ContentsEntry("01", 1, "1", "One the next", "One the next"),
        ContentsEntry("01--a", 2, "", '<span class="ix">A</span> &amp; b', "A & b", "heading"),
        ContentsEntry("inter", 1, "", "Interlude", "Interlude"),
        ContentsEntry("02", 1, "2", "Two", "Two"),
        ContentsEntry("bibliography", 1, "", "Bibliography", "Bibliography", "bibliography"),
        ContentsEntry("after", 1, "", "Afterword", "Afterword"),
        ContentsEntry("index", 1, "", "Index", "Index", "index"),
    )


@pytest.mark.parametrize(("depth", "levels"), [(1, {1}), (2, {1, 2}), (3, {1, 2, 3})])
def test_contents_go_to_the_depth_asked_for(depth: int, levels: set[int]) -> None:
    chapters, settings = book(depth)
    apparatus, _ = resolve(chapters, {}, settings, "", True)
    assert {entry.level for entry in apparatus.contents} == levels


def test_the_programs_own_titles_are_in_the_books_language() -> None:
    chapters, settings = book(language="de-AT")
    apparatus, _ = resolve(chapters, {}, settings, "", True)
    assert [entry.title_text for entry in apparatus.contents][-3:] == [
        "Literatur",
        "Afterword",
        "Register",
    ]


def test_the_bibliography_lists_what_is_cited_and_what_nocite_names() -> None:
    one = chapter("01", (citation(item("b"), item("a")),))
    named = replace(one.metadata, nocite=("c", "b"), nocite_spans=(NOWHERE, NOWHERE))
    two = replace(chapter("02"), metadata=named)
    references = {key: reference(key, key.upper()) for key in ("a", "b", "c", "d")}
    settings = config(one.division, two.division)
    apparatus, found = resolve([one, two], references, settings, "x.bib", True)
    assert [each.key for each in apparatus.listed] == ["b", "a", "c"]
    assert found == ()


def test_nocite_with_a_star_lists_everything_and_an_unknown_key_is_an_error() -> None:
    one = chapter("01")
    metadata = replace(one.metadata, nocite=("*", "e"), nocite_spans=(NOWHERE, NOWHERE))
    references = {key: reference(key, key.upper()) for key in ("b", "a")}
    apparatus, (found,) = resolve(
        [replace(one, metadata=metadata)], references, config(one.division), "x.bib", True
    )
    assert [each.key for each in apparatus.listed] == ["b", "a"]
    assert (found.code, found.span) == ("citation-undefined", NOWHERE)


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
