"""A PDF for the web, where book.toml wants one, can be read while it is loaded."""

from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest

from chapbook.bindery.booklet import PrintJob, make_booklet
from chapbook.cache import Store
from chapbook.manuscript.book_config import Edition
from chapbook.pipeline import BuiltBook, build_book
from chapbook.printing import booklet_source
from tests.support.book_project import MINIMAL, BookProject

SETTING = "\n        [pdf]\n        linearised = true\n"
WEB = {"book.toml": MINIMAL["book.toml"] + SETTING}


def is_linearised(pdf: bytes) -> bool:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.is_linearized


def sheets_of(built: BuiltBook) -> bytes:
    settings = built.manuscript.config.printing
    return make_booklet(booklet_source(built), settings, PrintJob()).pdf


def test_it_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    book = BookProject(tmp_path, WEB)
    built = book.build()
    said = StringIO()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        assert pdf.is_linearized
        assert (pdf.check_linearization(said), said.getvalue()) == (True, "")
    assert built.pdf.syntax_problems == ()
    assert b"/ObjStm" in built.book.pdf
    assert book.build().book.pdf == built.book.pdf


def test_it_has_what_the_other_has_and_sheets_are_the_same(tmp_path: Path) -> None:
    book = BookProject(tmp_path, WEB)
    linearised = book.build()
    plain = book.change("book.toml", "= true", "= false").build()
    assert not is_linearised(plain.book.pdf)
    pages = range(plain.pdf.page_count)
    assert [*map(linearised.pdf.page_text, pages)] == [*map(plain.pdf.page_text, pages)]
    assert linearised.pdf.destinations == plain.pdf.destinations
    sheets = sheets_of(linearised.book)
    assert not is_linearised(sheets)
    assert len(sheets) == pytest.approx(len(sheets_of(plain.book)), rel=0.02)


@pytest.mark.parametrize("edition", [Edition.LARGE_PRINT, Edition.PHONE, Edition.DRAFT])
def test_only_editions_that_are_read_are(tmp_path: Path, edition: Edition) -> None:
    root, store = BookProject(tmp_path, WEB).root, Store(tmp_path / "cache")
    built = build_book(root, store, lambda _: None, edition)
    assert is_linearised(built.pdf) == edition.is_read
