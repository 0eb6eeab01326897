"""Turn the lines of set pages into boxes that say where their text was written."""

from collections.abc import Iterator, Sequence
from typing import Any

from chapbook.composition.element_places import ElementPlaces
from chapbook.composition.set_lines import SetLine, SetPage, SetText
from chapbook.composition.source_boxes import SourceBox, SourceMap

PT_PER_PX = 0.75
LINK = "chapbook:"


def source_map(pages: Sequence[SetPage], places: ElementPlaces) -> SourceMap:
    """The boxes of all lines, page by page; of a line that the program made, one for each run of
    text."""
    return SourceMap.of(
        box
        for number, page in enumerate(pages)
        for line in page.lines
        if line.texts
        for box in _boxes(number, line, places)
    )


def _boxes(page: int, line: SetLine, places: ElementPlaces) -> Iterator[SourceBox]:
    ids = tuple(places.ids_before_a_line(line.block))
    if line.span and not ids:
        yield _box(page, line, line.left_px, line.right_px, ())
        return
    first = _first_link(line.block)
    for run in line.texts:
        own = _link_around(run, line, places)
        anchors = tuple(dict.fromkeys(name for name in (own, *ids, first) if name))
        yield _box(page, line, run.left_px, run.right_px, anchors)


def _box(
    page: int, line: SetLine, left_px: float, right_px: float, anchors: tuple[str, ...]
) -> SourceBox:
    sides_px = (left_px, line.top_px, right_px, line.bottom_px)
    if line.turn:
        sides_px = _turned(sides_px, line.turn)
    left, top, right, bottom = (round(side_px * PT_PER_PX, 2) for side_px in sides_px)
    is_turned = line.turn is not None
    return SourceBox(page, left, top, right, bottom, line.span, anchors, is_turned)


def _turned(
    sides_px: tuple[float, float, float, float],
    turn: tuple[float, float, float, float, float, float],
) -> tuple[float, float, float, float]:
    """The edges of what a box is when it is turned."""
    a, b, c, d, e, f = turn
    left, top, right, bottom = sides_px
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    across = [a * x + c * y + e for x, y in corners]
    down = [b * x + d * y + f for x, y in corners]
    return min(across), min(down), max(across), max(down)


def _link_around(run: SetText, line: SetLine, places: ElementPlaces) -> str:
    """The anchor that the run leads to, '' where it is in no link to the book."""
    for element in places.upwards(run.element):
        if anchor := _target(element):
            return anchor
        if element is line.block:
            break
    return ""


def _first_link(block: Any) -> str:
    """Of a line of contents or index: what it is about is where its first link leads."""
    return next((anchor for each in block.iter("a") if (anchor := _target(each))), "")


def _target(element: Any) -> str:
    href = str(element.get("href", ""))
    return href.removeprefix(LINK) if href.startswith(LINK) else ""
