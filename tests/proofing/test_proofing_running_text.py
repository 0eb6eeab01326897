"""A chapter's running text is what its readers read, and every word knows its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.manuscript.running_text import Passage, read_passages
from tests.manuscript.manuscript_chapters import CONFIG
from tests.manuscript.test_manuscript_properties import FRAGMENTS
from tests.support.indexed_texts import NOWHERE, source_chapter


def passages(text: str) -> tuple[Passage, ...]:
    return read_passages(source_chapter("one", text), CONFIG, NOWHERE)


def texts(text: str) -> list[str]:
    return [passage.text for passage in passages(text)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Some *words* and **more**.", "Some words and more."),
        ("See `Code` and https://Example.org/Path now.", "See \ufffc and \ufffc now."),
        ('The [NKVD]{.ix} and [he]{ix="Stalin, Joseph"}.', "The NKVD and he."),
        ("So [@Serge1937, p. 3]. Then", "So . Then"),
        ("A [link](https://Example.org) here.", "A link here."),
        (r"An escaped \* star.", "An escaped * star."),
        ("A note.^[Inside it.] Then", "A note. [Inside it.] Then"),
        ('Words.\n{.class #id title="Title"}', "Words.\n"),
        ("![The Caption.](map.svg){#fig-map alt='Alt Text'}", "The Caption."),
    ],
)
def test_syntax_is_not_read(written: str, read: str) -> None:
    assert texts(f"{written}\n") == [read]


def test_code_and_metadata_are_no_text() -> None:
    source = (
        "---\nrunning_title: Running\n---\n\n# Title {ix='Head'}\n\n```\nCode Block\n```\n\nText.\n"
    )
    assert texts(source) == ["Title", "Text."]


def test_a_note_is_read_where_it_is_called() -> None:
    found = passages("Called.[^a] On.\n\nNext.\n\n[^a]: The note.\n")
    assert [passage.text for passage in found] == ["Called. On.", "The note.", "Next."]
    called_at = found[1].called_at
    assert called_at is not None
    assert (called_at.line, called_at.column) == (1, 8)
    assert str(found[1].span(4, 8)) == "chapters/one.md:5:11"


def test_the_runs_say_what_a_mark_holds_and_which_language() -> None:
    (passage,) = passages("In [*Pravda*]{.ix}, [Киров]{lang=ru}.\n")
    runs = [(passage.text[run.start : run.end], run.is_free, run.language) for run in passage.runs]
    assert runs == [
        ("In ", True, ""),
        ("Pravda", False, ""),
        (", ", True, ""),
        ("Киров", True, "ru"),
        (".", True, ""),
    ]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(source: str) -> None:
    for passage in passages(source):
        length = 0
        for run in passage.runs:
            assert run.start >= length
            assert (
                passage.text[run.start : run.end] == passage.source.text[run.index :][: run.length]
            )
            length = run.end
        assert length <= len(passage.text)
