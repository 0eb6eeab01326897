"""Building again: the same bytes, only what changed, in another directory, in another language."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chapbook.cache import Store
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT, BookProject
from tests.support.inspect_pdf import InspectedPdf

TWO = {
    "book.toml": """
        [book]
        title = "Two Chapters"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        """,
    "chapters/two.md": "# Two\n\nThe second chapter.\n",
}


def test_same_book_same_bytes_in_another_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = BookProject(tmp_path / "here", TWO).build().book.pdf
    second = BookProject(tmp_path / "quite another place", TWO).build().book.pdf
    assert first == second
    assert str(tmp_path).encode() not in first


def test_another_date_is_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = BookProject(tmp_path, TWO)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = book.build().book.pdf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert book.build().book.pdf != first


def test_nothing_changed_sets_nothing(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    assert set(book.build().book.set_again) == {"contents", "one", "two"}
    assert book.build().book.set_again == ()


def test_an_edit_sets_its_chapter_alone(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    book.build()
    edited = book.change("chapters/two.md", "second", "other").build()
    assert edited.book.set_again == ("two",)
    assert edited.pdf.find_text("The other chapter")


def test_an_edit_that_moves_pages_sets_what_prints_them(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    book.build()
    longer = "A long sentence that fills the pages. " * 400
    edited = book.change("chapters/one.md", "The first", f"{longer} The first").build()
    assert set(edited.book.set_again) == {"one", "contents"}
    assert set(edited.book.furnished_again) == {"one", "two"}
    folio = edited.pdf.labels[edited.pdf.destinations["two"]]
    assert folio != "3"
    assert folio in edited.pdf.page_text(edited.pdf.destinations["contents"])


def test_a_chapter_that_moves_has_its_new_folios(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    book.write("chapters/two.md", "# Two\n\n" + "The second chapter goes on and on. " * 200)
    book.build()
    longer = "A long sentence that fills the pages. " * 400
    edited = book.change("chapters/one.md", "The first", f"{longer} The first").build()
    assert edited.book.set_again[-1] != "two"
    first = edited.pdf.destinations["two"]
    for page in (first, first + 1):
        folio = edited.pdf.labels[page]
        assert int(folio) > 6
        assert folio in edited.pdf.page_text(page).split()


def test_a_changed_style_sets_everything_again(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    book.build()
    changed = book.write("styles/own.css", "p { text-align: left }").build()
    assert set(changed.book.set_again) == {"contents", "one", "two"}


def test_a_changed_image_of_a_style_sets_everything_again(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    drawing = f'{svg}<path d="M 1 1 h 7" stroke="black"/></svg>'
    book = BookProject(tmp_path, TWO).write("styles/line.svg", drawing)
    book.write("styles/own.css", "h1 { background: url('line.svg') }")
    before = book.build().book
    changed = book.change("styles/line.svg", "h 7", "v 7").build().book
    assert set(changed.set_again) == {"contents", "one", "two"}
    assert changed.pdf != before.pdf


@pytest.mark.parametrize("stored", [b"", b"[]", b'{"counts": {}, "locations": {"one": [1]}}'])
def test_foreign_page_numbers_are_found_anew(tmp_path: Path, stored: bytes) -> None:
    book = BookProject(tmp_path, TWO)
    before = book.build().book.pdf
    Store(tmp_path / "cache").put("pagination", "two-chapters.pagination", stored)
    assert book.build().book.pdf == before


def test_a_book_in_another_language_and_trim_without_bibliography_or_index(tmp_path: Path) -> None:
    root = tmp_path / "gartenbuch"
    shutil.copytree(CHECKOUT / "tests" / "books" / "gartenbuch", root)
    built = build_book(root, Store(tmp_path / "cache"), lambda _: None)
    assert built.diagnostics == ()
    pdf = InspectedPdf(built.pdf)
    assert pdf.language == "de"
    left, bottom, right, top = pdf.boxes[0].media
    assert (round(right - left), round(top - bottom)) == (298, 420)
    assert pdf.find_text("Inhalt")
    text = " ".join(pdf.page_text(index) for index in range(pdf.page_count))
    assert "„Für den Fall" in " ".join(text.split())
    assert "(S.\u00a03)" in text or "(S. 3)" in text
    assert {page.media for page in pdf.boxes} == {pdf.boxes[0].media}


def test_two_builds_at_once_make_the_same_whole_book(tmp_path: Path) -> None:
    book = BookProject(tmp_path, TWO)
    command = [sys.executable, str(CHECKOUT / "build.py"), "--book", str(book.root)]
    command += ["--out", str(book.out)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [process.communicate()[1] for process in running]
    assert ([process.returncode for process in running], ended) == ([0, 0], ["", ""])
    assert {path.name for path in book.out.iterdir()} == {
        ".cache", "report.json", "two-chapters.pdf", "two-chapters.bib", "CITATION.cff",
    }  # fmt: skip
    alone = book.run()
    assert alone.code == 0
    assert InspectedPdf((book.out / "two-chapters.pdf").read_bytes()).find_text("second chapter")
