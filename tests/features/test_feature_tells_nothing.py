"""The PDF that is handed round tells nothing of the machine, does nothing, and fetches nothing."""

import getpass
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Pdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.support.book_project import CHECKOUT, BookProject
from tests.support.told_by_pdf import dictionaries_in, texts_in

LINK = "https://example.org/only"
FILES = {
    "book.toml": """
        [book]
        title = "A Small Book"

        [divisions]
        front = ["title", "contents", "illustrations"]
        body = ["chapters/one.md"]
        back = ["bibliography", "index"]

        [page]
        trim = "A6"
        """,
    "bibliography/references.bib": "@book{a, author = {Ann A}, title = {Words}, year = 1999}",
    "chapters/one.md": f"""
        # One

        Words [elsewhere]({LINK}), [below](#end), [of *one*]{{ix="one"}} note.^[See @a [p. 3].]

        ![A photograph.](photograph.jpg){{alt="Grey"}}

        ![A picture.](picture.png){{alt="Grey"}}

        ![A drawing.](drawing.svg){{alt="A square"}}

        ## The end {{#end}}

        Words.
        """,
    "chapters/drawing.svg": """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Secret title</title>
        <!-- Secret comment --><path d="M1 1h8v8z"/></svg>
        """,
}
ACTIONS = {"/GoTo", "/URI"}
DOING = (Name.AA, Name.OpenAction, Name.JS, Name.JavaScript, Name.AcroForm, Name.RichMedia)


@pytest.fixture(scope="module", params=[False, True], ids=["alone", "with its source"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pdf]:
    book = BookProject(tmp_path_factory.mktemp("traces"), FILES)
    if request.param:
        book.change("book.toml", "[page]", "[pdf]\nattach_source = true\n\n[page]")
    chapters = book.root / "chapters"
    exif, info = Image.Exif(), PngInfo()
    exif[0x013B] = "Secret Artist"
    info.add_text("Comment", "Secret comment")
    picture = Image.radial_gradient("L").resize((600, 600))
    picture.save(chapters / "photograph.jpg", exif=exif, comment=b"Secret comment")
    picture.save(chapters / "picture.png", pnginfo=info)
    built = book.build()
    assert built.diagnostics == ()
    with pikepdf.open(BytesIO(built.book.pdf)) as opened:
        yield opened


def test_it_names_no_path_user_or_host(pdf: Pdf, tmp_path: Path) -> None:
    folders = (tmp_path.parents[1], tempfile.gettempdir(), CHECKOUT, Path.home(), sys.prefix)
    named = [str(folder) for folder in folders if len(str(folder)) > 2]
    words = [*named, getpass.getuser(), socket.gethostname()]
    spellings = [word.encode(code) for word in words for code in ("utf-8", "utf-16-be")]
    pattern = re.compile(
        rb"(?<![A-Za-z0-9])(?:" + b"|".join(map(re.escape, spellings)) + rb")(?![A-Za-z0-9])"
        rb"|file://|/home/|/Users/"
    )
    assert [found[0] for text in texts_in(pdf) for found in pattern.finditer(text)] == []


def test_what_stands_in_pictures_beside_the_picture_is_left_out(pdf: Pdf) -> None:
    attached = {file.get_file().read_bytes() for file in pdf.attachments.values()}
    texts = [text for text in texts_in(pdf) if text not in attached]
    assert any(text.startswith(b"\xff\xd8") for text in texts)
    assert [text for text in texts if b"Secret" in text] == []


def test_it_does_nothing(pdf: Pdf) -> None:
    found = list(dictionaries_in(pdf))
    assert [key for each in found for key in DOING if key in each] == []
    actions = {str(each.S) for each in found if each.get(Name.Type) == Name.Action}
    actions |= {str(each.A.S) for each in found if Name.A in each and Name.S in each.A}
    assert "/URI" in actions
    assert actions <= ACTIONS


def test_it_leads_only_where_the_manuscript_does_and_has_all_of_itself(pdf: Pdf) -> None:
    found = list(dictionaries_in(pdf))
    assert {str(each.URI) for each in found if Name.URI in each} == {LINK}
    assert [each for each in found if Name.F in each and Name.Length in each] == []
    assert [each for each in found if Name.FS in each] == []
    files = [each for each in found if each.get(Name.Type) == Name.Filespec]
    assert all(Name.EF in each for each in files)
    assert len(files) == len(pdf.attachments)
