"""Editions: large print and the draft, beside the book and not instead of it."""

import json
from pathlib import Path

import pytest

from tests.support.book_project import BookProject, with_index
from tests.support.inspect_pdf import InspectedPdf

LINE = "Words of a line that is long enough to be broken into two or three of them, or four. "
TEXT = f"""\
# One

First. {LINE * 3}

%% To editors: is this so? %%

*A paragraph that is all emphasis.*

A word %%check%% and *one title* in Gutenberg[]{{ix="Gutenberg"}}'s text.^[A note.]
"""
TOML = with_index("one")


def small_book(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path, {"book.toml": TOML, "chapters/one.md": TEXT})


def made(book: BookProject, name: str) -> InspectedPdf:
    return InspectedPdf((book.out / name).read_bytes())


def all_text(pdf: InspectedPdf) -> str:
    return " ".join(pdf.page_text(index) for index in range(pdf.page_count))


def test_large_print_stands_beside_the_book(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    assert book.run().code == 0
    ran = book.run("--edition", "large-print")
    assert (ran.code, ran.err) == (0, "")
    assert "a-small-book-large-print.pdf" in ran.out
    large, usual = made(book, "a-small-book-large-print.pdf"), made(book, "a-small-book.pdf")
    assert [round(side) for side in large.boxes[0].media] == [0, 0, 595, 842]
    assert large.find_text("First.")[0].size == pytest.approx(18, abs=0.05)
    assert "To editors" not in all_text(large) + all_text(usual)
    (entry,) = large.find_text("Gutenberg, ")
    folio = large.labels[large.find_text("in Gutenberg")[0].page_index]
    assert f"Gutenberg, {folio}" in large.page_text(entry.page_index)
    report = json.loads((book.out / "report.json").read_text("utf-8"))
    assert report["edition"] == "large-print"


def test_large_print_has_no_paragraph_in_italic_and_no_divided_word(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    book.run("--edition", "large-print")
    large = made(book, "a-small-book-large-print.pdf")
    assert "Italic" not in large.find_text("A paragraph that")[0].font
    assert "Italic" in large.find_text("one title")[0].font
    assert "-\n" not in all_text(large)


def test_an_edition_has_a_pagination_of_its_own(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    book.run()
    book.run("--edition", "large-print")
    book.change("chapters/one.md", "First.", "The first.")
    book.run()
    report = json.loads((book.out / "report.json").read_text("utf-8"))
    assert [one["set_again"] for one in report["divisions"]].count(True) == 1
    assert report["runs"] == 1


def test_book_toml_overrides_an_edition(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    book.write(
        "book.toml",
        TOML + '\n    [editions.large-print]\n    trim = "B5"\n    size_pt = 16\n'
        '    theme = "modern"\n',
    )
    book.run("--edition", "large-print")
    large = made(book, "a-small-book-large-print.pdf")
    assert round(large.boxes[0].media[2]) == round(176 / 25.4 * 72)
    (found, *_) = large.find_text("First.")
    assert found.size == pytest.approx(16, abs=0.05)
    assert "SourceSans3" in found.font


def test_what_is_wrong_with_an_edition_is_told_at_its_place(tmp_path: Path) -> None:
    wrong = "\n    [editions.large-print]\n    sise_pt = 16\n    [editions.larg-print]\n"
    ran = small_book(tmp_path).write("book.toml", TOML + wrong).run("check")
    assert ran.code == 1
    assert "book.toml:13:1: error: [editions.large-print] has no key 'sise_pt'" in ran.err
    assert "book.toml:14:11: error: [editions] has no key 'larg-print'" in ran.err
    assert "did you mean 'large-print'?" in ran.err


def test_an_unknown_edition_is_wrong_usage(tmp_path: Path) -> None:
    ran = small_book(tmp_path).run("--edition", "larg-print")
    assert ran.code == 2
    assert "invalid choice: 'larg-print' (choose from" in ran.err
    assert "large-print" in ran.err


@pytest.mark.parametrize("command", ["draft", "clean", "index"])
def test_a_command_without_editions_takes_none(tmp_path: Path, command: str) -> None:
    ran = small_book(tmp_path).run(command, "--edition", "large-print")
    assert ran.code == 2
    assert "--edition belongs to the commands pdf, booklet, cover, check, watch" in ran.err


def test_a_draft_shows_notes_to_editors_and_numbers_lines_on_the_grid(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    ran = book.run("draft")
    assert (ran.code, ran.err) == (0, "")
    draft = made(book, "a-small-book-draft.pdf")
    assert "To editors: is this so?" in all_text(draft)
    assert "A word check and" in all_text(draft).replace("\n", " ")
    (first, *_) = draft.find_text("First.")
    # The opening takes nine lines: the text begins in the tenth.
    number = next(found for found in draft.find_text("10") if found.page_index == first.page_index)
    assert number.y == pytest.approx(first.y, abs=0.01)
    assert number.x > first.x + 150
    assert draft.find_text("5", folio=draft.labels[0]) == ()


def test_a_draft_breaks_its_lines_as_the_book_on_a_wider_sheet(tmp_path: Path) -> None:
    book = (
        small_book(tmp_path)
        .change("chapters/one.md", "%%check%%", "")
        .change("chapters/one.md", "%% To editors: is this so? %%", "")
    )
    book.run()
    book.run("draft")
    draft, usual = made(book, "a-small-book-draft.pdf"), made(book, "a-small-book.pdf")
    assert [round(side) for side in draft.boxes[0].media] == [0, 0, 420, 595]
    assert draft.page_count == usual.page_count
    for text in ("First.", "A word"):
        (there,), (here,) = usual.find_text(text), draft.find_text(text)
        assert here.page_index == there.page_index
        assert here.x == pytest.approx(there.x, abs=0.1)
        top, usual_top = draft.boxes[0].media[3], usual.boxes[0].media[3]
        assert top - here.y == pytest.approx(usual_top - there.y, abs=0.1)


def test_clean_removes_the_editions_too(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    book.run("--edition", "large-print")
    book.run("draft")
    assert book.run("clean").code == 0
    assert not book.out.exists()
