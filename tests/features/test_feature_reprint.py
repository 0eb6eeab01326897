"""booklet --since: what has changed, the sheets of it, and the errata."""

import subprocess
from pathlib import Path

import pytest

from tests.support.book_project import BookProject
from tests.support.inspect_pdf import InspectedPdf

BOOK = """
    [book]
    title = "A Small Book"
    language = "en-GB"

    [divisions]
    front = ["title"]
    body = ["chapters/one.md", "chapters/two.md", "chapters/three.md"]
    chapters_open = "next"

    [page]
    trim = "A5"
    """
PARAGRAPH = "He was tried in 1936 and shot in 1937. " * 30 + "\n\n"


def project(root: Path) -> BookProject:
    chapters = {
        f"chapters/{name}.md": f"# {name.title()}\n\n{name.title()} begins here. {PARAGRAPH * 4}"
        for name in ("one", "two", "three")
    }
    return BookProject(root, {"book.toml": BOOK, **chapters})


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    book = project(tmp_path)
    assert book.run("booklet").code == 0
    (book.out / "a-small-book.pdf").rename(tmp_path / "printed.pdf")
    return book


def since(book: BookProject, printing: str) -> tuple[int, str]:
    ran = book.run("booklet", "--since", printing)
    return ran.code, ran.out + ran.err


def test_nothing_has_changed(book: BookProject, tmp_path: Path) -> None:
    (book.out / "a-small-book-booklet.pdf").unlink()
    code, said = since(book, str(tmp_path / "printed.pdf"))
    assert code == 0
    assert "no sheet has changed: there is nothing to print again" in said
    assert not (book.out / "a-small-book-booklet.pdf").exists()
    assert not (book.out / "a-small-book-errata.pdf").exists()


def test_one_word_costs_one_sheet_and_a_line_of_errata(book: BookProject, tmp_path: Path) -> None:
    whole = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes()).page_count
    book.change("chapters/two.md", "Two begins here.", "Two opens here.")
    code, said = since(book, str(tmp_path / "printed.pdf"))
    assert code == 0
    assert f"1 page changed, on 1 of {whole // 2} sheets: " in said
    assert "a-small-book-errata.pdf: 1 correction" in said
    sheets = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes())
    assert sheets.page_count == 2
    assert len(sheets.find_text("opens here")) == 1
    slip = InspectedPdf((book.out / "a-small-book-errata.pdf").read_bytes())
    assert slip.page_count == 1
    text = " ".join(slip.page_text(0).split())
    assert "for ‘begins’ read ‘opens’" in text
    left, bottom, right, top = slip.boxes[0].media
    assert (right - left, top - bottom) == pytest.approx((419.53, 297.64), abs=0.01)


def test_a_revision_is_built_again_to_compare(book: BookProject) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "printed"], ["tag", "v1"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *command], cwd=book.root, check=True)
    book.change("chapters/three.md", "Three begins here.", "Three opens here.")
    code, said = since(book, "v1")
    assert code == 0, said
    assert "1 page changed, on 1 of " in said
    assert "1 correction" in said
    code, said = since(book, "v2")
    assert code == 1
    assert "'v2' is no revision of the book's git repository" in said


def test_a_pdf_that_is_not_there(book: BookProject) -> None:
    code, said = since(book, "nowhere.pdf")
    assert code == 1
    assert "there is no PDF 'nowhere.pdf' [since-unknown]" in said
