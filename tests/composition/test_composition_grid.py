"""Every line of text stands on the grid, also after what is not text."""

from pathlib import Path

import pytest

from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import set_pages

LEADING_PT = 13.5
LINE = "Words of a line that is long enough to be broken into two or three of them, or four."


@pytest.mark.parametrize(
    "between",
    [
        "",
        "<h2>A heading</h2>",
        "<h3>A lower heading</h3>",
        "<blockquote><p>An extract.</p></blockquote>",
        "<hr>",
        "<ul><li>One</li><li>Two</li></ul>",
        '<div class="epigraph"><p>Words</p></div>',
        '<div class="ornament">❦</div>',
        '<blockquote class="extract"><p>An extract.</p><p class="source">– A</p></blockquote>',
        '<div class="verse numbered"><div class="stanza"><p class="line">O</p></div>'
        '<div class="stanza"><p class="line">P<span class="line-number">2</span></p></div></div>',
        '<div class="letter"><div class="dateline"><p>D</p></div><div class="salutation">'
        '<p>S</p></div><p>T</p><div class="signature"><p>N</p></div></div>',
        '<div class="sidebar"><p class="sidebar-title">S</p><p>Text</p></div>',
        '<div class="chronology"><dl><div class="event"><dt>D</dt><dd>E</dd></div></dl></div>',
        '<ol class="lower-roman-parens"><li>One<ol><li>Two</li></ol></li></ol>',
        "<p>A <sup>raised</sup>, a <code>code</code>, an <em>em</em>, <b>bold</b>, Łódź Коэн.</p>",
        '<p>A call<a class="call" id="r">1</a><span class="note" id="f">N</span> here.</p>',
    ],
)
def test_lines_stand_on_the_grid(tmp_path: Path, between: str) -> None:
    body = f'<header class="opening"><h1>A title</h1></header><p>First. {LINE}</p>{between}'
    pdf = InspectedPdf(set_pages(tmp_path, f"{body}<p>Last. {LINE}</p>").pdf)
    (first,), (last,) = pdf.find_text("First."), pdf.find_text("Last.")
    lines = (first.y - last.y) / LEADING_PT
    assert lines == pytest.approx(round(lines), abs=0.01)
    assert lines >= 2


@pytest.mark.parametrize("number", ["", '<p class="number">1</p>'])
@pytest.mark.parametrize("title", ["Short", "A title so long that it needs two lines " * 2])
def test_text_begins_nine_lines_down_under_any_title(
    tmp_path: Path, number: str, title: str
) -> None:
    (top,) = InspectedPdf(set_pages(tmp_path, "<p>First.</p>").pdf).find_text("First.")
    opening = f'<header class="opening">{number}<h1>{title}</h1></header>'
    (first,) = InspectedPdf(set_pages(tmp_path, f"{opening}<p>First.</p>").pdf).find_text("First.")
    assert top.y - first.y == pytest.approx(9 * LEADING_PT, abs=0.01)


def test_facing_pages_end_level(tmp_path: Path) -> None:
    pdf = InspectedPdf(set_pages(tmp_path, "".join(f"<p>Line {n}</p>" for n in range(200))).pdf)
    feet = [
        min(found.y for found in pdf.find_text("Line ") if found.page_index == page)
        for page in range(pdf.page_count - 1)
    ]
    assert feet == pytest.approx([feet[0]] * len(feet), abs=0.01)
