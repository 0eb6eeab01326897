"""Turn the pages that WeasyPrint has set into their lines of text, with places and measures.

The one module that reads WeasyPrint's boxes; what it gives is plain data.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chapbook.diagnostics import SourceSpan

HYPHENS = ("-", "\u2010")
NOTE, HEADING, TABLE, TEXT, TURNED = "note", "heading", "table", "text", "turned"
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "header"))
FLOWS = frozenset(("article", "section"))
TABLE_TAGS = frozenset(("td", "th", "caption"))


@dataclass(frozen=True)
class SetText:
    """A run of text of one element on a page: its characters, its left and right edge, its
    baseline and its size in px.

    `is_hidden`: it takes room and isn't printed; `is_generated`: it comes from a stylesheet, as
    a list's marker does; `is_outside`: it is placed beside the line, as the number of a line of
    verse is.
    """

    element: Any
    text: str
    left_px: float
    right_px: float
    baseline_px: float
    size_px: float
    is_hidden: bool = False
    is_generated: bool = False
    is_outside: bool = False


@dataclass(frozen=True)
class SetLine:
    """A line as set; places in px from the page's upper left corner.

    `block` is the element whose line it is, `at` counts its lines from 0, `ends_block` says
    that it is the last; `is_running`, that the block is a paragraph of the running text.
    `room_left_px` and `room_right_px` bound the block's text, a cell's with its padding.
    `turn` (a, b, c, d, e, f) takes a point of a turned line to its place on the page: x to
    ax + cy + e, y to bx + dy + f; its places are those before the turn.
    `space` is a justified line's space between words as a multiple of the face's, None for
    another line.
    """

    block: Any
    at: int
    ends_block: bool
    is_running: bool
    kind: str
    texts: tuple[SetText, ...]
    top_px: float
    bottom_px: float
    room_left_px: float
    room_right_px: float
    space: float | None
    span: SourceSpan | None
    turn: tuple[float, float, float, float, float, float] | None = None

    @property
    def text(self) -> str:
        """The line's characters, those of a hyphen that divides a word too."""
        return "".join(run.text for run in self.texts)

    @property
    def is_hyphenated(self) -> bool:
        """Whether the line ends in a hyphen, set by the author or not."""
        return not self.ends_block and self.text.rstrip().endswith(HYPHENS)

    @property
    def _inside(self) -> tuple[SetText, ...]:
        return tuple(run for run in self.texts if not run.is_outside)

    @property
    def left_px(self) -> float:
        """The left edge of the line's text."""
        return min((run.left_px for run in self._inside), default=self.room_left_px)

    @property
    def right_px(self) -> float:
        """The right edge of the line's text."""
        return max((run.right_px for run in self._inside), default=self.room_left_px)


@dataclass(frozen=True)
class SetPage:
    """A page: its text block's edges and its lines in px, those of notes behind the text's.

    `page_index` counts from 0 in its fragment. `filled_to_px` is the bottom of the lowest text or
    picture that is no note; `anchors` has the boxes (left, top, right, bottom) of its ids.
    """

    page_index: int
    left_px: float
    top_px: float
    right_px: float
    bottom_px: float
    lines: tuple[SetLine, ...]
    filled_to_px: float
    anchors: Mapping[str, tuple[float, float, float, float]]

    @property
    def text_lines(self) -> tuple[SetLine, ...]:
        """The lines that aren't notes."""
        return tuple(line for line in self.lines if line.kind != NOTE)


SpanOf = Callable[[Any], SourceSpan | None]
SpaceOf = Callable[[Any], float]


def set_pages(pages: Sequence[Any], span_of: SpanOf, space_of: SpaceOf) -> tuple[SetPage, ...]:
    """The pages of a WeasyPrint document.

    `span_of` gives the source of an element, `space_of` the width in px of a style's space.
    """
    counts: dict[int, int] = {}
    made: list[SetPage] = []
    for number, page in enumerate(pages):
        box = page._page_box
        lines = []
        for line in _lines(box, span_of, space_of):
            key = id(line.block)
            lines.append(replace(line, at=counts.get(key, 0)))
            counts[key] = counts.get(key, 0) + 1
        left, top = box.content_box_x(), box.content_box_y()
        made.append(
            SetPage(
                number, left, top, left + box.width, top + box.height, tuple(lines),
                _filled_to(box, top), page.anchors,
            )
        )  # fmt: skip
    return tuple(made)


