"""Changes that nobody has settled: what the book prints of them, what a draft shows."""

from dataclasses import replace

import pytest

from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.model import ParsedChapter, SourceChapter
from chapbook.manuscript.parse import parse_chapter
from tests.manuscript.manuscript_chapters import CONFIG, DIVISION, NOWHERE, placed, without_lines

Found = tuple[ParsedChapter, tuple[Diagnostic, ...]]


def parsed(text: str, changes: str = "original", output: Edition = Edition.STANDARD) -> Found:
    config = replace(CONFIG, output=output, changes=changes)
    return parse_chapter(SourceChapter(DIVISION, DIVISION.source or "", text), config, NOWHERE)


def body(text: str, changes: str = "original", output: Edition = Edition.STANDARD) -> str:
    return without_lines(parsed(text, changes, output)[0].body)


@pytest.mark.parametrize(
    ("source", "original", "proposed"),
    [
        ("A {++new ++}word.", "<p>A word.</p>", "<p>A new word.</p>"),
        ("A word{++, too++}.", "<p>A word.</p>", "<p>A word, too.</p>"),
        ("One {++two++}.", "<p>One.</p>", "<p>One two.</p>"),
        ("An {--old --}word.", "<p>An old word.</p>", "<p>An word.</p>"),
        ("An {~~old~>new~~} word.", "<p>An old word.</p>", "<p>An new word.</p>"),
        ("A {==*lit*==} word.", "<p>A <em>lit</em> word.</p>", "<p>A <em>lit</em> word.</p>"),
        ("A word{>>no?<<} here.", "<p>A word here.</p>", "<p>A word here.</p>"),
        ("A {>>no?<<} word.", "<p>A word.</p>", "<p>A word.</p>"),
        ("`{++code++}` \\{++a", "<p><code>{++code++}</code> {++a</p>", None),
        ("{++`++}` b++} c", "<p>c</p>", "<p><code>++}</code> b c</p>"),
        ("{++a \\++} b++} c", "<p>c</p>", "<p>a ++} b c</p>"),
        ("{--a \\--} b--} c", "<p>a --} b c</p>", "<p>c</p>"),
        ("{--a\nb--} c", "<p>a\nb c</p>", "<p>c</p>"),
        (
            "{++One.\n\nTwo.++}\n\nThree.",
            "<p>Three.</p>",
            "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>",
        ),
        ("{--\n- a\n\n- b\n--}", "<ul>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>", ""),
        ("{>>One.\n\nTwo.<<}\n\nThree.", "<p>Three.</p>", "<p>Three.</p>"),
        ("| a | b |\n|---|---|\n| {--c--} | {++d++} |", None, None),
    ],
)
def test_a_book_prints_one_state(source: str, original: str | None, proposed: str | None) -> None:
    if original is not None:
        assert body(source) == original
    if proposed is not None:
        assert body(source, changes="proposed") == proposed
    assert "{" not in body(source).replace("{++", "", 2) or "code" in source
    assert all(one.code in {"change-open", "chapter-title"} for one in parsed(source)[1])


def test_each_is_told_where_it_stands() -> None:
    _, found = parsed("# T\n\nA {++b++} c\nand {--d--} e.\n\n{++f\n\ng++}\n\nh[^gone]")
    message = "change-open this change isn't settled: the book prints the text as it stood"
    assert placed(found) == [
        f"3:3 {message}",
        f"4:5 {message}",
        f"6:1 {message}",
        "10:2 note-undefined the note 'gone' has no text",
    ]


def test_lines_behind_a_kept_block_are_counted_on() -> None:
    _, found = parsed("# T\n\n{--a\n\nb[^x]--}\n\nc[^y]")
    assert [one.span.line for one in found if one.span and one.code == "note-undefined"] == [5, 7]


def test_what_is_proposed_is_said() -> None:
    _, found = parsed("# T\n\n{++b++}", changes="proposed")
    assert "prints the text as it is proposed" in found[0].message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("A {++b c", "3:3 editorial-mark this change doesn't end in its paragraph"),
        ("A {++b\n\nc++} d", "3:3 editorial-mark this change doesn't end in its paragraph"),
        ("{~~a\n\nb~>c~~}", "3:1 editorial-mark this change doesn't end in its paragraph"),
        ("*a {--b* c--}", "3:4 editorial-mark this change doesn't end in its paragraph"),
        ("A {>>b c", "3:3 editors-note this comment has no end"),
    ],
)
def test_a_mark_without_end_is_an_error(source: str, message: str) -> None:
    _, found = parsed(f"# T\n\n{source}")
    if source.startswith("*a"):
        # Emphasis across a mark's border is no emphasis; the mark is read.
        assert placed(found)[0].startswith("3:4 change-open")
    else:
        assert placed(found) == [message]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "A {++new *one*^[note] ++}word.",
            '<p>A <ins class="added">new *one*^[note] </ins>word.</p>',
        ),
        ("An {--old *one* --}word.", '<p>An <del class="struck">old <em>one</em> </del>word.</p>'),
        (
            "An {~~old~>new~~} word.",
            '<p>An <del class="struck">old</del><ins class="added">new</ins> word.</p>',
        ),
        (
            "A {==lit==}{>>why?<<} word.",
            '<p>A <mark class="highlit">lit</mark><span class="editors-note">why?</span> word.</p>',
        ),
        (
            "{++One.\n\n- *two*++}\n\nThree.",
            '<p><ins class="added">One. ¶ - *two*</ins></p>\n<p>Three.</p>',
        ),
        (
            "{--One.\n\nTwo.--}\n\nThree.",
            '<div class="struck">\n<p>One.</p>\n<p>Two.</p>\n</div>\n<p>Three.</p>',
        ),
    ],
)
def test_a_draft_shows_both_states(source: str, shown: str) -> None:
    assert body(source, output=Edition.DRAFT) == shown
    assert [one.code for one in parsed(source, output=Edition.DRAFT)[1]] == ["chapter-title"]


def test_a_draft_numbers_notes_as_the_book_does() -> None:
    text = "A{++^[b]++} c{--^[d]--} {~~e^[f]~>g^[h]~~}."
    for changes in ("original", "proposed"):
        notes = [
            parsed(text, changes, output)[0].notes for output in (Edition.STANDARD, Edition.DRAFT)
        ]
        assert [note.blocks for note in notes[0]] == [note.blocks for note in notes[1]]
        assert len(notes[0]) == 2 if changes == "original" else 2
