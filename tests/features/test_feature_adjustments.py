"""Tracking of a paragraph, and pages a line longer or shorter."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

LONG = (
    "The press stood in the yard behind the house, and nobody had printed with it for years. " * 9
)
PARAGRAPHS = "\n\n".join(f"Number {number}. {LONG}" for number in range(8))


def built(folder: Path, text: str) -> Built:
    return BookProject(folder, {"chapters/one.md": f"# One\n\n{text}\n"}).build()


def feet(book: Built) -> dict[str, float]:
    """The lowest text of each full page of the chapter, by folio."""
    found = {}
    for folio in ("2", "3", "4"):
        words = [each for each in book.pdf.find_text("e", folio) if each.y < 350]
        found[folio] = round(min(each.y for each in words), 1)
    return found


def page_of(book: Built, text: str) -> str:
    return book.pdf.find_text(text)[0].label


def test_a_page_ends_a_line_earlier_or_later(tmp_path: Path) -> None:
    plain = feet(built(tmp_path / "plain", PARAGRAPHS))
    on_three = PARAGRAPHS.replace("years. \n\nNumber 3", "years.\n{lines=-1}\n\nNumber 3")
    book = built(tmp_path / "shorter", on_three)
    folio = page_of(book, "Number 2")
    assert not book.diagnostics
    leading = 12.0
    assert feet(book)[folio] == pytest.approx(plain[folio] + leading, abs=0.2)
    longer = built(tmp_path / "longer", on_three.replace("lines=-1", "lines=1"))
    assert feet(longer)[folio] == pytest.approx(plain[folio] - leading, abs=0.2)


def test_tracking_sets_a_paragraph_tighter(tmp_path: Path) -> None:
    plain = built(tmp_path / "plain", PARAGRAPHS)
    tight = built(
        tmp_path / "tight", PARAGRAPHS.replace("years. \n\n", "years.\n{tracking=-30}\n\n")
    )
    assert not tight.diagnostics
    assert tight.book.set_book.line_counts.lines < plain.book.set_book.line_counts.lines


@pytest.mark.parametrize("wrong", ["tracking=tight", "tracking=-50", "lines=4", "lines=1.5"])
def test_a_wrong_value_is_told(tmp_path: Path, wrong: str) -> None:
    (found,) = built(tmp_path, f"A paragraph.\n{{{wrong}}}").diagnostics
    key = wrong.split("=")[0]
    most = {"tracking": 30, "lines": 3}[key]
    assert found.message == f"'{key}' must be a whole number from -{most} to {most}"
    assert str(found.span) == "chapters/one.md:4:1"


def test_an_adjustment_that_does_no_good_is_told(tmp_path: Path) -> None:
    useless = "A short paragraph.\n{tracking=-5}\n\nAnother one.\n{lines=-1}"
    project = BookProject(tmp_path, {"chapters/one.md": f"# One\n\n{useless}\n"})
    ran = project.run("check", "--typography")
    assert ran.code == 0
    said = [line for line in ran.err.splitlines() if "adjustment-idle" in line]
    assert said == [
        f"chapters/one.md:{line}:1: warning: '{name}' does no good here any more [adjustment-idle]"
        for line, name in ((3, "tracking"), (6, "lines"))
    ]


def test_an_adjustment_that_saves_a_line_is_not(tmp_path: Path) -> None:
    text = PARAGRAPHS.replace("years. \n\n", "years.\n{tracking=-30}\n\n")
    project = BookProject(tmp_path, {"chapters/one.md": f"# One\n\n{text}\n"})
    assert "adjustment-idle" not in project.run("check", "--typography").err
