"""From the command line to sheets: what `booklet` writes and says."""

import json
from pathlib import Path

import pytest

from tests.support.book_project import WITH_BACK_COVER, BookProject
from tests.support.inspect_pdf import InspectedPdf

PRINTED = f"""{WITH_BACK_COVER}
    [print]
    paper = "A4"
    """
LONG = "# One\n\n" + "\n\n".join(
    "The first words of a paragraph, and some more of them until it is long enough. " * 4
    for _ in range(13)
)


def project(root: Path, *settings: str) -> BookProject:
    toml = PRINTED + "".join(f"{line}\n    " for line in settings)
    return BookProject(root, {"book.toml": toml, "chapters/one.md": LONG})


def test_a_booklet_says_what_it_costs_and_how_it_is_printed(tmp_path: Path) -> None:
    book = project(tmp_path)
    ran = book.run("booklet", "--copies", "50")
    assert (ran.code, ran.err) == (0, "")
    assert "6 pages = 2 sheets, 2 blanks; 2 pages fewer save a sheet\n" in ran.out
    assert "50 copies = 100 sheets of paper\n" in ran.out
    assert "print on both sides, flipped on the short edge, at 100%\n" in ran.out
    report = json.loads((book.out / "report.json").read_text("utf-8"))
    assert report["print"] == {
        "scheme": "saddle-stitch",
        "pages": 6,
        "sheets": 2,
        "blanks": 2,
        "pages_to_save_a_sheet": 2,
        "budget": "6 pages = 2 sheets, 2 blanks; 2 pages fewer save a sheet",
    }


def test_one_sheet_for_a_printer_that_flips_on_the_long_edge(tmp_path: Path) -> None:
    book = project(tmp_path)
    ran = book.run("booklet", "--sheets", "2", "--flip", "long-edge")
    assert "flipped on the long edge" in ran.out
    sheets = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes())
    assert sheets.page_count == 2
    assert str(sheets.catalog.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"


def test_a_printer_of_one_side_is_told_of_by_pages(tmp_path: Path) -> None:
    ran = project(tmp_path, 'sides = "one"').run("booklet")
    assert "print pages 1 to 2, put the pile back" in ran.out
    assert "turned over its short edge, and print pages 3 to 4, at 100%\n" in ran.out


def test_blanks_may_be_pages_for_notes_before_the_back_cover(tmp_path: Path) -> None:
    book = project(tmp_path, "notes_pages = true")
    ran = book.run("booklet")
    assert ran.err == ""
    assert "6 pages = 2 sheets, 2 notes pages" in ran.out
    sheets = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes())
    notes = sheets.find_text("Notes")
    # Of eight pages the sixth and the seventh: behind page 3, and beside page 2.
    assert [(note.page_index, note.x > 421) for note in notes] == [(1, True), (2, False)]
    assert [found.page_index for found in sheets.find_text("What it is.")] == [0]


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    ran = project(tmp_path).run("booklet", "--sheets", "3", "--format", "json")
    assert ran.code == 1
    [found] = ran.json()
    assert found["message"] == "no sheet 3: there are 2 sheets"


def test_marks_without_room_are_told_at_their_place(tmp_path: Path) -> None:
    ran = project(tmp_path, 'marks = ["crop"]').run("booklet")
    assert ran.code == 0
    assert "book.toml:15:1: warning: no room beside the pages on 297 × 210 mm for crop" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("booklet", "--sheets", "2-"), "'2-' is no sheet: write '2,5-7'"),
        (("booklet", "--sheets", "5-2"), "'5-2' names no sheet"),
        (("booklet", "--sheets", "0"), "'0' names no sheet: they count from 1"),
        (("booklet", "--copies", "0"), "argument --copies"),
        (("pdf", "--copies", "3"), "belong to the command booklet"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = BookProject(tmp_path).run(*arguments)
    assert ran.code == 2
    assert message in ran.err


def test_a_book_that_the_paper_doesn_t_hold_is_still_built(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"book.toml": PRINTED.replace("A4", "A5")})
    assert book.run().code == 0
    assert json.loads((book.out / "report.json").read_text("utf-8"))["print"] is None
    ran = book.run("booklet")
    assert ran.code == 1
    assert "book.toml:14:1: error: a sheet of 210 × 148 mm doesn't hold two pages" in ran.err


def test_the_instruction_sheet_is_one_page_for_this_job(tmp_path: Path) -> None:
    book = project(tmp_path)
    ran = book.run("booklet", "--copies", "3")
    assert ran.err == ""
    sheet = InspectedPdf((book.out / "a-small-book-instructions.pdf").read_bytes())
    assert sheet.page_count == 1
    text = sheet.page_text(0)
    for said in ("A Small Book", "2 a copy, 6 for 3 copies", "flipped on the short edge", "Staple"):
        assert said in text
    assert sheet.syntax_problems == ()
    assert {font.is_embedded for font in sheet.fonts} == {True}


@pytest.mark.parametrize(
    ("settings", "duplex", "is_turned"),
    [
        ((), "/DuplexFlipShortEdge", False),
        (('flip = "long-edge"',), "/DuplexFlipLongEdge", True),
        (('sides = "one"',), "/Simplex", False),
    ],
)
def test_the_calibration_sheet_is_turned_as_the_booklet_s_backs(
    tmp_path: Path, settings: tuple[str, ...], duplex: str, is_turned: bool
) -> None:
    book = project(tmp_path, *settings, "back_shift_mm = [3, 3]")
    ran = book.run("booklet", "--calibrate")
    assert (ran.code, ran.err) == (0, "")
    assert {path.name for path in book.out.iterdir()} == {"a-small-book-calibration.pdf"}
    sheet = InspectedPdf((book.out / "a-small-book-calibration.pdf").read_bytes())
    assert sheet.page_count == 2
    assert str(sheet.catalog.ViewerPreferences.Duplex) == duplex
    [front], [back] = sheet.find_text("Front"), sheet.find_text("Back")
    assert front.y > 500
    assert (back.y < 100) == is_turned
    left, bottom, right, top = sheet.boxes[0].media
    assert (right - left, top - bottom) == pytest.approx((841.89, 595.28), abs=0.01)
