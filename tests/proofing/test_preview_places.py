"""From a place on the page to the word in the source, and back."""

import pytest

from chapbook.composition.source_boxes import SourceBox
from chapbook.diagnostics import SourceSpan
from chapbook.proofing.preview.block_boxes import BlockBox, boxes_at, note_lines
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.printed_words import construct_at, printed_for
from chapbook.proofing.preview.running_heads import head_place
from chapbook.proofing.preview.settings_on_pages import setting_place
from chapbook.proofing.preview.word_in_source import (
    WordOnPage,
    extent_of_lines,
    last_line_of_block,
    line_and_column,
    word_place,
)
from chapbook.proofing.preview.written_places import span_of, written_at

ONE, TWO = SourceSpan("one.md", 3), SourceSpan("one.md", 5)
MARK = SourceSpan("two.md", 9, 4)


def box(
    top: float,
    span: SourceSpan | None,
    anchors: tuple[str, ...] = (),
    page: int = 0,
    left: float = 50,
) -> SourceBox:
    return SourceBox(page, left, top, left + 200, top + 12, span, anchors)


def test_the_line_under_the_pointer_is_taken() -> None:
    boxes = [box(100, ONE), box(113, TWO), box(100, MARK, page=1)]
    found = written_at(boxes, 0, 120, 118, {})
    assert found is not None
    assert found.span == TWO


def test_beside_the_text_the_nearest_line_is_taken_and_far_away_none() -> None:
    boxes = [box(100, ONE), box(160, TWO)]
    near = written_at(boxes, 0, 20, 130, {})
    assert near is not None
    assert near.span == ONE
    assert written_at(boxes, 0, 100, 300, {}) is None
    assert written_at(boxes, 1, 100, 105, {}) is None


def test_an_anchor_that_the_book_knows_tells_more_than_the_line() -> None:
    known = {"ref--a": MARK}
    assert span_of(box(0, ONE, ("unknown", "ref--a")), known) == MARK
    assert span_of(box(0, ONE, ("unknown",)), known) == ONE
    assert span_of(box(0, None, ("unknown",)), known) is None


def test_a_line_is_on_the_pages_of_its_block() -> None:
    one = [BlockBox(0, box(100, ONE), 0.0), BlockBox(1, box(20, ONE, page=1), 0.0)]
    two = [BlockBox(1, box(33, TWO, page=1), 0.0)]
    boxes = {3: one, 5: two}
    assert boxes_at(boxes, 4) == tuple(one)
    assert boxes_at(boxes, 7) == tuple(two)
    assert boxes_at(boxes, 1) == ()


def test_the_line_of_a_note_is_that_of_its_text() -> None:
    text = "A word.[^k] More.[^none]\n\nAnd [^k2].\n\n[^k]: One.\n> [^k2]: Two [^k].\n"
    assert note_lines(text) == {(1, 8): 5, (3, 5): 6, (6, 14): 5}


SOURCE = """# One

The cat and the dog saw
[another cat]{.ix} and *the* cat.
"""


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("The", (3, 1)),
        ("dog", (3, 17)),
        ("another", (4, 2)),
        ("cat.", (4, 30)),
        ("cat and", (3, 5)),
    ],
)
def test_a_word_is_found_by_those_around_it(word: str, place: tuple[int, int]) -> None:
    page = "The cat and the dog saw another cat and the cat."
    at = page.index(word)
    assert line_and_column(SOURCE, 3, 4, page, at) == place


TOML = """# A Small Book, said here too
[book]
title = "A Small Book"
running_title = "Small"
authors = ["Ann Author"]
"""


@pytest.mark.parametrize(
    ("division", "page", "word", "place"),
    [
        ("title", "Ann Author A Small Book", "Book", (3, 18)),
        ("title", "Ann Author A Small Book", "Author", (5, 17)),
        ("half-title", "SMALL", "SMALL", (4, 18)),
        ("imprint", "Printed", "Printed", (3, 1)),
    ],
)
def test_a_page_made_of_settings_leads_to_them(
    division: str, page: str, word: str, place: tuple[int, int]
) -> None:
    assert setting_place(TOML, division, page, page.index(word)) == place


