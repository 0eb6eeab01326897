"""The indexer's workbench: the index with its marks, names not indexed, pages not covered."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.book_project import BookProject, with_index

FILES = {
    "book.toml": with_index("one", "two"),
    "chapters/one.md": """
        # One

        Here [Karl Radek]{ix="Radek, Karl"} meets the [NKVD]{.ix main}.

        Later Radek saw Leon Trotsky.^[As the NKVD knew.]
        """,
    "chapters/two.md": """
        # Two

        Nobody asked where Radek was, or `Karl Radek`.

        His friend Trotsky was in Coyoacán.
        """,
    "chapters/index.toml": """
        [see]
        "secret police" = "NKVD"
        """,
}


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path, FILES)
    return project.change("chapters/one.md", "{.ix main}", "{.ix .main}")


def test_the_index_is_printed_with_the_places_of_its_marks(book: BookProject) -> None:
    ran = book.run("index")
    expected = """\
        NKVD
            **1**  chapters/one.md:3

        Radek, Karl
            1  chapters/one.md:3

        secret police
            see NKVD

        3 headwords, 2 locators
        """
    assert ran.out == dedent(expected)
    assert ran.code == 0
    assert not list(book.out.glob("*.pdf"))


def test_suggestions_are_marks_ready_to_paste(book: BookProject) -> None:
    ran = book.run("index", "--suggest")
    expected = """\
        Trotsky, Leon (2, not yet in the index)
            chapters/one.md:5:17  p. 1  …Later Radek saw ‹Leon Trotsky›. [As the NKVD knew.]…
                [Leon Trotsky]{ix="Trotsky, Leon"}
            chapters/two.md:5:12  p. 3  …His friend ‹Trotsky› was in Coyoacán.…
                [Trotsky]{ix="Trotsky, Leon"}

        Coyoacán (1, not yet in the index)
            chapters/two.md:5:27  p. 3  …His friend Trotsky was in ‹Coyoacán›.…
                [Coyoacán]{.ix}

        Radek, Karl (1)
            chapters/two.md:3:20  p. 3  …Nobody asked where ‹Radek› was, or ….…
                [Radek]{ix="Radek, Karl"}

        4 marks to consider, 3 headwords
        """
    assert ran.out == dedent(expected)
    assert ran.code == 0


def test_pasting_what_is_suggested_leaves_nothing_to_suggest(book: BookProject) -> None:
    shown = json.loads(book.run("index", "--suggest", "--format", "json").out)
    for group in shown["suggestions"]:
        for place in reversed(group["places"]):
            path = book.root / place["path"]
            lines = path.read_text("utf-8").split("\n")
            line = lines[place["line"] - 1]
            at = line.index(place["words"])
            lines[place["line"] - 1] = line[:at] + place["mark"] + line[at + place["length"] :]
            path.write_text("\n".join(lines), "utf-8")
    assert book.run("index", "--suggest").out == "0 marks to consider, 0 headwords\n"


def test_coverage_shows_pages_without_locators(book: BookProject) -> None:
    expected = """\
        chapter                                   pages    words  locators  per 1,000
        One                                           1       16         2      125.0
        Two                                           3       14         0        0.0

        pages with no locator: 1
            3  Two (chapters/two.md)
        pages with only inside a range: none
        """
    assert book.run("index", "--coverage").out == dedent(expected)


@pytest.mark.parametrize(
    ("option", "key"),
    [((), "index"), (("--suggest",), "suggestions"), (("--coverage",), "coverage")],
)
def test_json_has_the_same_and_the_diagnostics(
    book: BookProject, option: tuple[str, ...], key: str
) -> None:
    ran = book.run("index", *option, "--format", "json")
    shown = json.loads(ran.out)
    assert set(shown) == {key, "diagnostics"}
    assert len(shown[key]) == {"index": 3, "suggestions": 3, "coverage": 2}[key]


@pytest.mark.parametrize("arguments", [("pdf", "--suggest"), ("index", "--suggest", "--coverage")])
def test_wrong_usage(book: BookProject, arguments: tuple[str, ...]) -> None:
    assert book.run(*arguments).code == 2


def test_a_book_with_errors_is_shown_and_fails(book: BookProject) -> None:
    book.change("chapters/two.md", "Nobody", "[Nobody](#nowhere)")
    ran = book.run("index")
    assert ran.code == 1
    assert "nowhere" in ran.err
    assert "3 headwords" in ran.out


def test_without_a_book_there_is_no_index(book: BookProject) -> None:
    (book.root / "book.toml").unlink()
    ran = book.run("index", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["index"] == []