def _lines(page: Any, span_of: SpanOf, space_of: SpaceOf) -> Iterator[SetLine]:
    """The lines of the text, then those of the notes; not those of the margins."""
    for area in page.children:
        if type(area).__name__ == "MarginBox":
            continue
        is_note = type(area).__name__ == "FootnoteAreaBox"
        for box, parents in _with_parents(area, ()):
            if type(box).__name__ == "LineBox":
                yield _line(box, parents, is_note, span_of, space_of)


def _with_parents(box: Any, parents: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    yield box, parents
    if type(box).__name__ == "LineBox":
        return
    for child in getattr(box, "children", ()):
        yield from _with_parents(child, (*parents, box))


def _line(
    box: Any, parents: tuple[Any, ...], is_note: bool, span_of: SpanOf, space_of: SpaceOf
) -> SetLine:
    block = parents[-1]
    texts = tuple(_texts(box, is_outside=False))
    is_cell = getattr(block.element, "tag", "") in TABLE_TAGS
    left_px = block.border_box_x() if is_cell else block.content_box_x()
    is_spread = block.style["text_align_all"] == "justify" and box.resume_at is not None
    return SetLine(
        block=block.element,
        at=0,
        ends_block=box.resume_at is None,
        is_running=not is_note and _is_running(parents),
        kind=NOTE if is_note else _kind(parents),
        texts=tuple(_set_text(each, is_outside) for each, is_outside in texts),
        top_px=box.position_y,
        bottom_px=box.position_y + box.height,
        room_left_px=left_px,
        room_right_px=left_px + (block.border_width() if is_cell else block.width),
        space=_space([each for each, _ in texts], space_of) if is_spread else None,
        span=span_of(block.element),
        turn=_turn(parents),
    )


def _set_text(box: Any, is_outside: bool) -> SetText:
    return SetText(
        box.element,
        box.text,
        box.position_x,
        box.position_x + box.width,
        box.position_y + box.baseline,
        box.style["font_size"],
        box.style["visibility"] != "visible",
        "::" in box.element_tag,
        is_outside,
    )


def _space(boxes: Sequence[Any], space_of: SpaceOf) -> float | None:
    """How wide the spaces of a justified line are, as a multiple of what they are by nature; None
    where nothing has any."""
    natural = space_of(boxes[0].style) if boxes else 0.0
    extra = next((box.justification_spacing for box in boxes if box.justification_spacing), 0.0)
    return 1 + extra / natural if natural else None


def _texts(box: Any, is_outside: bool) -> Iterator[tuple[Any, bool]]:
    """The text boxes of a line, and whether they are placed outside it."""
    for child in getattr(box, "children", ()):
        is_out = is_outside or type(child).__name__ == "AbsolutePlaceholder"
        if type(child).__name__ == "TextBox":
            yield child, is_out
        yield from _texts(child, is_out)


def _kind(parents: tuple[Any, ...]) -> str:
    if any(parent.style["transform"] for parent in parents):
        return TURNED
    tags = {getattr(parent.element, "tag", "") for parent in parents}
    if tags & HEADING_TAGS:
        return HEADING
    return TABLE if tags & TABLE_TAGS else TEXT


def _turn(parents: tuple[Any, ...]) -> tuple[float, float, float, float, float, float] | None:
    """What WeasyPrint works out to place links and anchors, of all boxes around a line."""
    matrix = None
    for parent in parents:
        own = getattr(parent, "transformation_matrix", None)
        if own is not None:
            matrix = own if matrix is None else own @ matrix
    return None if matrix is None else matrix.values


def _is_running(parents: tuple[Any, ...]) -> bool:
    tag = getattr(parents[-1].element, "tag", "")
    return tag == "p" and getattr(parents[-2].element, "tag", "") in FLOWS


def _filled_to(page: Any, top_px: float) -> float:
    """The bottom of the lowest thing on the page that isn't a note or in the margin."""
    root = page.children[0]
    bottoms = (
        box.position_y + box.height
        for box in root.descendants()
        if type(box).__name__ in {"LineBox", "BlockReplacedBox", "InlineReplacedBox"}
    )
    return max(bottoms, default=top_px)
