"""Styles that can't be used, and what is said of them."""

import pytest

from chapbook.csl.style import StyleError, read_style

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
WHO = '<text macro="who"/>'
CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def style(body: str) -> str:
    return f"{HEAD}\n{body}\n</style>"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "this is not well-formed XML: no element found", 1),
        ("<style>\n<b>\n</style>", "this is not well-formed XML: mismatched tag", 3),
        ("<html/>", "this is no CSL style: its root is not <style>", 0),
        ("<style/>", "this is no CSL style: its root is not <style>", 0),
        (style(""), "this style has no <citation>", 0),
        (
            style('<info><link rel="independent-parent" href="http://x.org/apa"/></info>'),
            "this style only points to another; take that one: http://x.org/apa",
            0,
        ),
        (style("<citation/>"), "its <citation> has no <layout>", 2),
        (style(f"{CITATION}\n<bibliography/>"), "its <bibliography> has no <layout>", 3),
        (
            style(f"{CITATION}\n<bibliography><layout>\n{WHO}</layout></bibliography>"),
            "the macro 'who' is called and not defined",
            4,
        ),
        (
            style('<citation><sort><key macro="who"/></sort><layout/></citation>'),
            "the macro 'who' is called and not defined",
            2,
        ),
        (
            style('<citation><layout><text macro="a"/></layout></citation>\n<macro name="b">'
                  '<text macro="a"/></macro>\n<macro name="a"><text macro="b"/></macro>'),
            "the macro 'a' calls itself",
            4,
        ),
        (f'<!DOCTYPE style [<!ENTITY a "b">]>\n{style(CITATION)}',
         "a style may define no entities", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(text: str, message: str, line: int) -> None:
    with pytest.raises(StyleError) as caught:
        read_style(text)
    assert (str(caught.value), caught.value.line) == (message, line)


def test_macros_that_call_each_other_too_often_are_refused() -> None:
    levels = range(30)
    macros = "".join(
        f'<macro name="m{at}"><text macro="m{at + 1}"/><text macro="m{at + 1}"/></macro>'
        for at in levels
    )
    last = '<macro name="m30"><text variable="title"/></macro>'
    text = style(f'<citation><layout><text macro="m0"/></layout></citation>{macros}{last}')
    with pytest.raises(StyleError, match="call each other too often"):
        read_style(text)


def test_elements_that_are_nested_too_deeply_are_refused() -> None:
    body = "<group>" * 3000 + "</group>" * 3000
    with pytest.raises(StyleError, match="nested too deeply"):
        read_style(style(f"<citation><layout>{body}</layout></citation>"))


def test_a_style_that_is_too_large_is_refused() -> None:
    with pytest.raises(StyleError, match="too large"):
        read_style(style(CITATION + " " * 2_000_000))


def test_what_a_style_says() -> None:
    read = read_style(
        style(
            "<info><title> A style </title></info>"
            '<citation near-note-distance="3"><sort><key variable="title"/></sort>'
            '<layout delimiter="; "><text variable="title"/></layout></citation>'
        )
    )
    assert (read.title, read.class_, read.locale, read.bibliography) == (
        "A style",
        "note",
        "",
        None,
    )
    assert read.citation.options.near_note_distance == 3
    assert read.citation.layout.delimiter == "; "
    assert [key.variable for key in read.citation.sort] == ["title"]
