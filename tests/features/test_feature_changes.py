"""The command changes: it lists editorial marks, and settles them in the files."""

import json
from pathlib import Path

import pytest

from tests.support.book_project import BookProject

TEXT = "# One\n\nA {++new ++}word{>>why?<<}.\n\nAn {--old--} one.\n\n`{++code++}`\n"


def book_of(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path, {"chapters/one.md": TEXT})


def text_of(book: BookProject) -> str:
    return (book.root / "chapters/one.md").read_text("utf-8")


def test_marks_are_listed(tmp_path: Path) -> None:
    ran = book_of(tmp_path).run("changes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "chapters/one.md:3:3: addition: new",
        "chapters/one.md:3:17: comment: why?",
        "chapters/one.md:5:4: deletion: old",
        "1 addition, 1 comment, 1 deletion",
    ]


def test_marks_as_data(tmp_path: Path) -> None:
    told = json.loads(book_of(tmp_path).run("changes", "--format", "json").out)
    assert told[2] == {
        "path": "chapters/one.md",
        "line": 5,
        "column": 4,
        "kind": "deletion",
        "old": "old",
        "new": "",
        "remark": "",
    }


@pytest.mark.parametrize(
    ("arguments", "said", "text"),
    [
        (("--accept",), "2 changes accepted", "# One\n\nA new word{>>why?<<}.\n\nAn one."),
        (("--reject",), "2 changes rejected", "# One\n\nA word{>>why?<<}.\n\nAn old one."),
        (
            ("chapters/one.md:5", "--accept"),
            "1 change accepted",
            "# One\n\nA {++new ++}word{>>why?<<}.\n\nAn one.",
        ),
        (
            ("--accept", "chapters/one.md:3:17"),
            "1 change accepted",
            "# One\n\nA {++new ++}word.\n\nAn {--old--} one.",
        ),
    ],
)
def test_marks_are_settled(
    tmp_path: Path, arguments: tuple[str, ...], said: str, text: str
) -> None:
    book = book_of(tmp_path)
    ran = book.run("changes", *arguments)
    assert (ran.code, ran.out.strip()) == (0, said)
    assert text_of(book) == text + "\n\n`{++code++}`\n"


def test_line_ends_of_the_file_stay(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    path = book.root / "chapters/one.md"
    path.write_bytes(b"\xef\xbb\xbf# One\r\n\r\nA {--b --}c.\r\n")
    assert book.run("changes", "--accept").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf# One\r\n\r\nA c.\r\n"


def test_a_place_without_a_mark_is_told(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    ran = book.run("changes", "chapters/one.md:4", "--accept")
    assert ran.code == 1
    assert "there is no editorial mark at 'chapters/one.md:4' [change-missing]" in ran.err
    assert text_of(book) == TEXT


def test_decisions_belong_to_changes(tmp_path: Path) -> None:
    ran = book_of(tmp_path).run("--accept")
    assert ran.code == 2
    assert "--accept and --reject belong to the command changes" in ran.err


def test_open_changes_are_warned_of_and_fail_a_strict_build(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    ran = book.run()
    assert ran.code == 0
    assert "chapters/one.md:3:3: warning: this change isn't settled" in ran.err
    assert book.run("--strict").code == 1
    book.change("book.toml", "[page]", '[markdown]\nchanges = "proposed"\n[page]')
    assert "as it is proposed" in book.run().err
