"""The press edition: a book with colours and pictures becomes a file for a print shop."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from chapbook.bindery.prepress.inspection import foreign_colours
from tests.support.book_project import BookProject, Ran
from tests.support.inspect_pdf import InspectedPdf

PROFILE = Path(__file__).parents[2] / "styles" / "profiles" / "offset-uncoated-fogra29.icc"
TOML = """
    [book]
    title = "Inks"

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]
    back = ["chapters/back-cover.md"]

    [page]
    trim = "A6"

    [print]
    marks = ["crop", "slug"]
    """
CHAPTER = """
    # One

    Words in [several inks]{.rich} here, and a [link](https://example.org/) away.

    ![A drawing](figures/drawing.svg){alt="A drawing"}

    ![A photograph](figures/photograph.jpg){alt="A photograph"}

    ![Another](figures/see-through.png){alt="Another"}
    """
DRAWING = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="90" height="60">
    <defs><linearGradient id="a"><stop offset="0" stop-color="red"/>
    <stop offset="1" stop-color="blue" stop-opacity="0.5"/></linearGradient></defs>
    <rect width="90" height="30" fill="url(#a)"/>
    <text x="9" y="50" font-size="9" style="fill: #808">Drawn words</text>
    </svg>
    """
STYLE = """
    @page { background: linear-gradient(to right, tomato, gold); }
    .title-page { background: rgba(0, 90, 0, 0.4); }
    """
BACK_COVER = "---\ntitle: Back\ndivision: back-cover\n---\n\nThe *back* of it.\n"


def project(root: Path, toml: str = "", style: str = STYLE) -> BookProject:
    book = BookProject(
        root,
        {
            "book.toml": TOML + toml,
            "chapters/one.md": CHAPTER,
            "chapters/back-cover.md": BACK_COVER,
            "figures/drawing.svg": DRAWING,
            "styles/own.css": style,
        },
    )
    picture = Image.linear_gradient("L").resize((320, 200))
    colours = Image.merge("RGB", (picture, picture.rotate(180), Image.new("L", (320, 200), 90)))
    colours.save(book.root / "figures" / "photograph.jpg", quality=90)
    see_through = colours.copy()
    see_through.putalpha(picture)
    see_through.save(book.root / "figures" / "see-through.png")
    return book


def pressed(book: BookProject, *arguments: str) -> Ran:
    return book.run(*arguments, "--edition", "press")


def made(book: BookProject, name: str = "inks-press.pdf") -> bytes:
    return (book.out / name).read_bytes()


def foreign(pdf: bytes, inks: int) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [each.what for each in foreign_colours(opened, inks)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    book = project(tmp_path_factory.mktemp("press"))
    assert book.run().code == 0
    assert pressed(book).code == 0
    return book


def test_nothing_but_black_is_left(book: BookProject) -> None:
    assert "an image of DeviceRGB" in foreign(made(book, "inks.pdf"), 1)
    assert foreign(made(book), 1) == []
    pdf = InspectedPdf(made(book))
    assert pdf.syntax_problems == ()
    assert {font.is_embedded for font in pdf.fonts} == {True}
    assert pdf.links == ()
    assert "PDF/X-4" in pdf.xmp


def test_the_text_is_that_of_the_book(book: BookProject) -> None:
    press, usual = InspectedPdf(made(book)), InspectedPdf(made(book, "inks.pdf"))
    assert press.page_count == usual.page_count
    for index in range(usual.page_count):
        assert usual.page_text(index).strip() in press.page_text(index)
    assert press.labels == usual.labels


def test_the_ground_bleeds_into_the_bleed_and_no_further(book: BookProject) -> None:
    pdf = InspectedPdf(made(book))
    page = pdf.page(0)
    media = [float(side) for side in page.MediaBox.as_list()]
    bleed = [float(side) for side in page.BleedBox.as_list()]
    printed = pdf.render(0)
    edge, row = round(bleed[0] - media[0]), printed.height // 2
    assert edge == round(7 * 72 / 25.4)
    assert printed.cut(0, row, edge - 2, 1).is_blank
    assert not printed.cut(edge + 1, row, 2, 1).is_blank


def test_faults_are_told_at_their_lines(tmp_path: Path) -> None:
    rich = ".rich { color: device-cmyk(0.6 0.4 0.4 1); }"
    ran = pressed(project(tmp_path, 'colour = "cmyk"\n', STYLE + rich))
    assert ran.code == 1
    assert not (tmp_path / "out" / "inks-press.pdf").exists()
    first = ran.err.splitlines()[0]
    assert first.startswith("chapters/one.md:3:1: error: text is in a black of several inks, ")
    assert first.endswith("'several inks' [press-rich-black]")
    coarse = [line for line in ran.err.splitlines() if "[press-resolution]" in line]
    assert [line.split(" an image")[0] for line in coarse] == [
        "chapters/one.md:7:1: warning:",
        "chapters/one.md:9:1: warning:",
    ]


def test_a_shape_is_told_of_by_the_text_in_it_or_nearest_to_it(tmp_path: Path) -> None:
    toml = 'colour = "cmyk"\nimage_dpi = 0\n'
    style = ".dense { background: device-cmyk(1 1 1 0.5) } .fine { border-top: 0.1pt solid }"
    book = project(tmp_path, toml, style)
    book.write(
        "chapters/one.md",
        "# One\n\nA paragraph of some words.\n\n::: dense\nWords upon a ground.\n:::\n\n"
        "Another paragraph.\n\n::: fine\nBelow a fine line.\n:::\n",
    )
    ran = pressed(book)
    assert ran.code == 0
    told = [line.split(": warning: ") for line in ran.err.splitlines() if ": warning: " in line]
    assert [place for place, _ in told] == ["chapters/one.md:6:1", "chapters/one.md:12:1"]
    assert "350 % of ink" in told[0][1]
    assert "a line of 0.1 pt" in told[1][1]


def test_faults_of_a_drawing_are_told_at_its_lines(tmp_path: Path) -> None:
    book = project(tmp_path, 'colour = "cmyk"\nimage_dpi = 0\n', "")
    book.change("figures/drawing.svg", "fill: #808", "fill: device-cmyk(0.5 0.5 0.5 1)")
    ran = pressed(book, "check")
    assert ran.code == 1
    assert ran.err.splitlines()[0].startswith("figures/drawing.svg:5:1: error: text is in a black")
    assert "'Drawnwords'" in ran.err.splitlines()[0]


def test_in_cmyk_only_inks_are_left(tmp_path: Path) -> None:
    book = project(tmp_path, 'colour = "cmyk"\nimage_dpi = 0\nhairline_pt = 0\n')
    ran = pressed(book)
    assert (ran.code, ran.err) == (0, "")
    assert foreign(made(book), 4) == []
    assert "a colour of DeviceCMYK" in foreign(made(book), 1)
    first = made(book)
    assert pressed(book).code == 0
    assert made(book) == first


def test_a_profile_of_the_book_s_own(tmp_path: Path) -> None:
    toml = 'colour = "cmyk"\nprofile = "inks/own.icc"\ncondition = "FOGRA29"\n'
    book = project(tmp_path, toml)
    ran = pressed(book)
    assert ran.code == 1
    assert ran.err.startswith(
        "book.toml:15:1: error: there is no ICC profile 'inks/own.icc' in the book [press-profile]"
    )
    (book.root / "inks").mkdir()
    (book.root / "inks" / "own.icc").write_bytes(b"no profile")
    assert "'inks/own.icc' is no ICC profile" in pressed(book).err
    no_way_back = PROFILE.read_bytes().replace(b"B2A", b"XXX")
    (book.root / "inks" / "own.icc").write_bytes(no_way_back)
    assert "'inks/own.icc' can't be used: " in pressed(book).err
    (book.root / "inks" / "own.icc").write_bytes(PROFILE.read_bytes())
    assert pressed(book).code == 0
    pdf = InspectedPdf(made(book))
    (intent,) = pdf.catalog.OutputIntents.as_list()
    assert str(intent.OutputConditionIdentifier) == "FOGRA29"
    assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


WRAPPED = 'scheme = "perfect-binding"\nsignature_pages = 4\nnotes_pages = true\n'


def test_the_cover_and_the_sheets_are_press_files_too(tmp_path: Path) -> None:
    book = project(tmp_path, WRAPPED)
    assert pressed(book, "cover").code == 0
    assert pressed(book, "booklet").code == 0
    block = InspectedPdf(made(book))
    assert block.find_text("The back") == ()
    for name in ("inks-press-cover.pdf", "inks-press-booklet.pdf"):
        pdf = InspectedPdf(made(book, name))
        assert foreign(made(book, name), 1) == []
        assert "PDF/X-4" in pdf.xmp
        assert "/OutputIntents" in pdf.catalog
        assert pdf.boxes[0].trim is not None
        assert pdf.syntax_problems == ()
    assert InspectedPdf(made(book, "inks-press-cover.pdf")).find_text("The back") != ()
