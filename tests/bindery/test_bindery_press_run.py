"""A printer, simulated: whatever its trays and turns, the pile comes out as it is wanted."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.booklet import PrintJob
from chapbook.bindery.press_run import (
    FACE_DOWN,
    FACE_UP,
    LONG_EDGE,
    SHORT_EDGE,
    PrintedSide,
    Printer,
    is_pile_turned_over,
    natural_flip,
    run,
)
from chapbook.diagnostics import BookError
from tests.bindery.press_pages import imposed, numbers_on, pages_of
from tests.support.inspect_pdf import InspectedPdf

TRAYS = st.sampled_from([FACE_UP, FACE_DOWN])
FLIPS = st.sampled_from([SHORT_EDGE, LONG_EDGE])


@dataclass(frozen=True)
class Paper:
    """A sheet in a pile: what its upper and its lower side show, None while blank."""

    up: PrintedSide | None = None
    down: PrintedSide | None = None

    def over(self) -> "Paper":
        return Paper(self.down, self.up)


def print_round(pile: list[Paper], sides: list[PrintedSide], printer: Printer) -> list[Paper]:
    """The pile, its top first, run through a printer that prints one side of each sheet."""
    out: list[Paper] = []
    for side in sides:
        sheet, *pile = pile
        lying = sheet if printer.feed == FACE_UP else sheet.over()
        assert lying.up is None, "printed twice"
        printed = Paper(side, lying.down)
        out.insert(0, printed if printer.tray == FACE_UP else printed.over())
    assert pile == []
    return out


def assert_in_order(pile: list[Paper], sheets: list[int]) -> None:
    """The first sheet's front is on top, or the pile turned over shows that."""
    if pile[0].up is None or pile[0].up.is_back:
        pile = [sheet.over() for sheet in reversed(pile)]
    assert [sheet.up and (sheet.up.sheet, sheet.up.is_back) for sheet in pile] == [
        (sheet, False) for sheet in sheets
    ]
    assert [sheet.down and (sheet.down.sheet, sheet.down.is_back) for sheet in pile] == [
        (sheet, True) for sheet in sheets
    ]


@given(st.integers(1, 40), TRAYS, TRAYS, FLIPS)
def test_by_hand_backs_come_behind_their_fronts(
    count: int, feed: str, tray: str, flip: str
) -> None:
    printer = Printer(both_sides=False, flip=flip, feed=feed, tray=tray)
    sides = run(count, True, printer, SHORT_EDGE)
    half = len(sides) // 2
    pile = print_round([Paper()] * count, list(sides[:half]), printer)
    if is_pile_turned_over(printer):
        pile = [sheet.over() for sheet in reversed(pile)]
    pile = print_round(pile, list(sides[half:]), printer)
    assert_in_order(pile, list(range(count)))


@given(st.integers(1, 40), TRAYS, st.sets(st.integers(0, 39), min_size=1))
def test_a_printer_of_both_sides_delivers_in_order(count: int, tray: str, only: set[int]) -> None:
    wanted = sorted(sheet for sheet in only if sheet < count)
    sides = run(count, True, Printer(tray=tray), SHORT_EDGE, only)
    pile: list[Paper] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        # Face down: the front lies below.
        pile.insert(0, Paper(front, back) if tray == FACE_UP else Paper(back, front))
    if wanted:
        assert_in_order(pile, wanted)
    assert len(sides) == 2 * len(wanted)


@pytest.mark.parametrize("flip", [SHORT_EDGE, LONG_EDGE])
@pytest.mark.parametrize("natural", [SHORT_EDGE, LONG_EDGE])
@pytest.mark.parametrize("both_sides", [True, False])
def test_backs_alone_are_turned_for_the_other_flip(
    flip: str, natural: str, both_sides: bool
) -> None:
    for side in run(3, True, Printer(both_sides=both_sides, flip=flip), natural):
        assert side.is_turned == (side.is_back and flip != natural)


def test_a_sheet_that_lies_across_is_turned_over_its_short_edge() -> None:
    assert natural_flip(297, 210) == SHORT_EDGE
    assert natural_flip(210, 297) == LONG_EDGE


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(16)


def folios(pdf: bytes) -> list[list[int]]:
    """The page numbers on each printed side, in its order of text."""
    opened = InspectedPdf(pdf)
    return [numbers_on(opened, index) for index in range(opened.page_count)]


def test_only_the_sheets_wanted_are_printed(reading: bytes) -> None:
    booklet = imposed(reading, PrintJob(sheets=frozenset((2, 4))))
    assert folios(booklet.pdf) == [[3, 14], [4, 13], [7, 10], [8, 9]]
    assert len(booklet.sheets) == 2


def test_sheets_that_are_not_there(reading: bytes) -> None:
    with pytest.raises(BookError, match="no sheet 5, 9: there are 4 sheets"):
        imposed(reading, PrintJob(sheets=frozenset((1, 5, 9))))


def test_a_printer_of_one_side_gets_fronts_then_backs(reading: bytes) -> None:
    booklet = imposed(reading, sides="one")
    assert folios(booklet.pdf) == [
        [1, 16], [3, 14], [5, 12], [7, 10],
        [8, 9], [6, 11], [4, 13], [2, 15],
    ]  # fmt: skip
    assert str(InspectedPdf(booklet.pdf).catalog.ViewerPreferences.Duplex) == "/Simplex"


def test_face_up_trays_get_the_last_sheet_first(reading: bytes) -> None:
    booklet = imposed(reading, tray="face-up")
    assert folios(booklet.pdf)[:2] == [[7, 10], [8, 9]]


def test_the_long_edge_turns_backs_and_the_viewer_is_told(reading: bytes) -> None:
    opened = InspectedPdf(imposed(reading, PrintJob(flip=LONG_EDGE)).pdf)
    assert str(opened.catalog.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"
    upright, turned = opened.find_text("Page 1")[0], opened.find_text("Page 2")[0]
    assert (turned.x, turned.y) == pytest.approx((340 - (upright.x - 150), 240 - upright.y), abs=1)


def test_backs_are_moved_to_register(reading: bytes) -> None:
    plain = InspectedPdf(imposed(reading).pdf)
    moved = InspectedPdf(imposed(reading, back_shift_mm=(25.4 / 72, -25.4 / 36)).pdf)
    for page, way in (("Page 16", (0, 0)), ("Page 15", (1, -2))):
        [before], [after] = plain.find_text(page), moved.find_text(page)
        assert (after.x - before.x, after.y - before.y) == pytest.approx(way, abs=0.001)
