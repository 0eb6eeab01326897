"""An index whose groups go on behind a turned leaf, and one in three columns."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built, with_index

THINGS = [f"thing {one}{two}" for one in "abcdefgh" for two in "abcdef"]
MARKS = "".join(f'[]{{ix="animals and plants > {thing}"}}' for thing in THINGS)


def built(folder: Path, style: str = "", marks: str = MARKS) -> Built:
    files = {
        "book.toml": with_index("one"),
        "chapters/one.md": f"# One\n\nWords.{marks}\n",
        "chapters/index.toml": f"[style]\n{style}\n",
    }
    return BookProject(folder, files).build()


def test_a_heading_is_repeated_where_its_group_opens_a_verso(tmp_path: Path) -> None:
    book = built(tmp_path, marks=MARKS + MARKS.replace("animals and", "minerals and"))
    continued = book.pdf.find_text("(continued)")
    assert [(each.page_index, each.page_index % 2) for each in continued] == [(5, 1)]
    top = book.pdf.page_text(5).split("\n")
    assert "animals and plants (continued)" in top
    assert not book.diagnostics


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_an_index_has_the_columns_that_are_asked_for(tmp_path: Path, columns: int) -> None:
    book = built(tmp_path, f"columns = {columns}")
    first = book.pdf.find_text("Index")[0].page_index
    lines = [each for each in book.pdf.find_text("thing ") if each.page_index == first]
    assert len({round(each.x) for each in lines}) == columns


def test_three_columns_are_level(tmp_path: Path) -> None:
    book = built(tmp_path, "columns = 3")
    lengths = Counter(round(each.x) for each in book.pdf.find_text("thing ")).values()
    assert sorted(lengths) == [15, 16, 17]


def test_there_are_three_columns_at_most(tmp_path: Path) -> None:
    (found,) = built(tmp_path, "columns = 4").diagnostics
    assert found.message == "'columns' must be a number from 1 to 3"
    assert str(found.span) == "chapters/index.toml:2:1"
