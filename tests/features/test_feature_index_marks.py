"""Marks of the index everywhere a text can stand: each is found, and none moves a letter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built, with_index

BOOK = with_index("one", "two")
ONE = """\
# The first press {ix="presses"}

The press[]{ix="text"} was bought in the spring of that year[]{ix="paper" .open}, for ‘less than it
weighed’[]{ix="quotes"}, and came by *water*[]{ix="water"} as far as the weir.[^one]
Nobody[]{ix="nobody"} – not even its builder – had *ever*
un[der]{ix="inside a word"}stood how[]{ix="one; three"} it was put together again.

## How it was carried {ix="carriage"}

> What was heavy[]{ix="quotation"} was carried first[]{ix="last word"}.

- A bed[]{ix="list"}
- A screw[]{ix="second of a list"}

| | Price |
|---|--:|
| Bed[]{ix="table"} | 12 |

: What was paid[]{ix="caption"} {#paid}

::: verse
| The ink[]{ix="verse"} is black,
| the water brown.
:::

Term[]{ix="term"}
:   Its meaning[]{ix="definition"}

[^one]: The weir[]{ix="note"} of *Kressin*.
"""
TWO = """\
# The second press

Here the paper ended[]{ix="paper" .close}.
"""
EMPTY_MARK = re.compile(r'\[\]\{ix="[^"]*"(?: \.\w+)?\}')
WORD_MARK = re.compile(r'\[(\w+)\]\{ix="[^"]*"\}')
HEADING_MARK = re.compile(r' \{ix="[^"]*"\}')


WRITTEN_TO_PT = 0.2
"""The spaces in a page's contents are rounded, each by up to 0.01 pt."""


def unmarked(text: str) -> str:
    return HEADING_MARK.sub("", WORD_MARK.sub(r"\1", EMPTY_MARK.sub("", text)))


def built(folder: Path, one: str, two: str) -> Built:
    files = {"book.toml": BOOK, "chapters/one.md": one, "chapters/two.md": two}
    files["chapters/index.toml"] = "[style]\nmost_locators = 0\n"
    return BookProject(folder, files).build()


def most_moved_pt(one: Built, other: Built) -> float:
    """How far letters are from where they stand in the other book, before its index."""
    most = 0.0
    pages = one.pdf.destinations["index"]
    assert pages == other.pdf.destinations["index"]
    assert len(one.pdf.letters(one.pdf.destinations["one"])) > 200
    for page in range(pages):
        pairs = list(zip(one.pdf.letters(page), other.pdf.letters(page), strict=True))
        assert all(here == there for (here, *_), (there, *_) in pairs)
        moved = (abs(a - b) for (_, *at), (_, *to) in pairs for a, b in zip(at, to, strict=True))
        most = max(most, *moved, 0.0)
    return most


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("marked"), ONE, TWO)


def test_a_mark_moves_no_letter(marked: Built, tmp_path: Path) -> None:
    bare = built(tmp_path, unmarked(ONE), unmarked(TWO).replace("ended", 'ended[]{ix="x"}'))
    assert most_moved_pt(marked, bare) < WRITTEN_TO_PT


def test_a_mark_behind_every_word_moves_no_letter(tmp_path: Path) -> None:
    words = "It was the third of the seven presses that were carried over the hills in winter"
    bare = built(tmp_path / "bare", f"# One\n\n{' '.join([words] * 9)}.[]{{ix='x'}}\n", TWO)
    every = '[]{ix="x"} '.join(" ".join([words] * 9).split())
    dense = built(tmp_path / "dense", f"# One\n\n{every}.[]{{ix='x'}}\n", TWO)
    assert most_moved_pt(dense, bare) < WRITTEN_TO_PT


def test_every_mark_is_in_the_index_with_its_page(marked: Built) -> None:
    index = marked.pdf.destinations["index"]
    printed = "\n".join(map(marked.pdf.page_text, range(index, marked.pdf.page_count)))
    names = re.findall(r'ix="([^"]*)"', ONE + TWO)
    headings = {part for name in names for part in re.split(r"; | > ", name)}
    assert not [heading for heading in headings if heading not in printed]
    second = int(marked.pdf.labels[marked.pdf.destinations["two"]])
    assert f"paper, 1–{second}\n" in printed
    assert f"presses, 1–{second - 1}\n" in printed
    assert not marked.diagnostics


def test_a_mark_is_on_the_page_of_its_word(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(900)]
    marked = " ".join(f'{word}[]{{ix="{word}"}},' for word in words)
    book = built(tmp_path, f"# One\n\n{marked} and so on.\n", "# Two\n\nWords.\n")
    pages = {word: page for page, word in words_of(book)}
    locations = book.book.set_book.pagination.locations
    marks = [locations[f"one--ix{number}"].page_index for number in range(1, 901)]
    assert marks == [pages[word] for word in words]
    assert len(set(pages.values())) > 5


def words_of(book: Built) -> Iterator[tuple[int, str]]:
    for page in range(book.pdf.destinations["two"]):
        yield from ((page, word) for word in re.findall(r"word\d+", book.pdf.page_text(page)))
