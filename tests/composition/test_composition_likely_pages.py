"""Where notes may be called, before there are pages."""

import pytest

from chapbook.apparatus.model import Footnote, ResolvedChapter
from chapbook.composition.likely_pages import LETTERS_OF_A5, SUNK_LETTERS, LikelyPages
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Division, Matter, Opening
from chapbook.manuscript.model import ChapterMetadata
from chapbook.manuscript.page_sizes import PageSize

A5, A4 = PageSize(148, 210), PageSize(210, 296)
FIRST_PAGE = LETTERS_OF_A5 - SUNK_LETTERS


def chapter(name: str, *calls: int, letters: int) -> ResolvedChapter:
    """A chapter of so many letters, with notes called behind some of them."""
    body, at = "<p>", 0
    for number, call in enumerate(calls):
        body += "x" * (call - at) + f'<em class="y"><cb-slot n="{number}"></cb-slot></em>'
        at = call
    span = SourceSpan(f"{name}.md", 1)
    notes = (
        Footnote(number, f"{name}--fnref{number}", f"{name}--fn{number}", (), span)
        for number in range(len(calls))
    )
    return ResolvedChapter(
        division=Division(name, "chapter", Matter.BODY, Opening.NEXT, f"{name}.md", None),
        path=f"{name}.md",
        metadata=ChapterMetadata("", "", "en", numbered=True),
        number="",
        title_html="",
        title_text="",
        body=body + "x" * (letters - at) + "</p>",
        slots=tuple(notes),
    )


@pytest.mark.parametrize(
    ("trim", "pages"), [(A5, [0, 0, 1, 1, 3]), (A4, [0, 0, 0, 1, 1])], ids=["A5", "A4"]
)
def test_a_page_is_as_long_as_it_is_large_and_an_opening_shorter(
    trim: PageSize, pages: list[int]
) -> None:
    second = FIRST_PAGE + LETTERS_OF_A5
    calls = (1, FIRST_PAGE - 1, FIRST_PAGE, second - 1, second + SUNK_LETTERS * 4)
    likely = LikelyPages([chapter("one", *calls, letters=calls[-1])], trim)
    assert [likely.page_index(f"one--fnref{number}") for number in range(5)] == pages


def test_chapters_begin_on_pages_of_their_own() -> None:
    book = [chapter("one", 5, letters=3 * LETTERS_OF_A5), chapter("two", 5, letters=5)]
    likely = LikelyPages(book, A5)
    assert likely.page_index("one--fnref0") == 0
    assert likely.page_index("two--fnref0") == 4
    assert likely.page_index("two") is None
