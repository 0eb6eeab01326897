"""Editorial marks in source text: found, accepted, rejected."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.editorial_marks import (
    Kind,
    TextSpan,
    accept,
    find_marks,
    reject,
    settle,
)
from chapbook.manuscript.model import SourceChapter
from chapbook.manuscript.parse import parse_chapter
from tests.manuscript.manuscript_chapters import CONFIG, DIVISION, NOWHERE, without_lines


def settled(source: str, decision: str) -> str:
    return settle(source, find_marks(source), accepts=decision == "accept")


@pytest.mark.parametrize(
    ("source", "accepted", "rejected"),
    [
        ("A {++new ++}word.", "A new word.", "A word."),
        ("A word {++too++}.", "A word too.", "A word."),
        ("A {--old--} word.", "A word.", "A old word."),
        ("{--Old--} word.", "word.", "Old word."),
        ("{~~a~>b~~}", "b", "a"),
        ("{==a==}{>>b<<} c", "a c", "a c"),
        ("a %%b%% c", "a c", "a c"),
        ("100%% and 5%% more", "100%% and 5%% more", "100%% and 5%% more"),
        (
            "One.\n\n{++Two.\n\nThree.++}\n\nFour.",
            "One.\n\nTwo.\n\nThree.\n\nFour.",
            "One.\n\nFour.",
        ),
        ("One\n{--two--}\nthree", "One\nthree", "One\ntwo\nthree"),
        ("`{++a++}` \\{++b++}", "`{++a++}` \\{++b++}", "`{++a++}` \\{++b++}"),
        ("```\n{++a++}\n```\n{++b++}", "```\n{++a++}\n```\nb", "```\n{++a++}\n```\n"),
        (
            "---\ntitle: '{++a++}'\n---\nb",
            "---\ntitle: '{++a++}'\n---\nb",
            "---\ntitle: '{++a++}'\n---\nb",
        ),
        ("{++a `++}` b++}", "a `++}` b", ""),
        ("{++a \\++} b++}", "a \\++} b", ""),
        ("{++a", "{++a", "{++a"),
        ("{==a {++b++} c==}", "a b c", "a c"),
    ],
)
def test_settled(source: str, accepted: str, rejected: str) -> None:
    assert (settled(source, "accept"), settled(source, "reject")) == (accepted, rejected)


def test_places_and_texts() -> None:
    marks = find_marks("# T\n\nA {~~b~>c~~}\nd {>>e\nf<<}.")
    assert [(m.kind, m.line, m.column, m.old, m.new, m.remark) for m in marks] == [
        (Kind.SUBSTITUTION, 3, 3, "b", "c", ""),
        (Kind.COMMENT, 4, 3, "", "", "e f"),
    ]


def test_a_span_without_a_mark_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no editorial mark"):
        accept("a {++b++}", TextSpan(0, 3))


PIECES = st.sampled_from(
    ("a", " ", "b", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}",
     "`", "\\", "\n", "\n\n", "%%", "*", "[", "]")
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_marks_are_what_stands_there(source: str) -> None:
    for mark in find_marks(source):
        opening, closing = mark.kind.value
        text = source[mark.span.start : mark.span.end]
        assert text.startswith(opening)
        assert text.endswith(closing)
        assert source.splitlines()[mark.line - 1][mark.column - 1 :].startswith(opening)
        for after in (accept(source, mark.span), reject(source, mark.span)):
            assert len(after) < len(source)


def printed(source: str, changes: str) -> str:
    config = replace(CONFIG, changes=changes)
    chapter, _ = parse_chapter(SourceChapter(DIVISION, "a.md", source), config, NOWHERE)
    return " ".join(re.sub(r"<[^<>]*>", "", without_lines(chapter.body)).split())


WORDS = st.lists(st.sampled_from(("one", "two", "three")), min_size=1, max_size=3).map(" ".join)
MARKS = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"{{++{words}++}}"),
    WORDS.map(lambda words: f"{{--{words}--}}"),
    st.tuples(WORDS, WORDS).map(lambda pair: f"{{~~{pair[0]}~>{pair[1]}~~}}"),
    WORDS.map(lambda words: f"{{>>{words}<<}}"),
    WORDS.map(lambda words: f"{{=={words}==}}"),
)
PARAGRAPH = st.lists(MARKS, min_size=1, max_size=5).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=3).map("\n\n".join))
def test_a_book_prints_what_settling_all_would_leave(source: str) -> None:
    assert printed(source, "proposed") == printed(settled(source, "accept"), "proposed")
    assert printed(source, "original") == printed(settled(source, "reject"), "original")
