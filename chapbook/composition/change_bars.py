"""Turn lines that hold added or struck text into bars beside them, in the outer margin.

They belong to the furniture, for which side is the outer one is known when the folios are.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from chapbook.composition.set_lines import SetPage

TAGS = frozenset(("ins", "del", "div"))
CLASSES = frozenset(("added", "struck"))
GAP_MM, WIDTH_MM = 2.2, 0.35
PX_PER_MM = 96 / 25.4


def changed_elements(html: Any) -> frozenset[int]:
    """The ids, as Python has them, of the elements in which text is added or struck."""
    return frozenset(
        id(inside)
        for element in html.iter()
        if element.tag in TAGS and element.get("class") in CLASSES
        for inside in element.iter()
    )


def change_bars(page: SetPage, changed: frozenset[int]) -> tuple[tuple[float, float], ...]:
    """The top and bottom in px of each run of lines of a page that hold such elements."""
    if not changed:
        return ()
    spans = sorted(
        (line.top_px, line.bottom_px)
        for line in page.lines
        if any(id(run.element) in changed for run in line.texts)
    )
    return tuple(_joined(spans))


def _joined(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Spans that touch or nearly do, as one."""
    start: float | None = None
    end = 0.0
    for top, bottom in spans:
        if start is not None and top > end + 1:
            yield start, end
            start = None
        if start is None:
            start, end = top, bottom
        end = max(end, bottom)
    if start is not None:
        yield start, end


def bar_boxes(
    sheet: Any, bars: Sequence[tuple[float, float]], side: str, boxes: Any
) -> Iterator[Any]:
    """The boxes of the bars of a page, filled with its colour; `boxes` is WeasyPrint's module
    formatting_structure.boxes, `side` the page's ('left' or 'right')."""
    gap_px, width_px = GAP_MM * PX_PER_MM, WIDTH_MM * PX_PER_MM
    left_px = sheet.content_box_x() - gap_px - width_px
    if side == "right":
        left_px = sheet.content_box_x() + sheet.width + gap_px
    for top_px, bottom_px in bars:
        box = boxes.BlockBox.anonymous_from(sheet, [])
        box.style = box.style.copy()
        box.style["background_color"] = box.style["color"]
        box.position_x, box.position_y = left_px, top_px
        box.width, box.height = width_px, bottom_px - top_px
        for edge in ("top", "right", "bottom", "left"):
            for measure in ("margin_{}", "padding_{}", "border_{}_width"):
                setattr(box, measure.format(edge), 0)
        yield box
