"""Pages that are known go into the PDF while others are set, and change no byte of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chapbook.bindery.directory import Directory
from chapbook.bindery.model import BoundFragment
from chapbook.bindery.sewing import Sewing
from chapbook.composition import compositors
from chapbook.composition.composing_staff import Staff
from chapbook.composition.compositors import Compositors
from tests.support.book_project import BookProject

FILLING = "Words of a chapter that goes on, and which has notes.^[A note, *of* that.] " * 60
FILES = {
    "book.toml": """
        [book]
        title = "Four Chapters"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md", "chapters/three.md", "chapters/four.md"]
        back = ["index"]
        """,
    "chapters/one.md": f"# One\n\nSee [it](#three).\n\n{FILLING}\n",
    "chapters/two.md": f"# Two\n\n[Word]{{.ix}}. {FILLING}\n",
    "chapters/three.md": f"# Three {{#three}}\n\n[Word]{{.ix}} {FILLING}\n\n{FILLING}\n",
    "chapters/four.md": f"# Four\n\nAs in [three](#three). {FILLING}\n",
}


@pytest.fixture(autouse=True)
def every_piece_is_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compositors, "WORTH_A_PROCESS", 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.mark.parametrize(
    ("more", "right"),
    [("More words.", {"one", "three", "four"}), (f"{FILLING}\n\n" * 3, set[str]())],
    ids=["a sentence", "a page"],
)
def test_a_book_that_was_sewn_early_is_the_book_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, right: set[str]
) -> None:
    changed = {**FILES, "chapters/two.md": f"{FILES['chapters/two.md']}\n{more}\n"}
    anew = BookProject(tmp_path / "anew", changed).build().book.pdf
    book = BookProject(tmp_path / "book", FILES)
    early: list[str] = []
    late: list[str] = []
    stock_try, stock = Sewing.try_to_sew, Sewing.sew

    def try_to_sew(self: Sewing, place: int, bound: BoundFragment, likely: Directory) -> None:
        early.append(bound.fragment.id)
        stock_try(self, place, bound, likely)
        late.pop()

    def sew(self: Sewing, place: int, bound: BoundFragment, directory: Directory) -> None:
        late.append(bound.fragment.id)
        stock(self, place, bound, directory)

    stock_wait = Staff.wait

    def wait(self: Staff, has_time: Callable[[], bool]) -> None:
        while has_time():
            pass
        stock_wait(self, has_time)

    with Compositors(2) as two:
        book.build(two)
        monkeypatch.setattr(Staff, "wait", wait)
        monkeypatch.setattr(Sewing, "try_to_sew", try_to_sew)
        monkeypatch.setattr(Sewing, "sew", sew)
        book.change("chapters/two.md", FILES["chapters/two.md"], changed["chapters/two.md"])
        assert book.build(two).book.pdf == anew
    assert set(early) >= {"one", "three", "four"}
    assert right.isdisjoint(late)
    assert {*early, *late} >= {"contents", "one", "two", "three", "four", "index"}
