"""Whatever an author writes, parsing doesn't raise, and what comes of it is well formed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.model import CrossReference, ParsedChapter
from tests.manuscript.manuscript_chapters import parse_found

FRAGMENTS = (
    "# T\n", '## H {#a ix="x > y"}\n', "word ", "[^1]", "\n\n[^1]: note ", "^[in ", "]", "[",
    "[see @k, p. 3; @{o k}]", "@k [p. 1]", "{.ix}", "{", "}", "`", "``", "*", "**", "_", "\n",
    "\n\n", "    ", "\n- ", "\n1. ", "\n> ", "\n| a | b |\n|---|---|\n| c | d |\n",
    "\n: cap {#t}\n", "\n\n![c](map.svg){#f alt=x}\n\n", "<b>", "</b>", "<div>", "</div>",
    "<script>", "&amp;", "&#3;", "\\", "\\*", "::: v\n", "\n:::\n", "\n| line\n", "\n```\n",
    "\n~~~\n", "\n***\n", "\n---\n", "\n===\n", "'", '"', "--", "...", "<!--", "-->", "[x](#a)",
    "[x](https://y.example)", '[]{ix="a; b" .open}', "![i](map.svg)", "\t", "[r]: https://z\n",
    "  \n", "é", "\x02", "\x00", "\U000f0001", "@", "; ", "(", ")", "\n:   def", "{.c}\n",
    "---\ntitle: x\n---\n", "p. 12 ",
)  # fmt: skip
VOID = frozenset(("br", "img", "hr", "wbr"))


class WellFormed(HTMLParser):
    """Asserts that tags are closed in order; gathers slots and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.slots: list[int] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "cb-slot":
            self.slots.append(int(values["n"] or "-1"))
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def check(source: str, chapter: ParsedChapter, found: tuple[Diagnostic, ...]) -> None:
    texts = [chapter.title_html, chapter.body]
    texts += [block for note in chapter.notes for block in note.blocks]
    texts += [slot.html for slot in chapter.slots if isinstance(slot, CrossReference)]
    html = WellFormed()
    for text in texts:
        html.feed(text)
        assert html.open == []
        assert re.search("[\x00-\x08\U000f0000-\U0010ffff]", text) is None
    assert sorted(html.slots) == list(range(len(chapter.slots)))
    assert len(set(html.ids)) == len(html.ids)
    anchors = {*html.ids, chapter.division.id}
    assert {mark.anchor for mark in chapter.marks} <= anchors
    assert {target.anchor for target in chapter.targets} <= anchors
    lines = len(re.split("\r\n|\r|\n", source))
    for one in found:
        assert one.span is not None
        assert 1 <= one.span.line <= lines
        assert one.span.column >= 1


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_syntax(source: str) -> None:
    check(source, *parse_found(source))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(source: str) -> None:
    check(source, *parse_found(source))


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
@settings(max_examples=100, deadline=None)
def test_trusted_html_is_well_formed_too(source: str) -> None:
    chapter, _ = parse_found(source.replace("script", "u"), html="trusted")
    html = WellFormed()
    html.feed(chapter.body)
    assert html.open == []


@given(st.text(st.characters(categories=["L", "N"], include_characters=" "), max_size=60))
def test_plain_words_stay_as_they_are(words: str) -> None:
    plain = " ".join(words.split())
    chapter, _ = parse_found(f"x {plain} x")
    printed = re.sub("<[^>]*>", "", chapter.body).replace("\u00a0", " ")
    assert printed == f"x {plain} x"


DEEP = {
    "quotations": ">" * 3000 + " x",
    "bullets": "- " * 3000 + "x",
    "brackets": "[" * 3000 + "x" + "]" * 3000,
    "spans": "[" * 2000 + "x" + "]{.a}" * 2000,
    "asterisks": "*" * 3000 + "x" + "*" * 3000,
    "emphasis": "*a **b " * 1000 + "x" + "** *" * 1000,
    "notes": "^[" * 2000 + "x" + "]" * 2000,
    "lists": "\n".join(" " * (4 * level) + "- x" for level in range(200)),
    "raw elements": "<div>" * 2000 + "x" + "</div>" * 2000,
    "elements": "<b>" * 2000 + "x" + "</b>" * 2000,
    "divisions": "::: a\n" * 500 + ":::\n" * 500,
    "metadata": "---\n" + "[" * 2000 + "\n---\n",
    "unclosed links": "[a](" * 2000,
    "citations": "[@a;" * 2000,
    "headings": "# x\n" * 500,
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP.keys())
def test_nesting_has_limits(source: str) -> None:
    check(source, *parse_found(source))


@pytest.mark.parametrize("name", ["spans", "lists", "divisions", "raw elements"])
def test_what_is_nested_too_deeply_is_reported(name: str) -> None:
    _, found = parse_found(DEEP[name])
    assert "nesting" in {one.code for one in found}
