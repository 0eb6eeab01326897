"""How a chapter's first words are set, and what a drop cap does to the lines beside it."""

from itertools import pairwise
from pathlib import Path

import pytest

from chapbook.composition.break_ornaments import set_breaks
from chapbook.composition.openings import set_opening
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import set_pages

LEADING_PT = 13.5
LONG = (
    "of the year they had printed four almanacs, of which three were correct, and one calendar. "
    * 4
)


def test_opening_words_are_the_first_three() -> None:
    assert set_opening('\n<p data-line="3">She was born in London.</p>', "small-caps") == (
        '\n<p data-line="3"><span class="opening-words">She was born</span> in London.</p>'
    )


@pytest.mark.parametrize("style", ["small-caps", "drop-cap"])
@pytest.mark.parametrize(
    "html",
    [
        '<p data-line="3">One</p>',
        '<p data-line="3"><em>One</em> two three</p>',
        '<blockquote data-line="3"><p data-line="3">One two three four</p></blockquote>',
        '<p data-line="3">Extraordinarily-long-first-words follow here</p>',
        '<p class="x" data-line="3">One two three four</p>',
    ],
)
def test_openings_that_have_no_plain_words_stay_as_they_are(html: str, style: str) -> None:
    assert set_opening(html, style) == html


def test_a_plain_opening_is_left_alone() -> None:
    html = '<p data-line="3">She was born in London.</p>'
    assert set_opening(html, "plain") == html


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        (
            "By the end ",
            '<span class="drop-cap">B</span><span class="opening-words">y the end</span>',
        ),
        ("A year ", '<span class="drop-cap">A</span> <span class="opening-words">year of'),
        ("Émile said ", '<span class="drop-cap">É</span><span class="opening-words">mile said'),
        ("“No,” he ", '<span class="drop-cap"><span class="mark">“</span>N</span>'),
        ("«\u202fNon ", '<span class="drop-cap"><span class="mark">«</span>N</span>'),
        ("Just now ", '<span class="drop-cap tailed">J</span><span class="opening-words">ust now'),
        (
            '<span id="a--ix1"></span>Once ',
            '<span id="a--ix1"></span><span class="drop-cap">O</span>',
        ),
        ("1936 ", '<span class="opening-words">1936 of the</span>'),
        ('So<cb-slot n="0"></cb-slot> ', '<span class="drop-cap">S</span>o<cb-slot n="0">'),
    ],
)
def test_a_drop_cap_is_the_first_letter(begins: str, expected: str) -> None:
    assert expected in set_opening(f'<p data-line="3">{begins}{LONG}</p>', "drop-cap")


def test_a_paragraph_of_less_than_three_lines_takes_small_capitals() -> None:
    html = set_opening('<p data-line="3">She was born in London.</p>', "drop-cap")
    assert "drop-cap" not in html
    assert '<span class="opening-words">She was born</span>' in html


def test_an_epigraph_is_passed_over() -> None:
    verse = '<div class="verse"><div class="stanza"><p class="line">Said once</p></div></div>'
    epigraph = f'<div class="epigraph" data-line="1">\n{verse}<p data-line="2">He</p></div>\n'
    html = set_opening(f'{epigraph}<p data-line="5">By the end {LONG}</p>', "drop-cap")
    assert html.startswith(f'{epigraph}<p data-line="5" class="dropped"><span class="drop-cap">B')


@pytest.mark.parametrize("first", ["By the end ", "É ", "“So ", "Quite "])
def test_the_capital_stands_on_the_third_line_and_the_text_on_the_grid(
    tmp_path: Path, first: str
) -> None:
    opened = set_opening(f'<p data-line="1">{first}{LONG}</p>', "drop-cap")
    pdf = InspectedPdf(set_pages(tmp_path, f"{opened}<p>Last line.</p>").pdf)
    plain = InspectedPdf(set_pages(tmp_path, "<p>Top line.</p>").pdf)
    (top,), (last,) = plain.find_text("Top"), pdf.find_text("Last")
    cap = min(
        (found for found in pdf.find_text(first.strip("“ ")[0]) if found.size > 40),
        key=lambda found: found.y,
    )
    assert (top.y - cap.y) / LEADING_PT == pytest.approx(2, abs=0.05)
    lines = (top.y - last.y) / LEADING_PT
    assert lines == pytest.approx(round(lines), abs=0.01)


def test_text_beside_the_capital_begins_behind_it_and_below_at_the_measure(tmp_path: Path) -> None:
    words = [f"w{n:03}" for n in range(80)]
    opened = set_opening(f'<p data-line="1">Bylines {" ".join(words)}</p>', "drop-cap")
    pdf = InspectedPdf(set_pages(tmp_path, opened).pdf)
    found = [pdf.find_text(word)[0] for word in words]
    starts = [b.x for a, b in pairwise(found) if b.y < a.y - 1]
    assert starts[0] == pytest.approx(starts[1], abs=0.1)
    assert starts[2] < starts[0] - 20


def test_an_ornament_stands_in_every_break() -> None:
    html = '<p>One</p>\n<hr class="break" data-line="3">'
    assert set_breaks(html, "") == html
    assert set_breaks(html, "* & *") == (
        '<p>One</p>\n<div class="ornament" role="separator" data-line="3">* &amp; *</div>'
    )


def test_an_empty_line_stands_with_the_text_behind_it(tmp_path: Path) -> None:
    """So a break at the foot of a page goes over, and shows as an empty line at the next top."""
    lines = "".join(f"<p>Line {n}.</p>" for n in range(34))
    pdf = InspectedPdf(set_pages(tmp_path, f"{lines}<hr class='break'><p>Behind.</p>").pdf)
    (first,), (behind,) = pdf.find_text("Line 0."), pdf.find_text("Behind.")
    assert (first.page_index, behind.page_index) == (0, 1)
    assert first.y - behind.y == pytest.approx(LEADING_PT, abs=0.01)
