"""A print run on pictures: sheets printed, turned, cut, folded and leafed through, by program."""

from dataclasses import replace
from itertools import pairwise

import pytest

from chapbook.bindery.booklet import Booklet
from chapbook.bindery.press_run import natural_flip
from chapbook.bindery.sheets import Side
from chapbook.manuscript.print_config import Scheme, WorkStyle
from tests.bindery.folded_paper import Face, Paper, Piece, fold, nested
from tests.bindery.press_pages import HEIGHT, PLAIN, WIDTH, imposed, pages_of, paper_of
from tests.support.inspect_pdf import InspectedPdf
from tests.support.raster import Raster

PAGES = 14
ROUNDING = 8
"""Of 255: a turned page's curves are rounded the other way."""
FOUR_UP = paper_of(320, 420)
OCTAVO = paper_of(620, 420)
PERFECT = replace(PLAIN, scheme=Scheme.PERFECT_BINDING, cover="self")
TURNED = replace(PLAIN, work_style=WorkStyle.WORK_AND_TURN)
TUMBLED = replace(PLAIN, work_style=WorkStyle.WORK_AND_TUMBLE)
FOUR_ACROSS = paper_of(620, 240)

JOBS = {
    "saddle stitch": (PLAIN, [4]),
    "saddle stitch, long edge": (replace(PLAIN, flip="long-edge"), [4]),
    "saddle stitch, right to left": (replace(PLAIN, binding_side="right"), [4]),
    "saddle stitch, four up": (replace(PLAIN, paper=FOUR_UP), [4]),
    "quarto": (replace(PLAIN, paper=FOUR_UP, folds=2), [2]),
    "octavo": (replace(PLAIN, paper=OCTAVO, folds=3), [1]),
    "signatures of 8": (replace(PERFECT, signature_pages=8), [2, 2]),
    "signatures of 12": (replace(PERFECT, signature_pages=12, flip="long-edge"), [1, 3]),
    "two-up cut and stack": (replace(PLAIN, scheme=Scheme.CUT_AND_STACK), [1] * 7),
    "four-up cut and stack": (replace(PLAIN, scheme=Scheme.CUT_AND_STACK, paper=FOUR_UP), [1] * 7),
    "work and turn": (replace(TURNED, paper=FOUR_ACROSS), [4]),
    "work and turn, right to left": (replace(TURNED, paper=FOUR_ACROSS, binding_side="right"), [4]),
    "leaves worked and turned": (
        replace(TURNED, scheme=Scheme.CUT_AND_STACK, binding_side="right"), [1] * 7
    ),
    "work and tumble": (replace(TUMBLED, paper=FOUR_UP), [4]),
    "work and tumble, long edge": (replace(TUMBLED, paper=FOUR_UP, flip="long-edge"), [4]),
}  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(PAGES)


def cells(forme: Raster, booklet: Booklet) -> list[list[Raster]]:
    """A printed side cut into page-sized pictures: the grid is in the middle of the sheet."""
    columns, rows = booklet.plan.imposition.columns, booklet.plan.imposition.rows
    left, top = (forme.width - columns * WIDTH) // 2, (forme.height - rows * HEIGHT) // 2
    return [
        [
            forme.cut(left + column * WIDTH, top + row * HEIGHT, WIDTH, HEIGHT)
            for column in range(columns)
        ]
        for row in range(rows)
    ]


def sheet_of(front: Raster, back: Raster, booklet: Booklet, pictures: list[Raster]) -> Paper:
    """A sheet of pictures; `back` is as it leaves the printer, seen by turning over its flip."""
    layout = booklet.plan.layout
    if booklet.printer.flip != natural_flip(layout.width_mm, layout.height_mm):
        back = back.upside_down()
    columns = booklet.plan.imposition.columns

    def face(picture: Raster) -> Face:
        pictures.append(picture)
        return Face(len(pictures) - 1, True, Side.LEFT)

    fronts, backs = cells(front, booklet), cells(back, booklet)
    return [
        [
            [Piece(face(fronts[row][column]), face(backs[row][columns - 1 - column]))]
            for column in range(columns)
        ]
        for row in range(booklet.plan.imposition.rows)
    ]


