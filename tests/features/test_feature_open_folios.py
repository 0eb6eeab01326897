"""Page references are set once and filled in when the pages are known."""

from dataclasses import replace
from pathlib import Path

import pytest

from chapbook.bindery.collation import open_fragments
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.model import BoundFragment
from tests.support.book_project import BookProject, Built
from tests.support.referring_book import FILLED_PAGE, referring_book

BOOK = referring_book('chapters_open = "recto"', pages_between=7)


def references(built: Built) -> list[str]:
    text = built.pdf.page_text(0)
    return [part.split(")")[0] for part in text.replace("\u00a0", " ").split("(p. ")[1:]]


def folio_of(built: Built, anchor: str) -> str:
    return str(built.book.set_book.pagination.locations[anchor].folio)


def test_references_in_text_and_notes_print_the_page_and_their_chapter_is_set_once(
    tmp_path: Path,
) -> None:
    built = BookProject(tmp_path, BOOK).build()
    assert built.diagnostics == ()
    assert references(built) == [folio_of(built, "three--there")] * 2
    assert len(folio_of(built, "three--there")) == 2
    assert built.book.set_book.html[0].html.count(">00</span>") == 2


def test_a_page_more_changes_what_is_printed_and_not_what_is_set(tmp_path: Path) -> None:
    project = BookProject(tmp_path, BOOK)
    before = project.build()
    project.write("chapters/two.md", "# Two\n\n" + FILLED_PAGE * 9)
    after = project.build()
    assert after.book.set_again == ("two",)
    assert references(after) == [folio_of(after, "three--there")] * 2
    assert references(after) != references(before)


def test_one_figure_less_is_set_as_such(tmp_path: Path) -> None:
    project = BookProject(tmp_path, BOOK)
    project.build()
    project.write("chapters/two.md", "# Two\n\nShort.\n")
    after = project.build()
    assert references(after) == ["5", "5"]
    assert after.book.set_book.html[0].html.count(">0</span>") == 2
    assert after.diagnostics == ()


def test_figures_of_many_widths_are_set_as_what_they_are(tmp_path: Path) -> None:
    project = BookProject(tmp_path, BOOK)
    project.write("styles/verse.css", ".open-folio { font-feature-settings: 'pnum', 'tnum' 0 }")
    built = project.build()
    assert built.diagnostics == ()
    assert references(built) == [folio_of(built, "three--there")] * 2
    assert "open-folio" not in built.book.set_book.html[0].html


@pytest.mark.parametrize(
    ("folio", "message"),
    [("123", "'123' doesn't fit where 2 figures were left open"), ("7", "'7' doesn't fit")],
)
def test_a_folio_of_another_length_is_refused(tmp_path: Path, folio: str, message: str) -> None:
    fragment = BookProject(tmp_path, BOOK).build().book.set_book.fragments[0]
    with pytest.raises(ValueError, match=message):
        fill_folios([*open_fragments([BoundFragment(fragment, 0)])], {"three--there": folio})


def test_a_folio_that_was_not_drawn_is_refused(tmp_path: Path) -> None:
    fragment = BookProject(tmp_path, BOOK).build().book.set_book.fragments[0]
    more = replace(fragment, open_folios=(*fragment.open_folios, fragment.open_folios[0]))
    with pytest.raises(ValueError, match="open folio 2 is 0 times on page 0"):
        fill_folios([*open_fragments([BoundFragment(more, 0)])], {"three--there": "17"})
