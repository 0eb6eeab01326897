"""Turn a printer's ways into the order and the turn in which formes go through it.

The result is always a pile that the bindery can take as it comes: the first sheet's front on
top, or, turned over, the last sheet's back.
"""

from collections.abc import Collection
from dataclasses import dataclass

FACE_UP, FACE_DOWN = "face-up", "face-down"
SHORT_EDGE, LONG_EDGE = "short-edge", "long-edge"


@dataclass(frozen=True)
class Printer:
    """How paper goes through a printer.

    `both_sides`: it turns sheets over itself. `flip` is the edge over which a sheet is turned,
    by the printer or by hand. `feed`: the side to be printed lies face-up or face-down in the
    tray that paper is taken from, the uppermost sheet first. `tray`: how printed sheets come to
    lie, each on the one before.
    """

    both_sides: bool = True
    flip: str = SHORT_EDGE
    feed: str = FACE_UP
    tray: str = FACE_DOWN


@dataclass(frozen=True)
class PrintedSide:
    """A forme in the file to be printed. `is_turned`: it stands on its head there."""

    sheet: int
    is_back: bool
    is_turned: bool


def natural_flip(width_mm: float, height_mm: float) -> str:
    """The edge over which a sheet is turned as a leaf is: the upright one."""
    return SHORT_EDGE if width_mm > height_mm else LONG_EDGE


def other_edge(edge: str) -> str:
    """The edge that crosses this one."""
    return LONG_EDGE if edge == SHORT_EDGE else SHORT_EDGE


def run(
    sheet_count: int,
    has_backs: bool,
    printer: Printer,
    natural: str,
    only: Collection[int] | None = None,
) -> tuple[PrintedSide, ...]:
    """The sides in the order in which they are printed; `only` names the sheets wanted.

    On a sheet that is turned over its other edge the back is printed head down.

    Printed on both sides, sheets that come out face up lie in reverse, so the last one goes
    first. Printed by hand, all fronts go first and the pile goes back into the feed as it is,
    or turned over where the feed wants the other side up. The first round runs backwards where
    the feed takes sheets face down: else the second one would leave the pile in reverse. The
    second round begins with the sheet that then lies uppermost.
    """
    sheets = [sheet for sheet in range(sheet_count) if only is None or sheet in only]
    if has_backs and not printer.both_sides:
        return _by_hand(sheets, printer, natural)
    backs = (False, True) if has_backs else (False,)
    # One-sided sheets lie in order when they come out face down, as those with backs do.
    ordered = sheets if printer.tray == FACE_DOWN else sheets[::-1]
    return tuple(
        PrintedSide(sheet, is_back, is_back and printer.flip != natural)
        for sheet in ordered
        for is_back in backs
    )


def _by_hand(sheets: list[int], printer: Printer, natural: str) -> tuple[PrintedSide, ...]:
    fronts = sheets if printer.feed == FACE_UP else sheets[::-1]
    backs = fronts if is_pile_turned_over(printer) else fronts[::-1]
    turned = printer.flip != natural
    return (
        *(PrintedSide(sheet, False, False) for sheet in fronts),
        *(PrintedSide(sheet, True, turned) for sheet in backs),
    )


def is_pile_turned_over(printer: Printer) -> bool:
    """Whether the printed pile has to be turned over before it goes back into the feed, by
    hand: where the sides still blank don't lie as the feed wants them."""
    blank_is_up = printer.tray == FACE_DOWN
    return blank_is_up != (printer.feed == FACE_UP)
