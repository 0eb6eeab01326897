"""A book's source travels inside its PDF, where book.toml wants that."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from chapbook.bindery.metadata import pdf_date
from chapbook.cache import Store
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.source_date import source_date
from chapbook.pipeline import build_book
from tests.support.book_project import MINIMAL, BookProject

FILES = {
    "book.toml": MINIMAL["book.toml"] + "\n        [pdf]\n        attach_source = true\n",
    "bibliography/references.bib": "@book{a, author = {Ann A}, title = {Words}, year = 1999}",
    "chapters/index.toml": '[headings."one"]\nsort = "1"\n',
    "chapters/one.md": "# Ünes\n\nWords.^[See @a.]\n\n![A picture.](figures/grey.png){alt=Grey}\n",
    "chapters/unused.md": "# Not in the book\n",
}
ATTACHED = {
    "bibliography/references.bib": "/application/x-bibtex",
    "book.toml": "/application/toml",
    "chapters/figures/grey.png": "/image/png",
    "chapters/index.toml": "/application/toml",
    "chapters/one.md": "/text/markdown",
}


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    made = BookProject(tmp_path, FILES)
    (made.root / "chapters/figures").mkdir()
    Image.radial_gradient("L").resize((900, 90)).save(made.root / "chapters/figures/grey.png")
    return made


def test_the_files_are_there_byte_for_byte_as_pdf_a_wants_them(book: BookProject) -> None:
    built = book.build()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        assert sorted(pdf.attachments) == sorted(ATTACHED)
        date = pdf_date(source_date(book.root))
        for path, media_type in ATTACHED.items():
            file = pdf.attachments[path].obj
            assert (str(file.F), str(file.UF), file.AFRelationship) == (path, path, Name.Source)
            held, source = file.EF.F, (book.root / path).read_bytes()
            assert held.read_bytes() == source
            assert (str(held.Subtype), int(held.Params.Size)) == (media_type, len(source))
            assert (str(held.Params.ModDate), Name.CreationDate in held.Params) == (date, False)
        assert [str(file.UF) for file in pdf.Root.AF.as_list()] == sorted(ATTACHED)
        assert Name.Dests in pdf.Root.Names
    assert book.build().book.pdf == built.book.pdf


@pytest.mark.parametrize("edition", [each for each in Edition if each is not Edition.DIFF])
def test_only_editions_that_are_read_have_them(book: BookProject, edition: Edition) -> None:
    store = Store(book.root.parent / "cache")
    with pikepdf.open(BytesIO(build_book(book.root, store, lambda _: None, edition).pdf)) as pdf:
        is_read = edition in (Edition.STANDARD, Edition.LARGE_PRINT, Edition.PHONE)
        assert (Name.AF in pdf.Root) == is_read
        assert len(pdf.attachments) == (len(ATTACHED) if is_read else 0)


def test_sheets_have_none(book: BookProject) -> None:
    ran = book.run("booklet")
    assert (ran.code, ran.err) == (0, "")
    with pikepdf.open(book.out / "a-small-book-booklet.pdf") as sheets:
        assert len(sheets.attachments) == 0
        assert Name.AF not in sheets.Root


def test_without_the_setting_there_are_none(book: BookProject) -> None:
    book.change("book.toml", "attach_source = true", "")
    with pikepdf.open(BytesIO(book.build().book.pdf)) as pdf:
        assert (len(pdf.attachments), Name.AF in pdf.Root) == (0, False)


def test_the_setting_is_true_or_false(book: BookProject) -> None:
    book.change("book.toml", "= true", '= "all"')
    (found,) = book.build().diagnostics
    assert found.message == "'attach_source' must be true or false"
    lines = (book.root / "book.toml").read_text("utf-8").splitlines()
    assert found.span
    assert (found.span.path, lines[found.span.line - 1]) == ("book.toml", 'attach_source = "all"')
