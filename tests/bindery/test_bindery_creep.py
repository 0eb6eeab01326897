"""Creep, as measured in the PDF: pages move towards the spine, more the further in they are."""

from dataclasses import replace

import pytest

from chapbook.bindery.press_layout import creep_mm
from chapbook.manuscript.print_config import PrintSettings, Scheme
from tests.bindery.press_pages import MM_PER_PT, PLAIN, SHEET_WIDTH, imposed, numbers_on, pages_of
from tests.support.inspect_pdf import InspectedPdf

CALIPER_MM = 0.137
PAGES = 32
HUNDREDTH_MM = 0.01


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(PAGES)


def shifts_mm(reading: bytes, base: PrintSettings = PLAIN) -> dict[int, float]:
    """How far each page's text is from where it stands without creep, to the right in mm."""
    plain = places(InspectedPdf(imposed(reading, base=base).pdf))
    crept = places(InspectedPdf(imposed(reading, base=base, caliper_mm=CALIPER_MM).pdf))
    assert plain.keys() == crept.keys() == set(range(1, PAGES + 1))
    return {number: (crept[number] - plain[number]) * MM_PER_PT for number in plain}


def places(pdf: InspectedPdf) -> dict[int, float]:
    """Where each page's text begins, in pt from the left of its sheet."""
    return {
        number: next(at.x for at in pdf.find_text(f"Page {number}") if at.page_index == page_index)
        for page_index in range(pdf.page_count)
        for number in numbers_on(pdf, page_index)
    }


def test_each_sheet_of_a_saddle_stitch_moves_by_the_sheets_around_it(reading: bytes) -> None:
    for number, shift in shifts_mm(reading).items():
        sheet = (number - 1) // 2 if number <= PAGES // 2 else (PAGES - number) // 2
        # Of a left-to-right book rectos (odd) have their spine at the left.
        towards_spine = -1 if number % 2 else 1
        assert shift == pytest.approx(towards_spine * sheet * CALIPER_MM, abs=HUNDREDTH_MM)


def test_in_a_right_to_left_book_the_spine_is_on_the_other_side(reading: bytes) -> None:
    shifts = shifts_mm(reading, replace(PLAIN, binding_side="right"))
    assert shifts[15] == pytest.approx(7 * CALIPER_MM, abs=HUNDREDTH_MM)
    assert shifts[16] == pytest.approx(-7 * CALIPER_MM, abs=HUNDREDTH_MM)


def test_signatures_begin_anew(reading: bytes) -> None:
    shifts = shifts_mm(reading, replace(PLAIN, scheme=Scheme.PERFECT_BINDING))
    for number, sheet in ((1, 0), (3, 1), (7, 3), (9, 3), (15, 0), (17, 0), (23, 3)):
        assert shifts[number] == pytest.approx(-sheet * CALIPER_MM, abs=HUNDREDTH_MM)


def test_leaves_have_no_creep(reading: bytes) -> None:
    shifts = shifts_mm(reading, replace(PLAIN, scheme=Scheme.CUT_AND_STACK))
    assert all(abs(shift) < HUNDREDTH_MM for shift in shifts.values())


def test_nothing_is_printed_across_the_fold(reading: bytes) -> None:
    """The rules around the page would be, without a cut at the fold."""
    crept = InspectedPdf(imposed(reading, caliper_mm=0.5).pdf)
    last_back = crept.page_count - 1
    [left] = [at for at in crept.find_text("Page 16") if at.page_index == last_back]
    printed = crept.render(last_back, 2)
    fold = SHEET_WIDTH
    # Both pages moved by 3.5 mm, and their inner rules went over the fold.
    assert left.x < SHEET_WIDTH / 2
    assert printed.cut(fold - 4, 60, 8, 300).is_blank
    outer = crept.render(0, 2)
    assert not outer.cut(fold - 4, 60, 8, 300).is_blank


def test_creep_grows_by_a_caliper_a_leaf() -> None:
    assert [creep_mm(nesting, 0.104) for nesting in (0, 1, 19)] == pytest.approx([0, 0.104, 1.976])
