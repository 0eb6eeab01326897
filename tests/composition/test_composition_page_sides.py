"""Which stylesheets, and fragments, bind text to the side that it was set for."""

from dataclasses import replace
from pathlib import Path

import pytest

from chapbook.composition.page_sides import page_sides
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.manuscript.book_config import Edition
from chapbook.shipped import shipped_dir
from tests.support.set_pages import A5, typesetter

HTML = (
    '<html lang="en"><head><style>@page :nth(2) { --page-lines: 1 }</style></head>'
    '<body id="one" class="body"><section><h1 class="opening">Background: recto and verso</h1>'
    '<p class="first">Text</p></section></body></html>'
)


def differ(root: Path, css: str) -> bool:
    return typesetter(root, css).sides_differ()


def binds(css: str, html: str = HTML) -> bool:
    return page_sides([Stylesheet("styles/own.css", css, Path())], all_differ=False).bind(html)


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("edition", Edition)
def test_the_shipped_styles_bind_nothing(edition: Edition, theme: str) -> None:
    page = replace(A5, theme=theme)
    sheets, _ = read_stylesheets(shipped_dir(), shipped_dir(), page, edition)
    assert not page_sides(sheets, all_differ=False).bind(HTML)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@page :left { @top-left { content: 'left'; color: red } }",
        "@page :left { margin: 9mm 8mm 7mm 6mm } @page :right { margin: 9mm 6mm 7mm 8mm }",
        "@page :first:left { margin-left: 9mm; margin-right: 6mm }"
        "@page :first:right { margin-left: 6mm; margin-right: 9mm }",
        "@page { border: 1pt solid red; @footnote { border-top: 1pt solid red } }",
        "@page { background: #ffe; margin: 10mm !important }",
    ],
)
def test_pages_that_differ_in_their_margins_alone(tmp_path: Path, css: str) -> None:
    assert not differ(tmp_path, css)


@pytest.mark.parametrize(
    "css",
    [
        "@page :left { margin-top: 9mm }",
        "@page :left { margin-left: 9mm }",
        "@page :right { padding-left: 1mm }",
        "@page :left { font-size: 8pt }",
        "@page :left { --own: 1 }",
        "@page :left { @footnote { border-top: 1pt solid red } }",
        "@page front:left { margin-bottom: 30mm }",
        "@page :blank:left { margin-bottom: 30mm }",
        "@page :first:right { margin-bottom: 30mm }",
        "@page :nth(7):right { margin-bottom: 30mm }",
        "@page own:nth(3n):right { margin-bottom: 30mm }",
        "@media print { @page :right { margin-bottom: 30mm } }",
        "@page { background: #ffe }",
        "@page { marks: crop }",
        "@page { bleed: 3mm }",
    ],
)
def test_pages_that_differ_in_more(tmp_path: Path, css: str) -> None:
    assert differ(tmp_path, css)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "h1 { break-before: page; page-break-after: avoid }",
        "h2, .opening h3, p.opening, #two { break-before: recto }",
        "h1:is(h2, body) em { break-before: recto }",
        "h1, p { background: red }",
        ":root { color: red } body.back { background: url(paper.png) }",
    ],
)
def test_rules_that_are_not_about_sides_or_not_about_the_fragment(css: str) -> None:
    assert not binds(css)


@pytest.mark.parametrize(
    "css",
    [
        "h1 { break-before: recto }",
        "h1.opening::before, em { page-break-after: left }",
        "@media print { em, #one > section > h1:not(:first-child) { break-before: VERSO } }",
        "p { break-before: var(--side) }",
        "section { h1 { break-before: right } }",
        "html { background: #ffe }",
        "* { background-color: #ffe }",
        "@import 'more.css';",
        "body.body { background: url(paper.png) }",
    ],
)
def test_rules_that_bind_a_fragment(css: str) -> None:
    assert binds(css)


@pytest.mark.parametrize(
    "added",
    [
        '<p style="break-before: left">',
        "<style>@page :left { margin-top: 1mm }</style>",
        "<style>@page:nth(2) { background: red }</style>",
    ],
)
def test_styles_of_the_fragment_s_own_bind_it(added: str) -> None:
    assert binds("", HTML.replace("<p", f"{added}<p"))


def test_a_page_s_background_in_the_head_binds() -> None:
    assert binds("", HTML.replace("<style>", "<style>html { background: red } "))


def test_a_tag_is_read_whole() -> None:
    html = HTML.replace("<p class", "<p title='<a> > \"b\"' Class='x last'><b class")
    assert binds("p.last { break-before: recto }", html)
