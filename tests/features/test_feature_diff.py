"""The change edition: what was added and struck since a revision."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pikepdf import Pdf

from tests.support.book_project import BookProject, Ran
from tests.support.inspect_pdf import InspectedPdf
from tests.support.structure_tree import decorated_texts

LINE = "Words of a line that is long enough to be broken into lines, one two three four five. "
ONE = f"""\
# One

Same. {LINE * 2}

The cat sat on the mat.^[The old note.] It slept [@key1990].

Last. {LINE * 2}
"""
TOML = """
    [book]
    title = "A Small Book"
    date = "2026"

    [divisions]
    front = ["title", "contents"]
    body = ["chapters/one.md", "chapters/two.md"]
    back = ["bibliography"]
    chapters_open = "next"

    [page]
    trim = "A6"

    [citations]
    bibliography = "refs.bib"
    """
ENTRY = "@book{{{key}, author = {{Key, {name}}}, title = {{{name}s}}, date = {{1990}}}}\n"


def git(book: BookProject, *arguments: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=book.root, check=True, capture_output=True)


def committed(tmp_path: Path) -> BookProject:
    files = {
        "book.toml": TOML,
        "chapters/one.md": ONE,
        "chapters/two.md": "# Two\n\nA second chapter that goes away.\n",
        "refs.bib": ENTRY.format(key="key1990", name="Ann"),
    }
    book = BookProject(tmp_path, files)
    git(book, "init", "-q")
    git(book, "add", ".")
    git(book, "commit", "-q", "-m", "First")
    git(book, "tag", "v1")
    return book


def revised(tmp_path: Path) -> BookProject:
    book = committed(tmp_path)
    book.change("chapters/one.md", "The cat sat", "The dog sat")
    book.change("chapters/one.md", "^[The old note.]", "")
    book.change("chapters/one.md", "[@key1990]", "[@key2000]")
    book.change("book.toml", "chapters/two.md", "chapters/three.md")
    book.write("chapters/three.md", "# Three\n\nEntirely other text here.^[And a note.]\n")
    book.write("refs.bib", ENTRY.format(key="key2000", name="Ben"))
    return book


def diff(book: BookProject, *arguments: str) -> tuple[Ran, InspectedPdf]:
    ran = book.run("diff", "v1", *arguments)
    return ran, InspectedPdf((book.out / "a-small-book-diff.pdf").read_bytes())


def text_of(pdf: InspectedPdf) -> str:
    return " ".join(" ".join(pdf.page_text(at).split()) for at in range(pdf.page_count))


def test_added_and_struck_text_stand_in_the_change_edition(tmp_path: Path) -> None:
    ran, pdf = diff(revised(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert "a-small-book-diff.pdf" in ran.out
    text = text_of(pdf)
    assert "The catdog sat on the mat.1 It slept.21" in text
    assert "1. The old note." in text
    assert "2. Ann Key, Anns" in text
    assert "1. Ben Key, Bens" in text
    assert "A second chapter that goes away." in text
    assert "Entirely other text here.1" in text


def test_a_word_in_a_word_s_place_need_not_fit_in_a_line_with_it(tmp_path: Path) -> None:
    book = committed(tmp_path)
    cells = "| A remark that takes all the room that there is | Widthsofcolumns |\n|---|---|\n"
    table = f"# One\n\n{cells}| More words that would like to have it | Widthsofcolumns |\n"
    book.write("chapters/one.md", table)
    git(book, "commit", "-q", "-a", "-m", "Second")
    git(book, "tag", "-f", "v1")
    book.change("chapters/one.md", "it | Widthsofcolumns", "it | Columnsofwidths")
    ran, pdf = diff(book)
    assert (ran.code, ran.err) == (0, "")
    struck, added = (pdf.find_text(word) for word in ("Widthsofcolumns", "Columnsofwidths"))
    assert len(added) == 1
    assert abs(added[0].y - struck[-1].y) > 5


def test_who_listens_is_told_what_is_added_and_what_is_struck(tmp_path: Path) -> None:
    book = revised(tmp_path)
    diff(book)
    with Pdf.open(book.out / "a-small-book-diff.pdf") as pdf:
        told = decorated_texts(pdf)
    assert ("LineThrough", "cat") in told
    assert ("Underline", "dog") in told
    assert any(line == "Underline" and "Entirely other text" in text for line, text in told)
    assert any(line == "LineThrough" and "goes away." in text for line, text in told)


def test_the_bibliography_is_the_new_one(tmp_path: Path) -> None:
    _, pdf = diff(revised(tmp_path))
    assert "Key, Ben." in text_of(pdf)
    assert "Key, Ann." not in text_of(pdf)


def test_the_summary_counts_by_chapter(tmp_path: Path) -> None:
    ran, _ = diff(revised(tmp_path))
    assert ran.out.splitlines()[1:] == [
        "since v1:",
        "chapters/one.md: +1 −4 words; paragraphs: 1 changed",
        "chapters/two.md (removed): +0 −7 words; paragraphs: 1 struck",
        "chapters/three.md (added): +8 −0 words; paragraphs: 1 added",
        "sources: +key2000, −key1990",
    ]


def test_the_summary_as_data(tmp_path: Path) -> None:
    book = revised(tmp_path)
    ran, _ = diff(book, "--format", "json")
    told = json.loads(ran.out)
    assert told["sources"] == [
        {"key": "key2000", "state": "added"},
        {"key": "key1990", "state": "removed"},
    ]
    assert told["chapters"][0] == {
        "path": "chapters/one.md",
        "title": "One",
        "state": "changed",
        "old_path": "chapters/one.md",
        "words_added": 1,
        "words_struck": 4,
        "paragraphs_changed": 1,
        "paragraphs_added": 0,
        "paragraphs_struck": 0,
    }
    assert json.loads((book.out / "report.json").read_text("utf-8"))["changes"] == told


def test_a_chapter_that_was_renamed_is_compared(tmp_path: Path) -> None:
    book = committed(tmp_path)
    book.change("book.toml", "chapters/one.md", "chapters/first.md")
    (book.root / "chapters/one.md").rename(book.root / "chapters/first.md")
    ran, pdf = diff(book)
    assert "chapters/first.md (was chapters/one.md): +0 −0 words" in ran.out
    assert "1 chapter unchanged" in ran.out
    assert text_of(pdf).count("The cat sat on the mat.") == 1


def test_nothing_has_changed(tmp_path: Path) -> None:
    book = committed(tmp_path)
    ran, pdf = diff(book)
    assert ran.out.splitlines()[1:] == ["since v1:", "2 chapters unchanged"]
    book.run()
    usual = InspectedPdf((book.out / "a-small-book.pdf").read_bytes())
    assert text_of(pdf) == text_of(usual)


def test_bars_stand_in_the_outer_margin_beside_changed_lines(tmp_path: Path) -> None:
    book = committed(tmp_path)
    first = "# One\n\n" + f"Same. {LINE * 8}\n\n" * 3
    book.write("chapters/one.md", first)
    git(book, "commit", "-qam", "Long")
    git(book, "tag", "-f", "v1")
    book.write("chapters/one.md", first.replace("Same.", "Changed."))
    _, pdf = diff(book)
    places = pdf.find_text("Changed.")
    assert {place.page_index % 2 for place in places} == {0, 1}
    for place in places:
        page = pdf.render(place.page_index, 2.0)
        rows = [page.pixels[at : at + page.width] for at in range(0, len(page.pixels), page.width)]
        outer = max if place.page_index % 2 == 0 else min
        dark = {x for row in rows for x, grey in enumerate(row) if grey < 128}
        bar = outer(dark)
        text = outer(x for x in dark if abs(x - bar) > 6)
        assert 8 < abs(bar - text) < 18
        at = page.height - round((place.y + 2) * 2)
        is_beside = [rows[at + 2 * line_pt][bar] < 128 for line_pt in (0, 24)]
        assert is_beside == [True, False]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("diff",), 2, "diff needs a REV"),
        (("diff", "v9"), 1, "'v9' is no revision of the book's git repository [since-unknown]"),
    ],
)
def test_a_revision_that_is_not_there(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = committed(tmp_path).run(*arguments)
    assert ran.code == code
    assert message in ran.err


def test_a_shallow_clone_is_told(tmp_path: Path) -> None:
    book = committed(tmp_path / "whole")
    book.write("chapters/one.md", "# Other\n")
    git(book, "commit", "-q", "-a", "-m", "Second")
    clone = BookProject(tmp_path / "clone")
    shutil.rmtree(clone.root)
    git(book, "clone", "-q", "--depth=1", book.root.as_uri(), str(clone.root))
    ran = clone.run("diff", "HEAD~1")
    assert ran.code == 1
    assert "'HEAD~1' is no revision of the book's git repository" in ran.err
    assert "git fetch --unshallow" in ran.err


def test_a_book_without_a_repository(tmp_path: Path) -> None:
    ran = BookProject(tmp_path).run("diff", "HEAD")
    assert ran.code == 1
    assert "the book is in no git repository [since-unknown]" in ran.err
