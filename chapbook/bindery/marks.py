"""Turn a forme's layout into the marks that the bindery works by, as shapes in millimetres."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from chapbook.bindery.press_layout import PlacedPage, PressLayout, is_spine_between
from chapbook.bindery.sheets import Forme, Imposition

OFFSET_MM, LENGTH_MM = 2.0, 5.0
"""Crop and fold marks stand off the trim, and are so long where there is room."""
SHORTEST_MM = 1.5
TICK_MM = 3.0
"""The length of a fold mark that has to stand inside the trim."""
STAPLE_MM = 12.0
COLLATION_WIDTH_MM, COLLATION_HEIGHT_MM, FIRST_COLLATION_MM = 2.0, 5.0, 12.0
REGISTRATION_RADIUS_MM = 2.0
REGISTRATION_ROOM_MM = 2 * OFFSET_MM + 2 * REGISTRATION_RADIUS_MM
SLUG_ROOM_MM = 6.0
EDGE_MM = 1.0
"""Marks end so far from the edge of the sheet."""


@dataclass(frozen=True)
class Line:
    """A hairline, dashed for folds."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    is_dashed: bool = False


@dataclass(frozen=True)
class Bar:
    """A solid rectangle."""

    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Target:
    """A registration mark: a circle with a cross."""

    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class SlugPlace:
    """Where the slug line begins, how long it may be, and whether it runs upwards."""

    x_mm: float
    y_mm: float
    length_mm: float
    runs_up: bool


Shape = Line | Bar | Target


def without_room(layout: PressLayout, imposition: Imposition, marks: Collection[str]) -> list[str]:
    """The marks asked for that the sheet has no room for, in the order of the alphabet."""
    beside, below = layout.grid.left_mm, layout.grid.bottom_mm
    least = OFFSET_MM + SHORTEST_MM + EDGE_MM
    has_room = {
        "crop": min(beside, below) >= least,
        "registration": max(beside, below) >= REGISTRATION_ROOM_MM,
        "slug": slug_place(layout) is not None,
    }
    lacking = {mark for mark in marks if not has_room.get(mark, True)}
    if imposition.rows > 1 and not imposition.cut_rows and beside < least:
        lacking |= {"fold"} & set(marks)
    return sorted(lacking)


def shapes(
    layout: PressLayout, imposition: Imposition, forme: Forme, marks: Collection[str]
) -> tuple[Shape, ...]:
    """The marks of a forme, but for its slug line.

    Staples are for a single signature, collation marks for several.
    """
    placed = layout.place(forme)
    spines = _spines(placed)
    makers: dict[str, Callable[[], Iterable[Shape]]] = {
        "fold": lambda: _folds(layout, imposition, spines),
        "crop": lambda: _crops(layout, placed),
        "staple": lambda: _staples(spines) if imposition.signatures == 1 else (),
        "collation": lambda: _collation(spines) if imposition.signatures > 1 else (),
        "registration": lambda: _targets(layout),
    }
    return tuple(shape for mark, make in makers.items() if mark in marks for shape in make())


def slug_place(layout: PressLayout) -> SlugPlace | None:
    """Below the pages, else at their left; None where there is no room outside the trim."""
    grid = layout.grid
    inset = OFFSET_MM + 2
    half = REGISTRATION_RADIUS_MM + 2 * OFFSET_MM
    if grid.bottom_mm >= SLUG_ROOM_MM:
        length = grid.width_mm / 2 - inset - half
        return SlugPlace(grid.left_mm + inset, grid.bottom_mm - OFFSET_MM - 2.2, length, False)
    if grid.left_mm >= SLUG_ROOM_MM:
        length = grid.height_mm / 2 - inset - half
        return SlugPlace(grid.left_mm - OFFSET_MM, grid.bottom_mm + inset, length, True)
    return None


@dataclass(frozen=True)
class _Spine:
    """A fold that becomes the spine: the pages at its left and right, and where it is."""

    left: PlacedPage
    right: PlacedPage

    @property
    def x_mm(self) -> float:
        return (self.left.rect.right_mm + self.right.rect.left_mm) / 2

    @property
    def signature(self) -> int | None:
        """The number of the signature whose outside this is; None inside of one."""
        first, last = self.left.cell.signature, self.right.cell.signature
        return last if first is None else first


def _spines(placed: tuple[PlacedPage, ...]) -> list[_Spine]:
    by_place = {(page.cell.column, page.cell.row): page for page in placed}
    return [
        _Spine(page, by_place[column + 1, row])
        for (column, row), page in sorted(by_place.items())
        if (column + 1, row) in by_place
        and is_spine_between(page.cell, by_place[column + 1, row].cell)
    ]


