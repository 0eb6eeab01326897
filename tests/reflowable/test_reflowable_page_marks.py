"""Marks of printed pages stand between the words at which the pages begin."""

import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.model import FolioStyle
from chapbook.composition.counted_text import counted
from chapbook.composition.model import PageOpening, Placement
from chapbook.manuscript.book_config import Division, Matter, Opening
from chapbook.reflowable.page_marks import mark_pages
from tests.reflowable.trees import content, section

DIVISION = Division("one", "chapter", Matter.BODY, Opening.NEXT, "one.md", None)
MARK = re.compile(r'<span class="page-mark" id="page-(\w+)"[^>]*></span>')


def marked(tree: Element, *openings: PageOpening | None, style: FolioStyle) -> str:
    place = Placement(DIVISION, 6, 0, 7, style, len(openings))
    mark_pages(tree, place, openings, "p.")
    return MARK.sub(r"[\1]", content(tree))


@pytest.mark.parametrize(
    ("html", "opening", "expected"),
    [
        ("<p data-line=1>A b c.</p>", PageOpening("", 0), "[vii]<p>A b c.</p>"),
        ("<p data-line=1>A b c.</p>", PageOpening("1.1", 0), "<p>[vii]A b c.</p>"),
        ("<p data-line=1>A b c.</p>", PageOpening("1.1", 1), "<p>A [vii]b c.</p>"),
        ("<p data-line=1>A, ‘b’ c.</p>", PageOpening("1.1", 1), "<p>A, [vii]‘b’ c.</p>"),
        ("<p data-line=1>A <em>b c</em></p>", PageOpening("1.1", 1), "<p>A <em>[vii]b c</em></p>"),
        ("<p data-line=1>A <em>b</em> c</p>", PageOpening("1.1", 2), "<p>A <em>b</em> [vii]c</p>"),
        ("<p data-line=1>Divided word.</p>", PageOpening("1.1", 4), "<p>Divided [vii]word.</p>"),
        (
            "<p data-line=1>Divided.</p><p data-line=2>B</p>",
            PageOpening("1.1", 4),
            "<p>Divided.[vii]</p><p>B</p>",
        ),
        ("<p data-line=1>A b.</p>", PageOpening("1.1", 9), "<p>A b.[vii]</p>"),
        (
            "<ul><li data-line=1>A</li><li data-line=1>B</li></ul>",
            PageOpening("1.2", 0),
            "<ul><li>A</li><li>[vii]B</li></ul>",
        ),
        (
            '<p data-line=1>A<a class="call">12</a> b<span class="note">a note</span> c</p>',
            PageOpening("1.1", 2),
            '<p>A<a class="call">12</a> b<span class="note">a note</span> [vii]c</p>',
        ),
        (
            '<p>A<i data-folio-of="x">xii</i> b.</p><p>C</p>',
            PageOpening("", 2),
            "<p>A<i>xii</i> b.</p><p>[vii]C</p>",
        ),
        ("<p data-line=1>A b.</p>", None, "<p>A b.</p>[vii]"),
    ],
)
def test_a_mark_stands_before_the_first_word_of_its_page(
    html: str, opening: PageOpening | None, expected: str
) -> None:
    shown = marked(section(html), opening, style=FolioStyle.ROMAN)
    assert re.sub(r' data-[\w-]+="\w+"', "", shown) == expected


def test_a_page_without_text_is_marked_with_the_next_one() -> None:
    tree = section("<p data-line=1>A b c.</p>")
    shown = marked(tree, PageOpening("", 0), None, PageOpening("1.1", 2), style=FolioStyle.ARABIC)
    assert shown == '[7]<p data-line="1">A b [8][9]c.</p>'


def test_a_mark_says_its_folio_to_the_eye_and_the_ear() -> None:
    tree = section("<p data-line=1>A</p>")
    place = Placement(DIVISION, 0, 0, 14, FolioStyle.ROMAN, 1)
    (mark,) = mark_pages(tree, place, [PageOpening("", 0)], "S.")
    assert (mark.folio, mark.anchor) == ("xiv", "page-xiv")
    assert content(tree).startswith(
        '<span class="page-mark" id="page-xiv" role="doc-pagebreak" title="S.\u00a0xiv"'
        ' data-folio="xiv"></span>'
    )


@given(st.lists(st.text("ab,—’ \n", min_size=1), min_size=1, max_size=6), st.data())
def test_no_letter_is_lost_and_none_of_a_page_before_its_mark_follows_it(
    texts: list[str], data: st.DataObject
) -> None:
    html = "".join(f"<em>{text}</em>" if at % 2 else text for at, text in enumerate(texts))
    tree = section(f"<p data-line=1>{html}</p>")
    whole = "".join(tree.itertext())
    letters = data.draw(st.integers(0, counted(whole)))
    shown = marked(tree, PageOpening("1.1", letters), style=FolioStyle.ARABIC)
    before, after = re.sub(r"<[^>]*>", "", shown).split("[7]")
    assert before + after == whole
    assert counted(before) >= letters
    between = whole[: len(before)].rstrip(",—’")
    assert counted(before) == letters or not any(
        character.isspace() for character in _behind(between, letters)
    )


def _behind(text: str, letters: int) -> str:
    """What follows so many letters, without blanks at its end."""
    left = letters
    for at, character in enumerate(text):
        if not left:
            return text[at:].rstrip()
        left -= character.isalnum()
    return ""
