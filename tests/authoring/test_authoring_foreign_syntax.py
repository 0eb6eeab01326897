"""What other tools write in a text becomes what we write; what has no like is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.authoring.carried_lines import joined, read_lines
from chapbook.authoring.pandoc_inlines import in_our_words
from chapbook.authoring.pandoc_tables import with_pipe_tables
from chapbook.authoring.plain_text import in_plain_words
from chapbook.authoring.word_changes import marks_for_spans
from chapbook.cache import Store
from chapbook.scholarship import read_book
from tests.authoring.foreign_books import (
    chapter,
    imported,
    run,
    words,
    written,
)


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("a~b~c~~d~~ e^f^", "a<sub>b</sub>c<s>d</s> e<sup>f</sup>"),
        ("~5 and ~6, [^1] and [^2], ^[note] ^[note]", "~5 and ~6, [^1] and [^2], ^[note] ^[note]"),
        ("P~a\\ b~", "P<sub>a\u00a0b</sub>"),
        ("`a~b~` ``c`~d~`` e~f~", "`a~b~` ``c`~d~`` e<sub>f</sub>"),
        ("\\~~a~~", "\\~~a~~"),
        ("<!-- a --> b %% c", "%%  a  %% b \\%% c"),
        ('<img src="a b.png" alt="It"/>', "![It](<a b.png>)"),
        ('<a href="http://x.org">x</a><a id="y"></a>', "[x](http://x.org)[]{#y}"),
        ('<td style="width: 5%" colspan="2">', '<td colspan="2">'),
        ("\\newpage", ""),
        ("[]{#an anchor}[s](#an anchor)", "[]{#an-anchor}[s](#an-anchor)"),
        ('[s](#id "A title"){.x y="z w"}', '[s](#id "A title"){.x y="z w"}'),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("Let $x^2_1$ be", "Let `$x^2_1$` be"),
    ],
)
def test_inline_syntax(text: str, ours: str) -> None:
    assert in_our_words(text).text == ours


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("a \\textit{b}", "TeX stands as it was written: '\\textit'"),
        ("(@ex) An example", "a numbered example stands as it was written: '(@ex)'"),
        ("`x`{=html}", "what was for one format alone stands as it was written: '{=html}'"),
        ("Let $x$ be", "mathematics stands as it was written: '$x$'"),
    ],
)
def test_what_has_no_like_is_told(text: str, loss: str) -> None:
    assert in_our_words(text).losses == (loss,)


def pipes(text: str) -> str:
    return joined(with_pipe_tables(read_lines(text)))


def test_a_multiline_table() -> None:
    rule = "-" * 24
    head = f"{rule}\nHead    Another\n        head\n------- ---------\n"
    text = f"{head}one     two\n        three\n\nfour    five\n{rule}\n\n: It {{#t}}\n"
    assert pipes(text) == (
        "| Head | Another head |\n| --- | --- |\n| one | two three |\n| four | five |\n: It {#t}\n"
    )


def test_a_caption_before_its_table_goes_behind() -> None:
    assert pipes("Table: It\n\nA   B\n--- ---\n1   2|3\n") == (
        "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n: It\n"
    )


def test_a_grid_that_spans_stays_and_is_told() -> None:
    lines = with_pipe_tables(read_lines("+---+---+\n| a | b |\n+---+---+\n| c     |\n+---+---+\n"))
    assert lines[0].losses == ("a table whose cells span others stands as it was written",)
    assert lines[3].text == "| c     |"


def test_a_rule_is_no_table() -> None:
    text = "Text\n\n---\n\nHeading\n-------\n\nMore - and more\n"
    assert pipes(text) == text


def test_notes_and_links_go_where_they_are_called() -> None:
    book = imported(
        "# A\n\nOne[^a] [x][r].\n\n# B\n\nTwo[^a][^b] [r].\n\n"
        "[^a]: Aa.\n\n    More.\n\n[^b]: Bb.\n\n[r]: http://x.org\n"
    )
    assert chapter(book, 0) == (
        "# A\n\nOne[^a] [x][r].\n\n\n[^a]: Aa.\n\n    More.\n\n[r]: http://x.org\n"
    )
    assert chapter(book, 1).count("[^a]: Aa.") == 1
    assert chapter(book, 0).count("Bb.") == 0


def test_a_heading_in_code_or_a_division_begins_no_chapter() -> None:
    book = imported("# A\n\n```\n# no\n```\n\n::: box\n# inside\n:::\n\n    # no\n")
    assert book.chapters == ("chapters/1-a.md",)


def test_parts_and_repeated_titles() -> None:
    book = imported("# (PART) The First {-}\n\n# Same\n\na\n\n# Same\n\nb\n")
    assert book.chapters == (
        "chapters/1-the-first.md",
        "chapters/2-same.md",
        "chapters/3-same-2.md",
    )
    assert chapter(book).startswith("---\ndivision: part\n---\n\n# The First\n")


def test_a_title_block_and_a_text_without_heading() -> None:
    book = imported("% The Title\n% Ann\n\nText.\n")
    assert (book.title, book.authors) == ("The Title", ("Ann",))
    assert chapter(book) == "# The Title\n\nText.\n"


def test_plain_text_is_no_syntax(tmp_path: Path) -> None:
    text = "1. One *star* [x] # no\n# A sign\n\n- 5 < 6 & 7\n\nC:\\new `y` @me %% z_z_z\n"
    written(tmp_path / "source", {"my-text.txt": text})
    ran = run("new", "book", "--from", "source/my-text.txt", cwd=tmp_path)
    assert ran.returncode == 0
    book = read_book(tmp_path / "book", Store(tmp_path / "cache"))
    assert book.diagnostics == ()
    (body,) = (one.body for one in book.chapters)
    assert re.sub(r"<[^<>]*>|\s+", " ", body).split() == (
        [
            "1.",
            "One",
            "*star*",
            "[x]",
            "#",
            "no",
            "#",
            "A",
            "sign",
            "-",
            "5",
            "&lt;",
            "6",
            "&amp;",
            "7",
            "C:\\new",
            "`y`",
            "@me",
            "%%",
            "z_z_z",
        ]
    )
    assert book.chapters[0].title_text == "My text"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_plain_text_keeps_its_words(text: str) -> None:
    escaped = in_plain_words(text)
    assert words(escaped) == words(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text.strip()


def test_tracked_changes_become_editorial_marks() -> None:
    spans = (
        'I [was [really]{.insertion author="A" date="D"} here]{.deletion author="B" date="D"}'
        '[So?]{.comment-start id="0" author="Ann" date="D"}x[]{.comment-end id="0"}'
        '[]{.paragraph-insertion author="A" date="D"}'
    )
    assert marks_for_spans(spans) == "I {--was {++really++} here--}{>>Ann: So?<<}x"
