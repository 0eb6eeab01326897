"""The arithmetic of imposition: whatever the scheme, cut and folded paper reads in order."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.imposition import (
    Grid,
    Pages,
    cut_and_stack,
    reader_spreads,
    saddle_stitch,
    signatures,
)
from chapbook.bindery.padding import gathered, made_up
from chapbook.bindery.sheets import Cell, Forme, Imposition, Sheet, Side
from chapbook.bindery.work_style import worked
from chapbook.manuscript.print_config import WorkStyle
from tests.bindery.folded_paper import Face, cut, faces, fold, nested, upside_down

PAGE_COUNTS = st.integers(1, 400)
BACK_COVERS = st.booleans()
FOLDS = st.integers(1, 4)
SPINES = st.sampled_from(Side)
UNITS = st.sampled_from([Grid(1, 1), Grid(2, 1), Grid(1, 2), Grid(2, 2), Grid(1, 4)])


def mirrored(imposition: Imposition) -> Imposition:
    """The sheets as in a mirror: a right-to-left book becomes a left-to-right one."""

    def forme(of: Forme) -> Forme:
        return Forme(
            tuple(
                Cell(
                    column=imposition.columns - 1 - cell.column,
                    row=cell.row,
                    page_index=cell.page_index,
                    spine=cell.spine.other,
                    is_head_down=cell.is_head_down,
                    nesting=cell.nesting,
                    signature=cell.signature,
                )
                for cell in of.cells
            )
        )

    return Imposition(
        tuple(
            Sheet(forme(sheet.front), forme(sheet.back) if sheet.back else None)
            for sheet in imposition.sheets
        ),
        imposition.columns,
        imposition.rows,
        frozenset(imposition.columns - cut for cut in imposition.cut_columns),
        imposition.cut_rows,
    )


def bound(imposition: Imposition, spine: Side, sheets_in: list[int]) -> list[Face]:
    """The pages of the bound book: sheets cut, folded, nested by signatures (each of so many
    folded sheets), signatures stacked. What the last sheets have too much is thrown away."""
    folded = [fold(p) for p in cut(imposition if spine is Side.LEFT else mirrored(imposition))]
    book: list[Face] = []
    for count in sheets_in:
        book += faces(nested(folded[:count]))
        folded = folded[count:]
    assert all(face.page_index is None for sheet in folded for face in faces(sheet))
    return book


def assert_reads(book: list[Face], pages: Pages) -> None:
    assert [face.page_index for face in book] == list(pages)
    assert all(face.is_head_up for face in book)
    assert [face.spine for face in book] == [Side.LEFT, Side.RIGHT] * (len(pages) // 2)


@given(PAGE_COUNTS, BACK_COVERS, SPINES, UNITS, FOLDS)
def test_saddle_stitched_sheets_read_in_order(
    page_count: int, back_cover: bool, spine: Side, units: Grid, folds: int
) -> None:
    pages = made_up(page_count, 2 ** (folds + 1), back_cover)
    imposition = saddle_stitch(pages, spine, units, folds)
    assert_reads(bound(imposition, spine, [len(pages) // 2 ** (folds + 1)]), pages)


@given(PAGE_COUNTS, BACK_COVERS, SPINES, UNITS, FOLDS, st.integers(1, 8))
def test_signatures_read_in_order(
    page_count: int, back_cover: bool, spine: Side, units: Grid, folds: int, sheets: int
) -> None:
    step = 2 ** (folds + 1)
    pages = made_up(page_count, step, back_cover)
    gatherings = gathered(pages, step * sheets)
    imposition = signatures(gatherings, spine, units, folds)
    assert_reads(bound(imposition, spine, [len(one) // step for one in gatherings]), pages)


@given(PAGE_COUNTS, BACK_COVERS, SPINES, UNITS)
def test_cut_and_stacked_leaves_read_in_order(
    page_count: int, back_cover: bool, spine: Side, units: Grid
) -> None:
    pages = made_up(page_count, 2, back_cover)
    imposition = cut_and_stack(pages, spine, units)
    assert_reads(bound(imposition, spine, [1] * (len(pages) // 2)), pages)


@given(PAGE_COUNTS, SPINES)
def test_spreads_face_as_in_the_bound_book(page_count: int, spine: Side) -> None:
    pages = made_up(page_count, 1, back_cover=False)
    spreads = []
    for sheet in reader_spreads(pages, spine).sheets:
        assert sheet.back is None
        left, right = (cell.page_index for cell in sheet.front.cells)
        spreads.append((left, right) if spine is Side.LEFT else (right, left))
    assert [page for spread in spreads for page in spread if page is not None] == list(pages)
    assert spreads[0] == (None, 0)
    assert all(verso is not None and verso % 2 == 1 for verso, _ in spreads[1:])


SCHEMES: list[Callable[[Pages, Grid], Imposition]] = [
    lambda pages, units: saddle_stitch(pages, units=units),
    lambda pages, units: saddle_stitch(pages, units=units, folds=2),
    lambda pages, units: signatures(gathered(pages, 16), units=units),
    lambda pages, units: cut_and_stack(pages, units=units),
]


@given(PAGE_COUNTS, UNITS, st.sampled_from(SCHEMES))
def test_each_page_stands_once(
    page_count: int, units: Grid, scheme: Callable[[Pages, Grid], Imposition]
) -> None:
    imposition = scheme(made_up(page_count, 8, back_cover=True), units)
    placed = [
        cell.page_index
        for sheet in imposition.sheets
        for forme in sheet.formes
        for cell in forme.cells
        if cell.page_index is not None
    ]
    assert sorted(placed) == list(range(page_count))


@given(PAGE_COUNTS, UNITS, st.sampled_from(SCHEMES))
def test_a_leaf_s_pages_lie_back_to_back(
    page_count: int, units: Grid, scheme: Callable[[Pages, Grid], Imposition]
) -> None:
    pages = made_up(page_count, 8, back_cover=False)
    imposition = scheme(pages, units)
    for sheet in imposition.sheets:
        assert sheet.back is not None
        backs = {
            (imposition.columns - 1 - cell.column, cell.row): cell for cell in sheet.back.cells
        }
        for cell in sheet.front.cells:
            behind = backs.pop((cell.column, cell.row))
            assert (behind.spine, behind.is_head_down) == (cell.spine.other, cell.is_head_down)
            assert behind.nesting == cell.nesting
            both = {cell.page_index, behind.page_index} - {None}
            assert len({page // 2 for page in both if page is not None}) <= 1
        assert backs == {}


@given(st.integers(1, 100))
def test_the_outer_sheet_has_the_last_and_first_page(sheets: int) -> None:
    last = 4 * sheets
    outer = saddle_stitch(range(last)).sheets[0]
    assert printed_pages(outer.front) == [last, 1]
    assert outer.back is not None
    assert printed_pages(outer.back) == [2, last - 1]


@given(st.integers(1, 100))
def test_facing_pages_of_a_forme_add_up(sheets: int) -> None:
    pages = 4 * sheets
    for sheet in saddle_stitch(range(pages)).sheets:
        for forme in sheet.formes:
            assert sum(printed_pages(forme)) == pages + 1


def printed_pages(forme: Forme) -> list[int]:
    """The page numbers, from 1, from left to right."""
    cells = sorted(forme.cells, key=lambda cell: (cell.row, cell.column))
    return [0 if cell.page_index is None else cell.page_index + 1 for cell in cells]


def test_a_right_to_left_book_is_the_mirror_image() -> None:
    outer = saddle_stitch(range(8), Side.RIGHT).sheets[0]
    assert printed_pages(outer.front) == [1, 8]
    assert outer.back is not None
    assert printed_pages(outer.back) == [7, 2]


def test_a_quarto_s_formes() -> None:
    """As every manual has them: the lower row on its head."""
    [sheet] = saddle_stitch(range(8), folds=2).sheets
    assert sheet.back is not None
    assert printed_pages(sheet.front) == [8, 1, 5, 4]
    assert printed_pages(sheet.back) == [2, 7, 3, 6]
    assert [cell.row for cell in sheet.front.cells if cell.is_head_down] == [1, 1]


def test_an_octavo_s_formes() -> None:
    [sheet] = saddle_stitch(range(16), folds=3).sheets
    assert sheet.back is not None
    assert printed_pages(sheet.front) == [4, 13, 16, 1, 5, 12, 9, 8]
    assert printed_pages(sheet.back) == [2, 15, 14, 3, 7, 10, 11, 6]


def test_two_up_leaves_are_cut_into_two_piles() -> None:
    """Pages 1 to 4 come off the left pile, 5 to 8 off the right one."""
    imposition = cut_and_stack(range(8), units=Grid(2, 1))
    assert [printed_pages(sheet.front) for sheet in imposition.sheets] == [[1, 5], [3, 7]]
    backs = [sheet.back for sheet in imposition.sheets]
    assert [printed_pages(back) for back in backs if back] == [[6, 2], [8, 4]]
    assert imposition.cut_columns == {1}


def test_nesting_counts_the_leaves_around() -> None:
    imposition = signatures([range(16), range(16, 24)])
    nesting = [[cell.nesting for cell in sheet.front.cells] for sheet in imposition.sheets]
    assert nesting == [[0, 0], [1, 1], [2, 2], [3, 3], [0, 0], [1, 1]]
    octavo = saddle_stitch(range(16), folds=3).sheets[0]
    assert sorted(cell.nesting for cell in octavo.front.cells) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_signature_s_first_page_says_its_number() -> None:
    imposition = signatures([range(8), range(8, 16)])
    first = {
        cell.page_index: cell.signature
        for sheet in imposition.sheets
        for forme in sheet.formes
        for cell in forme.cells
        if cell.signature is not None
    }
    assert first == {0: 0, 8: 1}


@pytest.mark.parametrize("count", [0, 3, 6])
def test_pages_that_don_t_fill_sheets_are_a_bug(count: int) -> None:
    with pytest.raises(ValueError, match=f"{count} pages don't fill sheets of 4"):
        saddle_stitch(range(count))


def test_paper_tumbled_twice_is_as_it_was() -> None:
    face = Face(3, True, Side.LEFT)
    assert upside_down(upside_down(face)) == face
    assert upside_down(face) == Face(3, False, Side.RIGHT)


def test_a_booklet_of_every_number_of_pages_up_to_400() -> None:
    for page_count in range(1, 401):
        pages = made_up(page_count, 4, back_cover=True)
        assert_reads(bound(saddle_stitch(pages), Side.LEFT, [len(pages) // 4]), pages)


STYLES = st.sampled_from([WorkStyle.WORK_AND_TURN, WorkStyle.WORK_AND_TUMBLE])


def page_count_of(imposition: Imposition) -> int:
    return imposition.columns * imposition.rows * len(imposition.sheets)


@given(PAGE_COUNTS, UNITS, st.sampled_from(SCHEMES), STYLES)
def test_a_plate_has_both_sides_and_prints_two_copies(
    page_count: int,
    units: Grid,
    scheme: Callable[[Pages, Grid], Imposition],
    style: WorkStyle,
) -> None:
    usual = scheme(made_up(page_count, 8, back_cover=True), units)
    made = worked(usual, style)
    assert (len(made.sheets), made.copies) == (len(usual.sheets), 2)
    assert page_count_of(made) == 2 * page_count_of(usual)
    for sheet, single in zip(made.sheets, usual.sheets, strict=True):
        assert single.back is not None
        cells = (*single.front.cells, *single.back.cells)
        pages = sorted(str(cell.page_index) for cell in cells)
        for forme in sheet.formes:
            assert sorted(str(cell.page_index) for cell in forme.cells) == pages


@given(PAGE_COUNTS, SPINES, UNITS, FOLDS)
def test_one_plate_prints_both_sides_of_the_paper(
    page_count: int, spine: Side, units: Grid, folds: int
) -> None:
    pages = made_up(page_count, 2 ** (folds + 1), back_cover=False)
    for sheet in worked(saddle_stitch(pages, spine, units, folds), WorkStyle.WORK_AND_TURN).sheets:
        assert sheet.front == sheet.back


def test_a_worked_and_turned_sheet() -> None:
    [sheet, _] = worked(saddle_stitch(range(8)), WorkStyle.WORK_AND_TURN).sheets
    assert printed_pages(sheet.front) == [8, 1, 2, 7]


def test_a_worked_and_tumbled_sheet() -> None:
    [sheet, _] = worked(saddle_stitch(range(8)), WorkStyle.WORK_AND_TUMBLE).sheets
    assert printed_pages(sheet.front) == [8, 1, 7, 2]
    assert [cell.row for cell in sheet.front.cells if cell.is_head_down] == [1, 1]


def test_sheets_of_one_side_can_t_be_turned() -> None:
    with pytest.raises(ValueError, match="one side"):
        worked(reader_spreads(range(4)), WorkStyle.WORK_AND_TURN)
