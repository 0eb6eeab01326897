"""Which stylesheets let text be set before its folios are known."""

from pathlib import Path

import pytest

from chapbook.composition.folios_in_text import are_margins_apart, prints_folios
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.manuscript.book_config import Edition
from chapbook.shipped import shipped_dir
from tests.support.set_pages import A5


def is_apart(css: str) -> bool:
    return are_margins_apart([Stylesheet("styles/own.css", css, Path())])


@pytest.mark.parametrize("edition", Edition)
def test_the_shipped_styles_do(edition: Edition) -> None:
    sheets, _ = read_stylesheets(shipped_dir(), shipped_dir(), A5, edition)
    assert are_margins_apart(sheets)


@pytest.mark.parametrize(
    "css",
    [
        "@page { @top-left { content: counter(page) ' of ' counter(pages) } }",
        "@media print { @page :first { @left-middle { content: counter(page) } } }",
        "@page { @bottom-right-corner { content: url(rule.svg) string(head, last) } }",
        "h2 { string-set: head content(); z-index: 2 } li::before { content: counter(list-item) }",
        "/* counter(page) */ body { counter-reset: footnote }",
    ],
)
def test_margins_that_need_nothing_of_the_text_do(css: str) -> None:
    assert is_apart(css)


@pytest.mark.parametrize(
    "css",
    [
        "a::after { content: counter( page ) }",
        "a::after { content: target-counter(attr(href), page) }",
        "h1 { position: running(head) }",
        "h1 { string-set: head content() counter(page) }",
        "@page :nth(3) { counter-reset: page 9 }",
        "@page { @footnote { content: counter(pages) } }",
        "@page { @top-left { content: element(head) } }",
        "@page { @top-left { content: 'x'; z-index: -1 } }",
        "@media print { @page { @top-left { content: target-text(url(#a)) } } }",
    ],
)
def test_text_and_margins_that_need_each_other_do_not(css: str) -> None:
    assert not is_apart(css)


def test_a_fragment_s_own_styles_are_looked_at_too() -> None:
    assert prints_folios("<style>p::after { content: counter(page) }</style>")
    assert not prints_folios("<p>The counter of the page</p>")
