"""What the commands write, and what they leave alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.book_project import CHECKOUT, WITH_BACK_COVER, BookProject
from tests.support.inspect_pdf import InspectedPdf


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != ".cache"}


def test_a_build_writes_the_pdf_how_to_cite_it_and_the_report_and_nothing_else(
    tmp_path: Path,
) -> None:
    book = BookProject(tmp_path)
    ran = book.run()
    assert (ran.code, ran.err) == (0, "")
    assert "a-small-book.pdf: 5 pages" in ran.out
    cited_by = {"a-small-book.bib", "CITATION.cff"}
    assert names(book.out) == {"a-small-book.pdf", *cited_by, "report.json"}
    report = json.loads((book.out / "report.json").read_text("utf-8"))
    assert report["pages"] == 5
    assert [(one["id"], one["pages"], one["first_folio"]) for one in report["divisions"]] == [
        ("title", 1, "i"),
        ("contents", 1, "iii"),
        ("one", 1, "1"),
    ]
    assert report["diagnostics"] == []


def test_quiet_says_nothing(tmp_path: Path) -> None:
    ran = BookProject(tmp_path).run("-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_who_reads_no_more_ends_a_command_without_a_word(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, str(CHECKOUT / "build.py"), "check", "--format", "json"]
    ran = subprocess.run(
        [*command, "--book", str(book.root), "--out", str(book.out)],
        stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_check_writes_no_pdf(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    assert book.run("check").code == 0
    assert names(book.out) == {"report.json"}


def test_a_booklet_has_the_back_cover_outside(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"book.toml": WITH_BACK_COVER})
    ran = book.run("booklet")
    assert ran.code == 0
    assert "4 pages" in ran.out
    assert "1 sheet" in ran.out
    sheets = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes())
    assert sheets.page_count == 2
    left, right = sheets.find_text("What it is.")[0], sheets.find_text("A Small Book")
    assert left.page_index == 0
    assert left.x < 420 < max(found.x for found in right if found.page_index == 0)


def test_paper_too_small_is_told(tmp_path: Path) -> None:
    small = WITH_BACK_COVER + '\n    [print]\n    paper = "A5"\n'
    ran = BookProject(tmp_path, {"book.toml": small}).run("booklet", "--format", "json")
    assert ran.code == 1
    assert [one["code"] for one in ran.json()] == ["imposition-paper-too-small"]


def test_clean_removes_its_own_outputs_alone(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    book.run()
    (book.out / "other.pdf").write_bytes(b"mine")
    assert book.run("clean").code == 0
    assert {path.name for path in book.out.iterdir()} == {"other.pdf"}
    (book.out / "other.pdf").unlink()
    assert book.run("clean").code == 0


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_and_version(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = BookProject(tmp_path).run(*arguments)
    assert ran.code == 0
    assert "chapbook" in ran.out
