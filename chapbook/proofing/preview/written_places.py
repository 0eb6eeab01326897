"""Turn a place on a page into the line where its text was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chapbook.composition.source_boxes import SourceBox
from chapbook.diagnostics import SourceSpan

FARTHEST_PT = 60
"""From so far a line of text catches a click beside it."""


@dataclass(frozen=True)
class Written:
    """Where something on a page was written, and the box it has there."""

    span: SourceSpan
    box: SourceBox


def written_at(
    boxes: Iterable[SourceBox],
    page: int,
    x_pt: float,
    y_pt: float,
    anchors: Mapping[str, SourceSpan],
) -> Written | None:
    """What the text at, or nearest to, a place on a page was written as; None far from any.

    `anchors` says where those of the book were written.
    """
    near: list[tuple[float, Written]] = []
    for box in boxes:
        span = span_of(box, anchors) if box.page == page else None
        if span:
            near.append((_distance_pt(box, x_pt, y_pt), Written(span, box)))
    if not near:
        return None
    distance, written = min(near, key=lambda each: each[0])
    return written if distance <= FARTHEST_PT else None


def span_of(box: SourceBox, anchors: Mapping[str, SourceSpan]) -> SourceSpan | None:
    """Where a box's text was written: by its anchors where the book knows one, else its line."""
    known = (anchors[name] for name in box.anchors if name in anchors)
    return next(known, box.span)


def _distance_pt(box: SourceBox, x_pt: float, y_pt: float) -> float:
    across = max(box.left_pt - x_pt, 0, x_pt - box.right_pt)
    down = max(box.top_pt - y_pt, 0, y_pt - box.bottom_pt)
    # The margin beside a line is nearer to it than the line above is.
    return float(0.3 * across + down)
