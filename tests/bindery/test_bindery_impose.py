"""Press sheets: what stands where, and what can't be imposed."""

from io import BytesIO

import pikepdf
import pytest

from chapbook.bindery.book_block import opened_block
from chapbook.bindery.booklet import Booklet
from chapbook.bindery.impose import PressWork, draw_formes
from chapbook.bindery.imposition import saddle_stitch
from chapbook.bindery.press_layout import Spacing, lay_out
from chapbook.diagnostics import BookError, Severity
from chapbook.manuscript.page_sizes import PageSize
from tests.bindery.press_pages import (
    HEIGHT,
    PAPER,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    WIDTH,
    imposed,
    pages_of,
)
from tests.support.inspect_pdf import InspectedPdf

PAGES = 6
SCALE = 2


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(PAGES)


@pytest.fixture(scope="module")
def booklet(reading: bytes) -> Booklet:
    return imposed(reading)


@pytest.fixture(scope="module")
def sheets(booklet: Booklet) -> InspectedPdf:
    return InspectedPdf(booklet.pdf)


def test_formes_are_landscape_pages_of_the_paper(sheets: InspectedPdf) -> None:
    assert sheets.page_count == 4
    for boxes in sheets.boxes:
        assert boxes.media == pytest.approx((0, 0, SHEET_WIDTH, SHEET_HEIGHT), abs=0.001)


def test_pages_stand_at_both_sides_of_the_fold(sheets: InspectedPdf, reading: bytes) -> None:
    [before] = InspectedPdf(reading).find_text("Page 1")
    right, up = SHEET_WIDTH / 2, (SHEET_HEIGHT - HEIGHT) / 2
    left = right - WIDTH
    places = {
        number: (found.page_index, round(found.x - before.x, 2), round(found.y - before.y, 2))
        for number in range(1, PAGES + 1)
        for found in sheets.find_text(f"Page {number}")
    }
    assert places == {
        6: (0, left, up),
        1: (0, right, up),
        2: (1, left, up),
        3: (2, right, up),
        4: (3, left, up),
        5: (3, right, up),
    }


def test_nothing_is_printed_outside_the_trim() -> None:
    bled = pages_of(2, "@page { bleed: 6mm; marks: crop } html { background: #000 }")
    sheet = InspectedPdf(imposed(bled).pdf)
    front = sheet.render(0, SCALE)
    margin = (SHEET_HEIGHT - HEIGHT) // 2 * SCALE
    assert front.cut(0, 0, front.width, margin - 1).is_blank
    assert not front.cut(front.width // 2, margin + 1, 1, 1).is_blank


def test_trim_that_isn_t_at_the_media_box_s_corner(reading: bytes) -> None:
    inner = BytesIO()
    with pikepdf.open(BytesIO(reading)) as pdf:
        for each in pdf.pages:
            each.trimbox = pikepdf.Rectangle(10, 20, 110, 170)
        pdf.save(inner)
    [before] = InspectedPdf(reading).find_text("Page 1")
    sheet = InspectedPdf(imposed(inner.getvalue(), up=2).pdf)
    [after] = sheet.find_text("Page 1")
    assert after.x == pytest.approx(before.x - 10 + SHEET_WIDTH / 2, abs=0.01)
    assert after.y == pytest.approx(before.y - 20 + (SHEET_HEIGHT - 150) / 2, abs=0.01)


def test_fonts_are_shared_and_not_larger(sheets: InspectedPdf, reading: bytes) -> None:
    assert set(sheets.fonts) == set(InspectedPdf(reading).fonts)
    assert sheets.font_program_count == InspectedPdf(reading).font_program_count
    assert sheets.syntax_problems == ()


def test_sheets_say_whose_they_are_and_how_to_print_them(sheets: InspectedPdf) -> None:
    preferences = sheets.catalog.ViewerPreferences
    assert str(preferences.Duplex) == "/DuplexFlipShortEdge"
    assert str(preferences.PrintScaling) == "/None"
    assert sheets.info["Title"] == "pages"


def test_two_a5_pages_go_on_a4() -> None:
    pages = pages_of(PAGES, "@page { size: 148mm 210mm } section { height: 150mm }")
    sheet = InspectedPdf(imposed(pages, paper=PageSize(210, 297)).pdf)
    assert sheet.boxes[0].media == pytest.approx((0, 0, 841.89, 595.276), abs=0.01)


def test_turned_pages_stand_upright() -> None:
    wide = "@page { size: 200pt 150pt } section { height: 108pt }"
    turned = BytesIO()
    with pikepdf.open(BytesIO(pages_of(PAGES, wide))) as pdf:
        for each in pdf.pages:
            each.rotate(90, relative=False)
        pdf.save(turned)
    book = InspectedPdf(turned.getvalue())
    printed = InspectedPdf(imposed(turned.getvalue()).pdf).render(0, SCALE)
    fold, top = SHEET_WIDTH // 2 * SCALE, (SHEET_HEIGHT - HEIGHT) // 2 * SCALE
    page = printed.cut(fold, top, WIDTH * SCALE, HEIGHT * SCALE)
    assert page.difference(book.render(0, SCALE)) <= 1


def failure(pdf: bytes, paper: PageSize = PAPER) -> tuple[str, str, str]:
    with pytest.raises(BookError) as caught:
        imposed(pdf, paper=paper)
    [found] = caught.value.diagnostics
    assert found.severity is Severity.ERROR
    return found.code, found.message, found.hint


def test_paper_that_is_too_small(reading: bytes) -> None:
    assert failure(reading, PageSize(80, 100)) == (
        "imposition-paper-too-small",
        "a sheet of 100 × 80 mm doesn't hold two pages of 52.92 × 70.56 mm",
        "take paper of 105.8 × 70.56 mm or more",
    )


def test_paper_that_is_wide_enough_but_too_low(reading: bytes) -> None:
    code, _message, _hint = failure(reading, PageSize(60, 200))
    assert code == "imposition-paper-too-small"


def test_pages_of_several_sizes() -> None:
    other = "@page :nth(2) { size: 140pt 200pt }"
    assert failure(pages_of(3, other))[:2] == (
        "imposition-mixed-sizes",
        "page 2 of the PDF is 49.39 × 70.56 mm, the first one 52.92 × 70.56 mm",
    )


@pytest.mark.parametrize("user", ["", "secret"])
def test_encrypted_pdf(reading: bytes, user: str) -> None:
    encrypted = BytesIO()
    with pikepdf.open(BytesIO(reading)) as pdf:
        pdf.save(encrypted, encryption=pikepdf.Encryption(owner="owner", user=user))
    assert failure(encrypted.getvalue())[:2] == (
        "imposition-encrypted",
        "the PDF is encrypted: it can't be imposed",
    )


def test_pdf_without_pages() -> None:
    empty = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(empty)
    assert failure(empty.getvalue())[:2] == (
        "imposition-no-pages",
        "the PDF has no pages: nothing to impose",
    )


def test_what_is_no_pdf() -> None:
    code, message, _hint = failure(b"not a PDF")
    assert code == "imposition-unreadable"
    assert message.startswith("the PDF can't be read: ")


def test_page_that_isn_t_there_is_a_bug(reading: bytes) -> None:
    with opened_block(reading) as block:
        imposition = saddle_stitch(range(PAGES + 2))
        layout = lay_out(imposition, block.trim, PAPER, Spacing(), 0)
        assert layout is not None
        with pytest.raises(ValueError, match="no page 7 among 6"):
            draw_formes(block, imposition, layout, PressWork((), None))