def test_settings_that_are_broken_are_shown_from_their_start() -> None:
    assert setting_place('[book]\ntitle = "A', "title", "A", 0) == (1, 1)


def test_capitals_of_a_stylesheet_are_the_same_word() -> None:
    assert line_and_column(SOURCE, 3, 4, "THE CAT", 4) == (3, 5)


def test_a_word_that_the_source_has_not_is_nowhere() -> None:
    assert line_and_column(SOURCE, 3, 4, "A bird", 2) is None
    assert line_and_column(SOURCE, 3, 4, " . ", 1) is None


@pytest.mark.parametrize(("line", "last"), [(3, 4), (1, 1), (9, 5)])
def test_a_block_ends_before_a_blank_line(line: int, last: int) -> None:
    assert last_line_of_block(SOURCE, line) == last


def test_items_and_rows_are_blocks_of_their_own() -> None:
    source = "- one\n  more\n- two\n\n| a | b |\n| c | d |\n"
    assert [last_line_of_block(source, line) for line in (1, 3, 5)] == [2, 3, 5]


def test_a_page_s_lines_and_divided_words_are_joined() -> None:
    joined = plain("sons and daugh\ufffeters of\r\nAustrian work-\r\ners")
    assert joined.text == "sons and daughters of Austrian workers"
    assert joined.index_of(15) == joined.text.index("ters")
    assert "sons and daugh\ufffeters of\r\n"[joined.origins[14]] == "t"


CITED = """It was said [see @ann2001, p. 3; @bob2002] and [again](#here).[^k] Then no more.

[^k]: A note.

    Its second paragraph.

After it.
"""
NAMES = {"ann2001": "Ann, First Book", "bob2002": "Bob, Second Book"}
PAGE = "It was said (see Ann, First Book, 3; Bob, Second Book) and again (p. 17).4 Then no more."


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("Ann", "ann2001"),
        ("First", "ann2001"),
        ("Second", "bob2002"),
        ("17", "here"),
        ("4", "k"),
    ],
)
def test_what_the_source_has_not_is_printed_for_what_stands_there(word: str, printed: str) -> None:
    on_page = WordOnPage(PAGE, PAGE.index(word))
    extent = extent_of_lines(CITED, 1, 1)
    assert word_place(CITED, extent, on_page) is None
    found = printed_for(CITED, extent, on_page, NAMES)
    assert found
    assert CITED[slice(*found)] == printed


def test_between_words_that_print_themselves_nothing_is_printed_for_another() -> None:
    on_page = WordOnPage(PAGE.replace("Then no", "Then oddly no"), PAGE.index("Then") + 5)
    assert printed_for(CITED, extent_of_lines(CITED, 1, 1), on_page, NAMES) is None


@pytest.mark.parametrize(
    ("start", "construct"),
    [
        ("[see", "[see @ann2001, p. 3; @bob2002]"),
        ("[again", "[again](#here)"),
        ("Then", ""),
    ],
)
def test_a_construct_ends_with_what_belongs_to_it(start: str, construct: str) -> None:
    assert CITED[slice(*construct_at(CITED, CITED.index(start)))] == construct


def test_a_bracket_that_nothing_closes_is_a_construct_alone() -> None:
    assert construct_at("a [b\n\nc]", 2) == (2, 3)


def test_a_note_goes_on_in_what_is_indented() -> None:
    assert last_line_of_block(CITED, 3) == 5
    assert last_line_of_block(CITED, 1) == 1


HEADS = "---\nrunning_title: The wider terror\n---\n\n# Terror, wider\n\n## The camps {#camps}\n"


@pytest.mark.parametrize(
    ("head", "word", "found"),
    [
        ("THE WIDER TERROR 35", "WIDER", "wider terror\n---"),
        ("34 The camps", "camps", "camps {#"),
        ("35", "35", None),
        ("Another book", "book", None),
    ],
)
def test_a_running_head_leads_to_what_it_repeats(head: str, word: str, found: str | None) -> None:
    at = head_place(HEADS, WordOnPage(head, head.index(word)))
    assert (HEADS[at:].startswith(found) if found and at else at) == (True if found else None)
