"""What a second printing changes: pages compared by what they print, sheets, errata."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from chapbook.bindery.errata import MOST_PAGES_TOGETHER, Erratum, errata
from chapbook.bindery.link import link
from chapbook.bindery.page_digests import page_digests
from chapbook.bindery.page_text import PrintedWord, words_of
from chapbook.bindery.reprint import reprint
from chapbook.bindery.scheme import plan
from tests.bindery.press_pages import PLAIN, pages_of
from tests.bindery.small_book import FILES, TRIM, bind, set_fragment, small_book

PAGES = 12
TRIM_OF_PAGES = replace(TRIM, width_mm=150 * 25.4 / 72, height_mm=200 * 25.4 / 72)


def digests(pdf: bytes) -> tuple[str, ...]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return page_digests(opened)


def words(pdf: bytes) -> list[list[PrintedWord]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [list(page) for page in words_of(opened, range(len(opened.pages)))]


def printed(*texts: str, tagged: bool = True) -> bytes:
    """A page for each text, some lines each."""
    body = "".join(f'<p style="break-after: page">{text}</p>' for text in texts)
    fragment = set_fragment("printed", body, tagged=tagged)
    return link(bind(fragment), FILES).pdf


def test_the_same_pages_in_another_file_are_the_same() -> None:
    one = printed("The first page.", "The second page, with <em>slanted</em> words.")
    # Other pages behind them: other subsets of fonts, other names, other tags.
    two = printed(
        "The first page.", "The second page, with <em>slanted</em> words.", "Quartz <em>Zwölf</em>"
    )
    assert digests(one) == digests(two)[:2]
    assert len(set(digests(two))) == 3


def test_a_changed_word_changes_its_page_alone() -> None:
    one, two = (
        printed("One page.", "In 1936.", "Three."),
        printed("One page.", "In 1937.", "Three."),
    )
    same = [a == b for a, b in zip(digests(one), digests(two), strict=True)]
    assert same == [True, False, True]


def test_a_changed_picture_changes_the_page() -> None:
    drawing = '<svg width="20" height="20"><rect width="{}" height="9"/></svg>'
    one, two = printed(drawing.format(8)), printed(drawing.format(9))
    assert digests(one) != digests(two)


def test_words_are_read_with_page_and_line() -> None:
    [page] = words(printed("A line of words that is too long for one<br>and another."))
    assert " ".join(word.text for word in page) == (
        "A line of words that is too long for one and another."
    )
    assert page[0] == PrintedWord("A", 0, "1", 1)
    assert [word.line for word in page if word.text in ("one", "and")] == [2, 3]


def test_running_heads_and_folios_are_no_words() -> None:
    """The small book prints folios at the foot."""
    all_words = [word.text for page in words(link(small_book(), FILES).pdf) for word in page]
    assert "Quartz," in all_words
    assert not {"1", "2", "3", "4"} & set(all_words)


def test_cells_of_a_table_are_words_apart() -> None:
    row = "<table style='width: 40mm'><tr><td>One</td><td>Two <em>three</em>four</td></tr></table>"
    assert [word.text for word in words(printed(row))[0]] == ["One", "Two", "threefour"]


def test_divided_words_are_whole() -> None:
    text = '<span lang="en" style="hyphens: manual">Extra&shy;ordinarily long words in a row</span>'
    narrow = printed(f'<span style="display: block; width: 16mm">{text}</span>')
    assert "Extraordinarily" in [word.text for word in words(narrow)[0]]


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("It was in 1936, they said.", "It was in 1937, they said.", ("1936,", "1937,")),
        ("It was in Moscow.", "It was not in Moscow.", ("was", "was not")),
        ("It was never in Moscow.", "It was in Moscow.", ("was never", "was")),
        ("Was it?", "But was it?", ("Was", "But was")),
        ("The one, the other.", "This one, that other.", ("The one, the", "This one, that")),
        ("It is so.", "It is so. Amen.", ("so.", "so. Amen.")),
    ],
)  # fmt: skip
def test_errata_say_what_to_read(old: str, new: str, entry: tuple[str, str]) -> None:
    found = errata(words(printed("First.", old)), words(printed("First.", new)))
    assert found.entries == (Erratum("2", 1, *entry),)


def test_text_that_only_moved_on_is_no_erratum() -> None:
    old = words(printed("First page.", "Second page.", "Third page."))
    new = words(printed("First page.", "A new page.", "Second page.", "Third page."))
    found = errata(old, new)
    assert [entry.new for entry in found.entries] == ["page. A new page."]


def test_lines_broken_elsewhere_are_no_erratum() -> None:
    old, new = printed("Words in one line"), printed("Words in<br>one line")
    assert digests(old) != digests(new)
    assert errata(words(old), words(new)).entries == ()


def test_of_a_rewritten_book_no_slip_is_made() -> None:
    count = MOST_PAGES_TOGETHER + 1
    old = [[PrintedWord(f"old{n}", n, str(n), 1)] for n in range(count)]
    new = [[PrintedWord(f"new{n}", n, str(n), 1)] for n in range(count)]
    found = errata(old, new)
    assert (found.entries, found.pages_left_out) == ((), count)


def test_only_the_sheets_of_changed_pages_are_printed_again() -> None:
    old = pages_of(PAGES)
    new = pages_of(PAGES, "section:nth-child(5) { font-style: normal; letter-spacing: 1pt }")
    planned = plan(PLAIN, TRIM_OF_PAGES, PAGES, back_cover=False)
    found = reprint(old, new, planned, planned)
    # Of 12 pages the fifth is on the third and innermost sheet.
    assert (found.pages, found.sheets, found.sheet_count) == ((4,), (2,), 3)
    assert reprint(old, old, planned, planned).sheets == ()


def test_another_number_of_pages_moves_their_sheets() -> None:
    old, new = pages_of(PAGES), pages_of(PAGES + 4)
    found = reprint(
        old,
        new,
        plan(PLAIN, TRIM_OF_PAGES, PAGES, back_cover=False),
        plan(PLAIN, TRIM_OF_PAGES, PAGES + 4, back_cover=False),
    )
    assert found.sheets == (0, 1, 2, 3)
    assert found.pages == (12, 13, 14, 15)
