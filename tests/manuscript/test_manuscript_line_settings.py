"""[hyphenation] and [typography] in book.toml, and the language of the book."""

from pathlib import Path

import pytest

from chapbook.diagnostics import Severity
from chapbook.manuscript.book_config import BookConfig, Hyphenation
from chapbook.manuscript.config import read_config
from chapbook.manuscript.spacing import bind_spaces

TITLE = '[book]\ntitle = "T"\n'


def config(root: Path, toml: str) -> tuple[BookConfig, list[str]]:
    (root / "chapters").mkdir()
    (root / "chapters" / "a.md").write_text("# A\n", "utf-8")
    (root / "book.toml").write_text(TITLE + toml, "utf-8")
    read, found = read_config(root)
    return read, [f"{one.span} {one.message}; {one.hint}" for one in found]


def test_words_limits_and_zone(tmp_path: Path) -> None:
    toml = '[hyphenation]\nen = ["Mos-cow", "Stalin"]\nde-AT = "Jän-ner"\nbefore = 2\nzone = 5\n'
    read, found = config(tmp_path, toml)
    assert found == []
    assert read.hyphenation == Hyphenation(
        before=2, zone_percent=5.0, words=(("en", ("Mos-cow", "Stalin")), ("de-AT", ("Jän-ner",)))
    )


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("befor = 2", "book.toml:4:1 'befor' is neither a setting of [hyphenation] nor a language "
         "of the program; did you mean 'before'?"),
        ('xx = ["a"]', "book.toml:4:1 'xx' is neither"),
        ('en = ["two words"]', "book.toml:4:7 'two words' is not a word; write it with a hyphen"),
        ("chars = 1", "book.toml:4:1 'chars' must be a whole number from 4 to 20"),
        ("zone = 80", "book.toml:4:1 'zone' must be a number from 0 to 50"),
        ('divide = "no"', "book.toml:4:1 'divide' must be true or false"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, toml: str, told: str) -> None:
    _, (message,) = config(tmp_path, f"[hyphenation]\n{toml}\n")
    assert message.startswith(told)


def test_each_kind_can_be_switched_off(tmp_path: Path) -> None:
    read, found = config(tmp_path, '[typography]\nkeep_together = ["dates", "datse"]\n')
    assert found == [
        "book.toml:4:27 'keep_together' can't hold 'datse'; did you mean 'dates'?",
    ]
    assert read.keeps_together == frozenset(["dates"])
    text = "Mr Smith, J. Smith, p. 5, 5 km, 5 May"
    assert bind_spaces(text, read.keeps_together).replace("\u00a0", "~") == text.replace(
        "5 May", "5~May"
    )
    assert bind_spaces(text, frozenset()) == text


def test_an_unknown_language_is_a_warning_that_names_the_known(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "a.md").write_text("# A\n", "utf-8")
    (tmp_path / "book.toml").write_text(TITLE + 'language = "pl"\n', "utf-8")
    read, (found,) = read_config(tmp_path)
    assert (found.severity, found.code) == (Severity.WARNING, "language-unknown")
    assert str(found.span) == "book.toml:3:1"
    assert found.message == "the program doesn't know the language 'pl'"
    assert found.hint.startswith("known: de, en-GB, en-US, es, fr, it, ru;")
    assert read.language == "pl"
