"""Which sheets [print] asks for: papers and trims, grids, what a copy takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.scheme import plan
from chapbook.bindery.sheet_budget import SheetBudget
from chapbook.diagnostics import BookError, SourceSpan
from chapbook.manuscript.page_sizes import PAPER_SIZES, TRIM_SIZES, PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme

CUSTOMARY = [
    # trim, paper, columns and rows, the sheet as it lies
    ("A5", "A4", (2, 1), (297, 210)),
    ("half-letter", "letter", (2, 1), (279.4, 215.9)),
    ("A6", "A4", (2, 2), (210, 297)),
    ("A6", "A5", (2, 1), (210, 148)),
    ("A4", "A3", (2, 1), (420, 297)),
    ("A5", "A3", (2, 2), (297, 420)),
    ("6x9", "tabloid", (2, 1), (431.8, 279.4)),
    ("B5", "SRA3", (2, 1), (450, 320)),
    ("5x8", "A4", (2, 1), (297, 210)),
]


@pytest.mark.parametrize(("trim", "paper", "grid", "sheet"), CUSTOMARY)
def test_trims_on_their_customary_papers(
    trim: str, paper: str, grid: tuple[int, int], sheet: tuple[float, float]
) -> None:
    settings = PrintSettings(paper=PAPER_SIZES[paper])
    planned = plan(settings, TRIM_SIZES[trim], 16, back_cover=True)
    assert (planned.imposition.columns, planned.imposition.rows) == grid
    assert (planned.layout.width_mm, planned.layout.height_mm) == sheet


SCHEMES = st.builds(
    PrintSettings,
    paper=st.sampled_from([PageSize(297, 420), PageSize(420, 594), PageSize(210, 700)]),
    scheme=st.sampled_from(Scheme),
    signature_pages=st.sampled_from([4, 8, 12, 16, 32]),
    milling_mm=st.sampled_from([0.0, 2.0]),
)
TRIMS = st.builds(PageSize, st.floats(50, 100), st.floats(60, 200))


@given(SCHEMES, TRIMS, st.integers(1, 120), st.booleans())
def test_the_budget_is_what_is_imposed(
    settings: PrintSettings, trim: PageSize, pages: int, back_cover: bool
) -> None:
    planned = plan(settings, trim, pages, back_cover)
    assert planned.budget.sheets == len(planned.imposition.sheets)
    fewer = planned.budget.pages_to_save
    if fewer:
        assert plan(settings, trim, pages - fewer, back_cover).budget.sheets < planned.budget.sheets
        one_less = plan(settings, trim, pages - fewer + 1, back_cover)
        assert one_less.budget.sheets == planned.budget.sheets


@given(SCHEMES, TRIMS, st.integers(1, 60))
def test_pages_stand_within_the_sheet_and_apart_and_back_to_back(
    settings: PrintSettings, trim: PageSize, pages: int
) -> None:
    planned = plan(settings, trim, pages, back_cover=False)
    layout = planned.layout
    for sheet in planned.imposition.sheets:
        fronts = sorted({round(one.rect.left_mm, 3) for one in layout.place(sheet.front)})
        for forme in sheet.formes:
            placed = layout.place(forme)
            for one in placed:
                assert one.rect.left_mm >= -0.04
                assert one.rect.bottom_mm >= -0.04
                assert one.rect.right_mm <= layout.width_mm + 0.04
                assert one.rect.top_mm <= layout.height_mm + 0.04
            places = {(one.rect.left_mm, one.rect.bottom_mm) for one in placed}
            assert len(places) == len(forme.cells)
        if sheet.back:
            behind = sorted(
                {round(layout.width_mm - one.rect.right_mm, 3) for one in layout.place(sheet.back)}
            )
            assert behind == pytest.approx(fronts, abs=0.002)


def test_milling_moves_pages_from_the_fold() -> None:
    settings = PrintSettings(scheme=Scheme.PERFECT_BINDING, milling_mm=3, paper=PageSize(300, 400))
    planned = plan(settings, TRIM_SIZES["A5"], 16, back_cover=False)
    left, right = sorted(
        planned.layout.place(planned.imposition.sheets[0].front),
        key=lambda placed: placed.rect.left_mm,
    )
    assert right.rect.left_mm - left.rect.right_mm == pytest.approx(6)
    assert left.rect.left_mm == pytest.approx(400 - right.rect.right_mm)


def test_a_wrap_takes_the_back_cover_out_of_the_block() -> None:
    settings = PrintSettings(scheme=Scheme.PERFECT_BINDING, cover="wrap")
    planned = plan(settings, TRIM_SIZES["A5"], 17, back_cover=True)
    assert list(planned.pages) == list(range(16))


def test_paper_too_small_names_what_would_do() -> None:
    span = SourceSpan("book.toml", 7, 1, 5)
    settings = PrintSettings(paper=PageSize(210, 297), up=4, spans={"paper": span})
    with pytest.raises(BookError) as caught:
        plan(settings, TRIM_SIZES["A5"], 16, back_cover=True)
    [found] = caught.value.diagnostics
    assert found.span == span
    assert found.message == "a sheet of 210 × 297 mm doesn't hold four pages of 148 × 210 mm"
    assert found.hint == "take paper of 296 × 420 mm or more"


@pytest.mark.parametrize(
    ("budget", "text"),
    [
        (SheetBudget(58, 4), "58 pages = 15 sheets, 2 blanks; 2 pages fewer save a sheet"),
        (SheetBudget(60, 4), "60 pages = 15 sheets"),
        (SheetBudget(57, 4), "57 pages = 15 sheets, 3 blanks; 1 page fewer saves a sheet"),
        (SheetBudget(1, 4), "1 page = 1 sheet, 3 blanks"),
        (SheetBudget(61, 4, units=2), "61 pages = 8 sheets, 3 blanks"),
        (SheetBudget(57, 4, units=2), "57 pages = 8 sheets, 3 blanks; 1 page fewer saves a sheet"),
        (SheetBudget(6, 2, empty_before=1), "6 pages = 4 sheets, 1 blank; "
        "1 page fewer saves a sheet"),
    ],
)  # fmt: skip
def test_what_a_copy_takes_in_words(budget: SheetBudget, text: str) -> None:
    assert str(budget) == text