def _folds(layout: PressLayout, imposition: Imposition, spines: list[_Spine]) -> Iterator[Line]:
    """At head and foot of the sheet, or inside the trim at both ends of the fold; and at the
    sides for folds across."""
    for x in sorted(_fold_xs(layout, imposition, spines)):
        for y1, y2 in _outside(layout.grid.bottom_mm, layout.grid.top_mm, layout.height_mm) or (
            (layout.grid.bottom_mm, layout.grid.bottom_mm + TICK_MM),
            (layout.grid.top_mm, layout.grid.top_mm - TICK_MM),
        ):
            yield Line(x, y1, x, y2, is_dashed=True)
    pitch = layout.trim.height_mm + layout.spacing.gap_mm
    for row in set(range(1, imposition.rows)) - imposition.cut_rows:
        y = layout.grid.top_mm - row * pitch + layout.spacing.gap_mm / 2
        for x1, x2 in _outside(layout.grid.left_mm, layout.grid.right_mm, layout.width_mm):
            yield Line(x1, y, x2, y, is_dashed=True)


def _fold_xs(
    layout: PressLayout, imposition: Imposition, spines: list[_Spine]
) -> Collection[float]:
    """Where the sheet is folded upright: at spines, and at fore-edges that aren't cut."""
    lefts = layout.column_lefts(imposition.sheets[0].front)
    between = ((left + layout.trim.width_mm + right) / 2 for left, right in pairwise(lefts))
    folded = (x for n, x in enumerate(between, 1) if n not in imposition.cut_columns)
    return _distinct([*folded, *(spine.x_mm for spine in spines)])


def _outside(low: float, high: float, end: float) -> tuple[tuple[float, float], ...]:
    """From and to of the marks on both sides of the grid; none where there is no room."""
    length = min(LENGTH_MM, low - OFFSET_MM - EDGE_MM)
    if length < SHORTEST_MM or end - high < OFFSET_MM + SHORTEST_MM:
        return ()
    return (low - OFFSET_MM, low - OFFSET_MM - length), (
        high + OFFSET_MM,
        high + OFFSET_MM + length,
    )


def _crops(layout: PressLayout, placed: tuple[PlacedPage, ...]) -> Iterator[Line]:
    """At every trimmed edge: around the grid and at cuts within it, but not at spines."""
    spines = {spine.x_mm for spine in _spines(placed)}
    sides = {side for page in placed for side in (page.rect.left_mm, page.rect.right_mm)}
    milling = layout.spacing.milling_mm + 0.001
    xs = {x for x in sides if all(abs(x - spine) > milling for spine in spines)}
    ys = {side for page in placed for side in (page.rect.bottom_mm, page.rect.top_mm)}
    for x in sorted(_distinct(xs)):
        for y1, y2 in _outside(layout.grid.bottom_mm, layout.grid.top_mm, layout.height_mm):
            yield Line(x, y1, x, y2)
    for y in sorted(_distinct(ys)):
        for x1, x2 in _outside(layout.grid.left_mm, layout.grid.right_mm, layout.width_mm):
            yield Line(x1, y, x2, y)


def _distinct(places: Collection[float]) -> set[float]:
    return {round(place, 4) for place in places}


def _staples(spines: list[_Spine]) -> Iterator[Line]:
    """On the outside of a signature, a quarter and three quarters up, as long as a staple."""
    for spine in spines:
        if spine.signature is not None:
            page = spine.left.rect
            for share in (0.25, 0.75):
                y = page.bottom_mm + share * page.height_mm
                yield Line(spine.x_mm, y - STAPLE_MM / 2, spine.x_mm, y + STAPLE_MM / 2)


def _collation(spines: list[_Spine]) -> Iterator[Bar]:
    """On the outside of each signature, a step lower than on the one before: in the gathered
    block they make a stair, and a signature missing, doubled or out of place breaks it."""
    for spine in spines:
        if spine.signature is not None:
            page = spine.left.rect
            steps = max(1, int((page.height_mm - 2 * FIRST_COLLATION_MM) / COLLATION_HEIGHT_MM))
            down = FIRST_COLLATION_MM + (spine.signature % steps + 1) * COLLATION_HEIGHT_MM
            left = spine.x_mm - COLLATION_WIDTH_MM / 2
            yield Bar(left, page.top_mm - down, COLLATION_WIDTH_MM, COLLATION_HEIGHT_MM)


def _targets(layout: PressLayout) -> Iterator[Target]:
    """In the middle of each side that has room."""
    grid, off = layout.grid, OFFSET_MM + REGISTRATION_RADIUS_MM + 1
    if grid.left_mm >= REGISTRATION_ROOM_MM:
        for x in (grid.left_mm - off, grid.right_mm + off):
            yield Target(x, layout.height_mm / 2)
    if grid.bottom_mm >= REGISTRATION_ROOM_MM:
        for y in (grid.bottom_mm - off, grid.top_mm + off):
            yield Target(layout.width_mm / 2, y)
