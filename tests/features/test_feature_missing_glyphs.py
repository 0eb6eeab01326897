"""Characters that no font has, in texts that print what was written elsewhere."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject

FILES = {
    "book.toml": """
        [book]
        # A title with ☂ is no good.
        title = "A Title"
        authors = ["Ann Author"]
        language = "en-GB"

        [divisions]
        front = ["half-title", "title", "contents"]
        body = ["chapters/one.md"]
        back = ["chapters/sources.md", "index"]

        [citations]
        bibliography = "bibliography/references.bib"
        """,
    "chapters/one.md": """
        # One

        Some [words]{.ix}, said somebody [@other2000; @snow2001].
        """,
    "chapters/sources.md": "# Sources\n\n::: bibliography\n:::\n",
    "chapters/index.toml": "",
    "bibliography/references.bib": """
        @book{other2000, author = {Other, Ann}, title = {Words}, date = {2000}}

        @book{snow2001,
          author = {Snow, Bob},
          title = {More words},
          date = {2001},
        }
        """,
}


@pytest.mark.parametrize(
    ("path", "written", "with_it", "place"),
    [
        ("book.toml", '"A Title"', '"A Title ☂"', "book.toml:3:18"),
        ("book.toml", '"A Title"', '"A Title \\u2602"', "book.toml:3:1"),
        ("book.toml", '"Ann Author"', '"Ann ☂"', "book.toml:4:17"),
        ("chapters/one.md", "# One", "# One ☂", "chapters/one.md:1:7"),
        ("chapters/one.md", "{.ix}", '{ix="☂ words"}', "chapters/one.md:3:18"),
        ("bibliography/references.bib", "More", "☂", "bibliography/references.bib:5:12"),
        ("bibliography/references.bib", "More", "{\\char`☂}", "bibliography/references.bib:5:19"),
    ],
)
def test_it_is_told_where_it_was_written(
    tmp_path: Path, path: str, written: str, with_it: str, place: str
) -> None:
    book = BookProject(tmp_path, FILES).change(path, written, with_it)
    found = [one for one in book.build().diagnostics if one.code == "glyph-missing"]
    assert {str(one.span) for one in found} == {place}


def test_a_place_that_moves_is_told_anew(tmp_path: Path) -> None:
    book = BookProject(tmp_path, FILES).change("book.toml", 'A Title"', 'A Title ☂"')
    book.build()
    again = book.change("book.toml", "[book]", "# A book.\n[book]").build()
    found = [one for one in again.diagnostics if one.code == "glyph-missing"]
    assert {str(one.span) for one in found} == {"book.toml:4:18"}
