"""A bibliography in sections, and the list of figures and tables."""

from dataclasses import replace

import pytest

from chapbook.apparatus.bibliography import sections, unlisted
from chapbook.apparatus.contents import first_sentence
from chapbook.apparatus.model import Reference
from chapbook.diagnostics import SourceSpan, warning
from tests.apparatus.apparatus_builders import chapter

AT = SourceSpan("bibliography/references.bib", 7)


def reference(key: str, keywords: str) -> Reference:
    words = frozenset(filter(None, keywords.split(", ")))
    return Reference(key, "book", "", words, "", {"id": key}, f"ref--{key}", AT)


ONE, TWO, THREE = reference("a", "primary, x"), reference("b", "memoir"), reference("c", "")
ASKS = '<div data-line="3" class="references" data-keyword="{}"></div>'
REST = '<div class="references" data-line="9"></div>'


def test_sections_have_their_keyword_and_one_has_the_rest() -> None:
    body = ASKS.format("memoir") + "<p>x</p>" + REST + ASKS.format("primary")
    assert sections(body, (ONE, TWO, THREE)) == ((TWO,), (THREE,), (ONE,))


def test_a_keyword_is_matched_whole() -> None:
    assert sections(ASKS.format("prim"), (ONE,)) == ((),)


def test_what_no_section_has_is_told_at_its_entry() -> None:
    written = chapter("bibliography")
    written = replace(
        written,
        division=replace(written.division, kind="bibliography"),
        body=ASKS.format("memoir"),
    )
    assert unlisted([written], (ONE, TWO)) == (
        warning(
            "bibliography-unlisted",
            f"'a' is cited and in no section of {written.path}",
            AT,
            "give it the keyword of a section",
        ),
    )
    assert unlisted([replace(written, body=ASKS.format("memoir") + REST)], (ONE, TWO)) == ()
    assert unlisted([chapter("one")], (ONE, TWO)) == ()


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The plan of a sheet. Drawn for this book.", "The plan of a sheet"),
        ("The three trials", "The three trials"),
        ("The accused of 19 Aug. 1936.", "The accused of 19 Aug. 1936"),
        ("A <em>map</em>. More.", "A <em>map</em>. More"),
    ],
)
def test_a_list_prints_a_captions_first_sentence(caption: str, expected: str) -> None:
    assert first_sentence(caption) == expected
