"""The command cover, from book.toml to the wrap."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject
from tests.support.inspect_pdf import InspectedPdf

WRAPPED = """
    [book]
    title = "A Small Book"
    authors = ["Ann Author"]
    publisher = "Press"
    isbn = "978-3-16-148410-0"
    language = "{language}"

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]
    back = ["chapters/back-cover.md"]

    [page]
    trim = "A6"

    [print]
    scheme = "perfect-binding"
    signature_pages = 4
    caliper_mm = {caliper}
    cover_caliper_mm = 0.4
    """
BACK_COVER = "---\ntitle: Back cover\ndivision: back-cover\n---\n\nWhat it *is* about.\n"
PT_PER_MM = 72 / 25.4


def project(root: Path, caliper: float = 1.0, language: str = "en-GB") -> BookProject:
    files = {
        "book.toml": WRAPPED.format(caliper=caliper, language=language),
        "chapters/one.md": "# One\n\n" + "Words and words and more of them. " * 600,
        "chapters/back-cover.md": BACK_COVER,
    }
    return BookProject(root, files)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    book = project(tmp_path_factory.mktemp("wrapped"))
    ran = book.run("cover")
    assert (ran.code, ran.err) == (0, "")
    assert "the cover: 105 + " in ran.out
    return book


@pytest.fixture(scope="module")
def cover(book: BookProject) -> InspectedPdf:
    return InspectedPdf((book.out / "a-small-book-cover.pdf").read_bytes())


def test_back_spine_and_front_stand_on_one_sheet(cover: InspectedPdf) -> None:
    trim = cover.boxes[0].trim
    assert trim is not None
    width_mm = (trim[2] - trim[0]) / PT_PER_MM
    spine_mm = width_mm - 210
    # A leaf is a millimetre thick here, so that a few of them make a spine.
    assert spine_mm == pytest.approx(round(spine_mm - 0.4) + 0.4, abs=0.01)
    [back] = cover.find_text("What it")
    front = max(cover.find_text("A Small Book"), key=lambda found: found.size)
    assert back.x < 105 * PT_PER_MM
    assert front.x > (105 + spine_mm) * PT_PER_MM
    assert cover.find_text("ISBN 978-3-16-148410-0")[0].x < 105 * PT_PER_MM
    assert cover.page_count == 1
    assert cover.syntax_problems == ()
    assert {font.is_embedded for font in cover.fonts} == {True}


def test_the_ground_bleeds_and_marks_stand_outside_it(cover: InspectedPdf) -> None:
    page = cover.page(0)
    media = [float(side) for side in page.MediaBox.as_list()]
    bleed = [float(side) for side in page.BleedBox.as_list()]
    printed = cover.render(0, 1)
    middle = printed.height // 2
    edge = round(bleed[0] - media[0])
    assert printed.cut(0, middle, edge - 2, 1).is_blank
    assert not printed.cut(edge + 2, middle, 1, 1).is_blank
    # The fold's mark, above the spine.
    fold = round(105 * PT_PER_MM - media[0])
    assert not printed.cut(fold - 2, 2, 4, edge - 4).is_blank


def test_the_block_is_imposed_without_the_back_cover(book: BookProject) -> None:
    ran = book.run("booklet")
    assert ran.code == 0
    assert "cover" not in ran.err
    sheets = InspectedPdf((book.out / "a-small-book-booklet.pdf").read_bytes())
    assert sheets.find_text("What it") == ()


def test_a_longer_book_needs_a_new_cover(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.run("cover")
    book.change("chapters/one.md", "Words", "More words" * 2)
    ran = book.run("booklet")
    assert ran.code == 0
    assert "warning: the cover was made for" in ran.err
    assert "[cover-outdated]" in ran.err


def test_a_thin_spine_has_no_text(tmp_path: Path) -> None:
    book = project(tmp_path, caliper=0.1)
    ran = book.run("cover")
    assert "the spine is too narrow for text" in ran.out
    cover = InspectedPdf((book.out / "a-small-book-cover.pdf").read_bytes())
    assert len(cover.find_text("Press")) == 1


def test_a_book_with_a_self_cover_needs_none(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    ran = book.run("cover")
    assert ran.code == 0
    assert "there is nothing to make" in ran.out
    assert not (book.out / "a-small-book-cover.pdf").exists()


def test_a_book_s_own_front(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.write("templates/cover-front.html", "<h1>Mine</h1>")
    assert book.run("cover").code == 0
    cover = InspectedPdf((book.out / "a-small-book-cover.pdf").read_bytes())
    assert len(cover.find_text("Mine")) == 1


def test_a_book_s_own_style_of_the_cover_leaves_its_pages_alone(tmp_path: Path) -> None:
    book = project(tmp_path)
    assert book.run().code == 0
    pages = (book.out / "a-small-book.pdf").read_bytes()
    own = "html { font-family: 'Text Roman'; font-size: 20pt } .front h1 { font-size: 30pt }"
    book.write("styles/print/cover.css", own)
    assert book.run("cover").code == 0
    cover = InspectedPdf((book.out / "a-small-book-cover.pdf").read_bytes())
    assert max(found.size for found in cover.find_text("A Small Book")) == 30
    assert book.run().code == 0
    assert (book.out / "a-small-book.pdf").read_bytes() == pages


def test_a_mistake_in_its_template_is_told(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.write("templates/cover-front.html", "<h1>\n{{ nothing }}</h1>")
    ran = book.run("cover", "--format", "json")
    assert ran.code == 1
    [found] = ran.json()
    assert (found["path"], found["line"]) == ("templates/cover-front.html", 2)
