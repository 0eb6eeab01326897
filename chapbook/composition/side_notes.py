"""Turn pages whose notes stand beside their calls into pages where no note covers another.

CSS lays all side notes of a page out at its top. Here each moves to the line of its call, down
from there where another ends lower, then up as far as the page's foot asks; and to the fore-edge.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chapbook.diagnostics import Diagnostic, SourceSpan, error

SIDE = "side"
"""The class of a note beside the text."""
GAP_PX = 6.0
"""Between two notes."""


def spread_side_notes(pages: Sequence[Any], column_gap_px: float) -> list[tuple[Any, float]]:
    """Move the side notes of WeasyPrint's pages; returns the elements of those that find no
    room on their page, with what is missing in px.

    `column_gap_px` stands between the text and its notes.
    """
    crowded: list[tuple[Any, float]] = []
    for page in pages:
        box = page._page_box
        notes = list(_side_notes(box))
        if not notes:
            continue
        calls = [_call_px(note, page.anchors) for note in notes]
        tops = _tops(notes, calls, box.content_box_y(), box.content_box_y() + box.height)
        for note, top_px in zip(notes, tops, strict=True):
            left_px = _left(box, note, column_gap_px)
            note.translate(left_px - note.position_x, top_px - note.position_y)
        missing_px = box.content_box_y() - tops[0]
        if missing_px > 1.0:
            crowded.append((notes[0].element, missing_px))
    return crowded


def _call_px(note: Any, anchors: Mapping[str, tuple[float, ...]]) -> float:
    """The top of the line with the note's call, to which its marker leads."""
    targets = (link.get("href", "").removeprefix("#") for link in note.element.iter("a"))
    return next((anchors[target][1] for target in targets if target in anchors), 0.0)


def _tops(
    notes: Sequence[Any], calls: Sequence[float], first_px: float, last_px: float
) -> list[float]:
    """Where the notes begin: none above its call unless the foot of the page wants it."""
    tops: list[float] = []
    free_px = first_px
    for note, call_px in zip(notes, calls, strict=True):
        tops.append(max(call_px, free_px))
        free_px = tops[-1] + note.margin_height() + GAP_PX
    free_px = last_px
    for at in range(len(notes) - 1, -1, -1):
        tops[at] = min(tops[at], free_px - notes[at].margin_height())
        free_px = tops[at] - GAP_PX
    return tops


def _left(page: Any, note: Any, gap_px: float) -> float:
    if page.page_type.side == "left":
        return float(page.content_box_x() - gap_px - note.margin_width())
    return float(page.content_box_x() + page.width + gap_px)


def _side_notes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        is_placed = type(child).__name__ == "AbsolutePlaceholder"
        laid = child._box if is_placed else child
        element = getattr(laid, "element", None)
        if is_placed and element is not None and SIDE in (element.get("class") or "").split():
            yield laid
        else:
            yield from _side_notes(laid)


def audit_side_notes(crowded: Sequence[tuple[Any, float]], span_of: Any) -> Iterator[Diagnostic]:
    """An error for each page whose side notes are taller than it."""
    for element, missing_px in crowded:
        span: SourceSpan | None = span_of(element)
        message = f"the side notes of this page lack {missing_px * 25.4 / 96:.0f} mm"
        hint = 'shorten one, move its call, or say place = "page" in [notes]'
        yield error("side-notes-crowded", message, span, hint)
