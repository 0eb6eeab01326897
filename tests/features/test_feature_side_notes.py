"""Notes beside the text: at the line of their call, none over another, at the fore-edge."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

BOOK = """
    [book]
    title = "A Small Book"

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]

    [notes]
    place = "side"
    """
LONG = "words of a note that is longer than one line of a narrow column "
FILLING = "Words that fill the page until it is full and another has to be begun behind it. " * 6
TEXT = "\n\n".join(
    f"Paragraph {number}^[Note{number} {LONG}] here^[Second{number} {LONG}]. {FILLING}"
    for number in range(9)
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {"book.toml": BOOK, "chapters/one.md": f"# One\n\n{TEXT}\n"}
    return BookProject(tmp_path_factory.mktemp("side"), files).build()


def test_nothing_is_wrong(built: Built) -> None:
    assert built.diagnostics == ()


@pytest.mark.parametrize("number", range(9))
def test_a_note_stands_beside_its_call_at_the_fore_edge(built: Built, number: int) -> None:
    (call,) = built.pdf.find_text(f"Paragraph {number}")
    (note,) = built.pdf.find_text(f"Note{number}")
    assert note.page_index == call.page_index
    is_recto = call.page_index % 2 == 0
    assert (note.x > call.x) is is_recto


def test_no_note_covers_another(built: Built) -> None:
    places = [
        found
        for number in range(9)
        for word in ("Note", "Second")
        for found in built.pdf.find_text(f"{word}{number}")
    ]
    assert len(places) == 18
    for above, below in pairwise(places):
        if above.page_index == below.page_index:
            assert above.y - below.y > 20


def test_more_notes_than_a_page_holds_are_an_error(tmp_path: Path) -> None:
    crowded = " ".join(f"Word^[{LONG * 5}]" for _ in range(30))
    files = {"book.toml": BOOK, "chapters/one.md": f"# One\n\n{crowded}\n"}
    found = [
        one
        for one in BookProject(tmp_path, files).build().diagnostics
        if one.code == "side-notes-crowded"
    ]
    assert found[0].message.startswith("the side notes of this page lack ")
    assert str(found[0].span).startswith("chapters/one.md:3:")
