"""What is for paper is changed into what is for screens, and written as HTML and XHTML."""

import pytest

from chapbook.reflowable.screen_markup import for_screens, plain_id
from chapbook.reflowable.serialization import as_html, as_xhtml
from tests.reflowable.trees import content, section


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p data-line="3">A</p>', "<p>A</p>"),
        (
            '<p>1<span class="hidden-figures">.25</span></p>',
            '<p>1<span class="hidden-figures">\u2008\u2007\u2007</span></p>',
        ),
        ('<img src="a.png" width="60%">', '<img src="a.png" style="width: 60%">'),
        ('<span lang="he">א</span>', '<span lang="he" dir="rtl">א</span>'),
        ('<span lang="he-Latn">a</span>', '<span lang="he-Latn">a</span>'),
        ('<span lang="he" dir="ltr">א</span>', '<span lang="he" dir="ltr">א</span>'),
        ('<a href="chapbook:ref--x">X</a>', '<a href="chapbook:ref--x" role="doc-biblioref">X</a>'),
        (
            '<div class="turned-page"><div class="turned-sheet"><p>A</p><p>B</p></div></div>',
            "<p>A</p><p>B</p>",
        ),
    ],
)
def test_markup_for_paper_is_changed(written: str, expected: str) -> None:
    tree = section(written)
    for_screens(tree)
    assert content(tree) == expected


@pytest.mark.parametrize(
    ("name", "plain"),
    [("one--ix1", "one--ix1"), ("ref--roe:2001", "ref--roe_3a_2001"), ("1a", "_1a"), ("é", "é")],
)
def test_ids_are_names_of_xml(name: str, plain: str) -> None:
    assert plain_id(name) == plain


def test_html_has_void_elements_and_raw_styles() -> None:
    tree = section('<p title="a&quot;b">1 &lt; 2<br><img src="a" alt=""></p><p></p>')
    assert content(tree) == '<p title="a&quot;b">1 &lt; 2<br><img src="a" alt=""></p><p></p>'


def test_xhtml_closes_all_and_tells_the_language_twice() -> None:
    tree = section('<p lang="de">a<br>b</p><p></p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>')
    assert as_xhtml(tree) == (
        '<section id="one"><p lang="de" xml:lang="de">a<br/>b</p><p></p>'
        '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg></section>'
    )
    assert '<svg viewBox="0 0 1 1" xmlns=' in as_html(tree)
