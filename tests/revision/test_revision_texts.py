"""Two states of a chapter as one: what is the same, added and struck."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.model import Footnote
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.html_elements import VOID
from chapbook.manuscript.model import ParsedChapter, StruckNote
from chapbook.revision.html_tree import read_tree, written
from chapbook.revision.merged_text import MergedText
from chapbook.revision.struck_slots import StruckSlots
from tests.manuscript.manuscript_chapters import parse, without_lines

NOTHING = StruckSlots((), ())


def merged(old: ParsedChapter | None, new: ParsedChapter | None) -> MergedText:
    return MergedText(old, new, NOTHING, lambda _: True, 0)


def both(old: str, new: str) -> str:
    """The text of both states; {+added+} and {-struck-}."""
    body = without_lines(merged(parse(old), parse(new)).body())
    body = body.replace('<ins class="added">', "{+").replace("</ins>", "+}")
    return body.replace('<del class="struck">', "{-").replace("</del>", "-}").strip()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("One two.", "One two.", "<p>One two.</p>"),
        ("One two three.", "One 2 three.", "<p>One {-two-}{+2+} three.</p>"),
        ("One two three.", "One three.", "<p>One{- two-} three.</p>"),
        ("One *two three* four.", "One *two* four.", "<p>One <em>two{- three-}</em> four.</p>"),
        ("One two three.", "One *two* three.", "<p>One {-two-}<em>{+two+}</em> three.</p>"),
        (
            "The same words stay here.\n\nGone.",
            "New.\n\nThe same words stay here.",
            "<p>{+New.+}</p>\n<p>The same words stay here.</p>\n"
            '<p class="struck-block">{-Gone.-}</p>',
        ),
        (
            "- One thing here\n- Two things there",
            "- One thing here\n- Two things\n- Three",
            "<ul><li>One thing here</li>\n<li>Two things{- there-}</li>\n<li>{+Three+}</li></ul>",
        ),
        (
            "A line  \nand another line.",
            "A line and another line.",
            "<p>A line{-<br>-}{+ +}and another line.</p>",
        ),
        ("One < two & three.", "One < 2 & three.", "<p>One &lt; {-two-}{+2+} &amp; three.</p>"),
    ],
)
def test_words(old: str, new: str, shown: str) -> None:
    assert both(old, new) == shown


def test_index_marks_stay_and_old_ids_go() -> None:
    shown = both("The [press]{.ix} stood there.", "The old [press]{.ix} stood here.")
    assert shown.count('id="trials--ix1"') == 1
    assert "{+ old+}" in shown
    shown = both("The [press]{.ix} stood there.", "Something else.")
    assert "id=" not in shown


def test_a_table_whose_columns_differ_is_shown_twice() -> None:
    old = "| a | b |\n|---|---|\n| c | d |"
    assert both(old, "| a |\n|---|\n| c |").count("<table") == 2
    shown = both(old, "| a | b |\n|---|---|\n| c | e |\n| f | g |")
    assert shown.count("<table") == 1
    assert "{-d-}{+e+}" in re.sub(r"<[^<>]*>", "", shown)


def test_what_is_counted() -> None:
    text = merged(
        parse("One two three.\n\nGone now."), parse("One 2 three.\n\nAll new words here.")
    )
    text.body()
    counts = text.counts
    assert (counts.words_added, counts.words_struck) == (5, 3)
    assert (counts.paragraphs_changed, counts.paragraphs_added, counts.paragraphs_struck) == (
        1,
        1,
        1,
    )


def test_a_struck_note_stands_for_itself() -> None:
    footnote = Footnote(7, "a", "b", ("Gone <em>note</em>",), SourceSpan("a.md", 1))
    text = MergedText(
        parse("Some words.^[Gone *note*]"),
        parse("Some words."),
        StruckSlots((footnote,), ()),
        lambda _: True,
        5,
    )
    assert '<del class="struck"><cb-slot n="5"></cb-slot></del>' in text.body()
    assert text.added_slots == [StruckNote(7, "Gone <em>note</em>", SourceSpan("a.md", 1))]


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


WORDS = st.sampled_from(
    ("one", "two", "*three*", "**four *five* six**", "`seven`", "[x]{.smallcaps}")
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=4)
TEXTS = PARAGRAPHS.map(lambda paragraphs: "\n\n".join(paragraphs))


def plain(html: str, without: str) -> str:
    html = re.sub(rf"<{without} class[^<>]*>.*?</{without}>", "", html)
    return " ".join(re.sub(r"<[^<>]*>", "", re.sub(r"</p>", "\n", html)).split())


@given(TEXTS, TEXTS)
def test_both_states_can_be_read_from_the_merged_one(old: str, new: str) -> None:
    before, now = parse(old), parse(new)
    body = merged(before, now).body()
    balance = _Balance()
    balance.feed(body)
    assert balance.open == []
    assert plain(body, without="del") == plain(now.body, without="del")
    assert plain(body, without="ins") == plain(before.body, without="ins")


@given(TEXTS)
def test_a_tree_is_written_as_it_was_read(text: str) -> None:
    body = parse(text).body
    assert written(read_tree(body)) == body


@given(TEXTS)
def test_nothing_changes_where_nothing_has_changed(text: str) -> None:
    text_of = merged(parse(text), parse(text))
    assert re.findall("<ins|<del", text_of.body()) == []
    assert text_of.counts.words_added == 0
