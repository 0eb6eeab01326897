"""Notes to editors: shown in a draft as they are written, told where one is left open."""

from dataclasses import replace

import pytest

from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.model import ParsedChapter, SourceChapter
from chapbook.manuscript.parse import parse_chapter
from tests.manuscript.manuscript_chapters import (
    CONFIG,
    DIVISION,
    NOWHERE,
    parse_found,
    placed,
    without_lines,
)


def draft(text: str) -> ParsedChapter:
    config = replace(CONFIG, output=Edition.DRAFT)
    chapter, found = parse_chapter(
        SourceChapter(DIVISION, DIVISION.source or "", text), config, NOWHERE
    )
    assert [one for one in found if one.code != "chapter-title"] == []
    return chapter


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "A word %%check [@this] *now*%% here.",
            '<p>A word <span class="editors-note">check [@this] *now*</span> here.</p>',
        ),
        (
            "One.\n\n%% Is it?\n\n- so %%\n\nTwo.",
            '<p>One.</p>\n<p><span class="editors-note">Is it? ¶ - so</span></p>\n<p>Two.</p>',
        ),
        (
            "'It %%isn't %% is.'",
            '<p>‘It <span class="editors-note">isn\'t</span> is.’</p>',
        ),
    ],
)
def test_a_draft_shows_them_as_written(source: str, shown: str) -> None:
    assert without_lines(draft(source).body) == shown


def test_a_draft_numbers_its_notes_as_the_book_does() -> None:
    assert (
        draft("A %%^[no note] @nobody%% b^[a note].").slots
        == parse_found("A %%^[no note] @nobody%% b^[a note].")[0].slots
    )


def test_a_heads_note_is_not_in_the_contents() -> None:
    chapter = draft("# Title %%check%%\n\n## Head %%check%%\n\nText.")
    assert [target.title_text.strip() for target in chapter.targets] == ["Title", "Head"]


def test_lines_are_counted_on_behind_a_block() -> None:
    _, found = parse_found("# T\n\n%% a\n\nb %%\n\nA call[^gone].")
    assert placed(found) == ["7:7 note-undefined the note 'gone' has no text"]


def test_a_note_without_end_is_told() -> None:
    _, found = parse_found("# T\n\nText %% and so on.\n\nMore.")
    assert placed(found) == ["3:6 editors-note this note to editors has no end"]
