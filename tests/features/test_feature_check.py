"""What check says, what it silences and mends, and how it ends."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from tests.support.book_project import CHECKOUT, BookProject

PATIENCE_S = 60
"""A program that never asks must not stop the tests."""
CHAPTER = """
# One

He went to the the station in 1936-1938.

He said so.[@sergee1937] Two  spaces.
"""
BIB = """
@book{serge1937,
  author = {Serge, Victor}, title = {Destiny}, publisher = {A}, location = {B}, date = {1937}}
@book{larina1993,
  author = {Larina, Anna}, title = {Memoir}, publisher = {A}, location = {B}, date = {1993}}
"""
TOML = """
[book]
title = "A Small Book"

[divisions]
body = ["chapters/one.md"]

[page]
trim = "A6"
"""
FILES = {
    "book.toml": TOML,
    "chapters/one.md": CHAPTER,
    "bibliography/references.bib": BIB,
}


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path, FILES)


def codes(told: str) -> list[str]:
    """The codes in what check says, in its order."""
    return re.findall(r": (?:error|warning|note): .* \[([a-z-]+)\]$", told, re.MULTILINE)


def test_everything_is_told_in_one_run(book: BookProject) -> None:
    ran = book.run("check")
    assert ran.code == 1
    assert codes(ran.err) == [
        "citation-undefined",
        "doubled-word",
        "hyphen-in-range",
        "entry-uncited",
        "entry-uncited",
        "double-space",
    ]
    assert "chapters/one.md:3:16: warning: 'the the': the word stands twice" in ran.err


def test_a_family_or_a_check_alone_decides_how_it_ends(book: BookProject) -> None:
    ran = book.run("check", "--only", "structure,double-space")
    assert (ran.code, codes(ran.err)) == (0, ["double-space"])
    ran = book.run("check", "--only", "language", "--strict")
    assert (ran.code, len(codes(ran.err))) == (1, 3)


def test_a_name_of_no_check_is_wrong_usage(book: BookProject) -> None:
    ran = book.run("check", "--only", "doubled-words")
    assert ran.code == 2
    assert "there is no check 'doubled-words'; did you mean 'doubled-word'?" in ran.err
    assert book.run("pdf", "--only", "language").code == 2
    assert book.run("check", "--yes").code == 2
    assert book.run("watch", "--format", "sarif").code == 2


def test_what_is_silenced_is_silent_in_each_command(book: BookProject) -> None:
    book.write("chapters/one.md", "# One\n\n![A map.](map.png){#fig-map}\n\nAs [](#fig-map).\n")
    Image.new("RGB", (100, 50), "red").save(book.root / "chapters/map.png")
    assert codes(book.run("pdf").err) == ["image-resolution", "figure-alt"]
    book.write("book.toml", f'{TOML}[check]\noff = ["image-resolution"]\n')
    comment = "<!-- check: off figure-alt -->\n![A"
    book.change("chapters/one.md", "![A", comment)
    assert book.run("pdf", "--strict").code == 0
    report = json.loads((book.out / "report.json").read_text("utf-8"))
    assert report["diagnostics"] == []
    assert book.run("check", "--only", "figures,structure").err == ""


def test_a_silencing_in_vain_is_told(book: BookProject) -> None:
    book.write("book.toml", f'{TOML}[check]\noff = ["space-before-mark"]\n')
    ran = book.run("check", "--only", "structure,space-before-mark")
    assert codes(ran.err) == ["check-idle"]
    assert "book.toml:10:8: warning: 'space-before-mark' finds nothing in this book" in ran.err


def test_without_a_terminal_fix_shows_and_writes_nothing(book: BookProject) -> None:
    before = (book.root / "chapters/one.md").read_bytes()
    ran = book.run("check", "--fix")
    assert ran.code == 1
    assert "-He went to the the station in 1936-1938.\n" in ran.out
    assert "+He went to the station in 1936--1938.\n" in ran.out
    assert "nothing was written" in ran.out
    assert (book.root / "chapters/one.md").read_bytes() == before


def test_fix_writes_what_is_safe_and_says_what_is_left(book: BookProject) -> None:
    ran = book.run("check", "--fix", "--yes")
    assert "4 places mended in 1 file" in ran.out
    assert (ran.code, codes(ran.err)) == (0, ["entry-uncited", "entry-uncited"])
    expected = (
        "# One\n\nHe went to the station in 1936--1938.\n\nHe said so.[@serge1937] Two spaces.\n"
    )
    assert (book.root / "chapters/one.md").read_text("utf-8") == expected
    assert codes(book.run("check").err) == ["entry-uncited"]


@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("", False)])
def test_on_a_terminal_fix_asks(book: BookProject, answer: str, is_written: bool) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(CHECKOUT / "build.py"), "check", "--fix", "--only", "language"]
    with subprocess.Popen(
        [*command, "--book", str(book.root), "--out", str(book.out)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        said = b""
        while b"[y/N]" not in said:
            assert select.select([ours], [], [], PATIENCE_S)[0], said
            said += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
        with suppress(OSError):  # That is how Linux says that the other end is closed.
            while os.read(ours, 1000):
                pass
    os.close(ours)
    text = (book.root / "chapters/one.md").read_text("utf-8")
    assert ("the station in 1936--1938" in text) == is_written


def test_fix_leaves_what_is_silenced_or_was_not_asked_for(book: BookProject) -> None:
    book.write("book.toml", f'{TOML}[check]\noff = ["doubled-word"]\n')
    book.run("check", "--fix", "--yes", "--only", "doubled-word,hyphen-in-range")
    text = (book.root / "chapters/one.md").read_text("utf-8")
    assert "the the station in 1936--1938" in text
    assert "@sergee1937] Two  spaces" in text


def test_each_format_is_one_document(book: BookProject) -> None:
    found = json.loads(book.run("check", "--typography", "--format", "json").out)
    assert found[0]["code"] == "citation-undefined"
    log = json.loads(book.run("check", "--format", "sarif").out)
    results = log["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == [
        one["code"] for one in found if one["code"] != "runt"
    ]
    lines = book.run("check", "--format", "github").out.splitlines()
    assert lines[0].startswith("::error file=chapters/one.md,line=5,col=13,")
    assert len(lines) == len(results)


def test_spelling_is_looked_for_when_it_is_asked_for(book: BookProject) -> None:
    book.change("chapters/one.md", "station", "staton")
    assert "spelling" not in codes(book.run("check", "--only", "language").err)
    ran = book.run("check", "--only", "spelling")
    assert "warning: 'staton' is in no dictionary [spelling]" in ran.err
    assert ran.code == 0


def test_a_page_fewer_that_saves_a_sheet_is_told(book: BookProject) -> None:
    book.write(
        "book.toml", TOML.replace('body = ["', 'front = ["title"]\nbody = ["chapters/two.md", "')
    )
    book.write("chapters/two.md", "# Two\n\n" + "Words and words and words. " * 250)
    ran = book.run("check", "--only", "print")
    assert (ran.code, codes(ran.err)) == (0, ["sheet-budget"])