def cut_piles(pile: list[Paper], booklet: Booklet, is_rtl: bool) -> list[Paper]:
    """A copy's pile cut through; a right-to-left book is handled as in a mirror."""
    imposition = booklet.plan.imposition
    if is_rtl:
        pile = [[row[::-1] for row in sheet] for sheet in pile]
    width, height = len(pile[0][0]), len(pile[0])
    columns = [0, *sorted(cut for cut in imposition.cut_columns if cut < width), width]
    rows = [0, *sorted(cut for cut in imposition.cut_rows if cut < height), height]
    return [
        [row[left:right] for row in sheet[top:bottom]]
        for top, bottom in pairwise(rows)
        for left, right in pairwise(columns)
        for sheet in pile
    ]


def copies(pile: list[Paper], booklet: Booklet) -> list[list[Paper]]:
    """The pile cut in the middle where it holds two copies, each half laid with its front up."""
    imposition = booklet.plan.imposition
    first = next(cell for cell in imposition.sheets[0].front.cells if cell.page_index == 0)
    if imposition.copies_across > 1:
        half = imposition.columns // 2
        halves = (
            [[row[:half] for row in sheet] for sheet in pile],
            [[row[half:] for row in sheet] for sheet in pile],
        )
        upper = first.column // half
        return [
            halves[upper],
            [
                [[place_turned(one) for one in row[::-1]] for row in sheet]
                for sheet in halves[1 - upper]
            ],
        ]
    if imposition.copies_along > 1:
        half = imposition.rows // 2
        assert first.row < half
        return [
            [sheet[:half] for sheet in pile],
            [
                [[place_tumbled(one) for one in row] for row in sheet[: half - 1 : -1]]
                for sheet in pile
            ],
        ]
    return [pile]


def place_turned(place: list[Piece]) -> list[Piece]:
    return [piece.turned() for piece in place[::-1]]


def place_tumbled(place: list[Piece]) -> list[Piece]:
    return [piece.tumbled() for piece in place[::-1]]


@pytest.mark.parametrize("name", JOBS)
def test_the_printed_book_is_the_book_pixel_by_pixel(name: str, reading: bytes) -> None:
    settings, sheets_in_signatures = JOBS[name]
    booklet = imposed(reading, base=settings)
    printed, book = InspectedPdf(booklet.pdf), InspectedPdf(reading)
    pictures: list[Raster] = []
    pile = [
        sheet_of(printed.render(at), printed.render(at + 1), booklet, pictures)
        for at in range(0, printed.page_count, 2)
    ]
    made = copies(pile, booklet)
    assert len(made) == booklet.plan.imposition.copies
    for copy in made:
        folded = [
            fold(sheet) for sheet in cut_piles(copy, booklet, settings.binding_side == "right")
        ]
        assert_is_the_book(folded, sheets_in_signatures, pictures, book)


def assert_is_the_book(
    folded: list[list[Piece]],
    sheets_in_signatures: list[int],
    pictures: list[Raster],
    book: InspectedPdf,
) -> None:
    seen: list[Raster] = []
    for count in sheets_in_signatures:
        for leaf in nested(folded[:count]):
            for face in (leaf.up, leaf.down):
                assert face.page_index is not None
                picture = pictures[face.page_index]
                seen.append(picture if face.is_head_up else picture.upside_down())
        folded = folded[count:]
    blanks = len(seen) - PAGES
    assert all(picture.is_blank for picture in seen[PAGES - 1 : PAGES - 1 + blanks])
    pages = seen[: PAGES - 1] + seen[-1:]
    for index, page in enumerate(pages):
        assert page.difference(book.render(index)) <= ROUNDING


def test_spreads_are_facing_pages_pixel_by_pixel(reading: bytes) -> None:
    booklet = imposed(reading, scheme=Scheme.SPREADS)
    printed, book = InspectedPdf(booklet.pdf), InspectedPdf(reading)
    assert printed.page_count == PAGES // 2 + 1
    [[left, right]] = cells(printed.render(1), booklet)
    assert left.difference(book.render(1)) <= 1
    assert right.difference(book.render(2)) <= 1
