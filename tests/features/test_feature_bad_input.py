"""Bad input: each mistake at its place, all in one run, the last good PDF untouched."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject

DOE = "@book{doe1999, author = {Doe, Jane}, title = {T}, date = {1999}}\n"
GOOD = {
    "book.toml": """\
[book]
title = "A Book"
slug = "a-book"

[divisions]
body = ["chapters/one.md", "chapters/two.md"]
back = ["bibliography"]
""",
    "chapters/one.md": "# One\n\nWords.[@doe1999]\n",
    "chapters/two.md": "# Two\n\nMore.\n",
    "bibliography/references.bib": DOE,
}


def project(root: Path) -> BookProject:
    book = BookProject(root, GOOD)
    assert book.run().code == 0
    return book


def told(book: BookProject, *arguments: str) -> set[tuple[str, str, int, int]]:
    ran = book.run("--format", "json", *arguments)
    assert ran.code == 1
    return {
        (str(one["code"]), str(one["path"]), int(one["line"]), int(one["column"]))
        for one in ran.json()
    }


def test_every_mistake_of_a_book_is_told_in_one_run(tmp_path: Path) -> None:
    book = project(tmp_path)
    good = (book.out / "a-book.pdf").read_bytes()
    book.change("book.toml", '"chapters/two.md"', '"chapters/tow.md"')
    book.write(
        "chapters/one.md",
        """\
        # One

        Unknown [@deo1999] and no note[^gone] here, see [it](#nowhere).

        [^never]: Nobody calls this.

        ![Lost](lost.png){#fig-lost alt="x"}

        ![Out](../../outside.png){#fig-out alt="x"}

        ::: epigraph
        Never closed.
        """,
    )
    book.write(
        "bibliography/references.bib",
        """\
        @book{doe1999, author = {Doe, Jane}, title = {T}, date = {1999}}

        @book{broken1999, author = {Doe
        """,
    )
    book.write("styles/own.css", 'p { color: black }\nem { font-family: "Comic Sans" }\n')
    found = told(book)
    lines = {(path, line) for _, path, line, _ in found}
    assert ("book.toml", 6) in lines
    assert ("citation-undefined", "chapters/one.md", 3, 10) in found
    assert {("chapters/one.md", line) for line in (3, 5, 7, 9, 11)} <= lines
    assert ("bibliography/references.bib", 3) in lines
    assert ("font-undefined", "styles/own.css", 2, 6) in found
    assert (book.out / "a-book.pdf").read_bytes() == good


def test_text_output_shows_the_line_the_caret_and_the_nearest_key(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.change("chapters/one.md", "@doe1999", "@doe1998")
    ran = book.run()
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err == (
        "chapters/one.md:3:8: error: no entry 'doe1998' in references.bib [citation-undefined]\n"
        "    Words.[@doe1998]\n"
        "           ^^^^^^^^\n"
        "    did you mean 'doe1999'?\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("[book\n", 1), ('[book]\ntitle = "x"\ntitel = "y"\n', 3), ("[book]\n", 1)],
)
def test_a_bad_book_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    book = project(tmp_path)
    book.write("book.toml", text)
    found = told(book, "--strict")
    assert [(path, at) for _, path, at, _ in found] == [("book.toml", line)]


def test_a_directory_without_a_book_says_so(tmp_path: Path) -> None:
    book = project(tmp_path)
    (book.root / "book.toml").unlink()
    ran = book.run()
    assert ran.code == 1
    assert "book.toml" in ran.err


def test_a_book_of_which_no_chapter_is_there_says_so(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    book.write("book.toml", '[book]\ntitle = "A"\n[divisions]\nbody = ["chapters/none.md"]\n')
    assert [(path, line) for _, path, line, _ in told(book)] == [("book.toml", 4)]


def test_an_unreadable_book_toml_is_told(tmp_path: Path) -> None:
    book = project(tmp_path)
    (book.root / "book.toml").write_bytes(b'[book]\ntitle = "caf\xe9"\n')
    assert [(path, line) for _, path, line, _ in told(book)] == [("book.toml", 2)]


def test_a_draft_marks_the_gap_and_leaves_the_book(tmp_path: Path) -> None:
    book = project(tmp_path)
    good = (book.out / "a-book.pdf").read_bytes()
    book.change("chapters/one.md", "@doe1999", "@doe1998")
    assert book.run("draft").code == 0
    assert book.run("draft", "--strict").code == 1
    assert (book.out / "a-book.pdf").read_bytes() == good
    assert (book.out / "a-book-draft.pdf").exists()
    built = book.build()
    assert built.pdf.find_text("[doe1998?]")


def test_warnings_fail_only_under_strict(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.write("styles/own.css", "p { colour: black }\n")
    assert book.run().code == 0
    assert book.run("--strict").code == 1


@pytest.mark.parametrize("arguments", [("nonsense",), ("--format", "xml"), ("pdf", "--wrong")])
def test_wrong_usage_exits_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert BookProject(tmp_path).run(*arguments).code == 2


def test_a_font_file_that_is_missing_is_told(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.write("styles/own.css", '@font-face { font-family: "Own"; src: url(gone.ttf) }\n')
    assert ("font-missing", "styles/own.css", 1, 1) in told(book)


def test_a_font_file_that_is_no_font_is_told(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.write("styles/bad.ttf", "not a font")
    book.write(
        "styles/own.css",
        '@font-face { font-family: "Own"; src: url(bad.ttf) }\nem { font-family: "Own" }\n',
    )
    book.change("chapters/one.md", "Words", "*Words*")
    assert told(book, "--strict") == {("typesetter", "styles/own.css", 1, 1)}


def test_a_wrong_template_is_told_with_the_mistakes_of_the_text(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.change("chapters/one.md", "@doe1999", "@doe1998")
    book.write("templates/chapter.html", "<p>\n{{ nothing }}\n</p>\n")
    assert told(book) == {
        ("citation-undefined", "chapters/one.md", 3, 8),
        ("template", "templates/chapter.html", 2, 1),
    }
