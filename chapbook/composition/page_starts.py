"""Turn the pages of a set fragment into the places of its text where they begin."""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from chapbook.composition.set_lines import FLOWS

PageStart = tuple[int, ...]
"""The number of a block among those of the fragment's flow (the article or section in the body),
then the way to a place in it as WeasyPrint goes: numbers of boxes, last a place in a text. A
whole block has its number alone."""


def page_starts(
    pages: Sequence[Any], root: Element, resumed_at: Sequence[Any]
) -> tuple[PageStart | None, ...]:
    """Where each page of a WeasyPrint document begins; `resumed_at` has its own words for that.

    None where something else goes on from the page before, a note or a float, or where the
    place isn't a single one, as in columns.
    """
    flow = next((each for each in root.iterfind("body/*") if each.tag in FLOWS), None)
    numbers: dict[Any, int] = (
        {} if flow is None else {block: number for number, block in enumerate(flow)}
    )
    notes_before: list[Any] = []
    starts: list[PageStart | None] = []
    for page, resume_at in zip(pages, resumed_at, strict=True):
        text, *areas = page._page_box.children
        first = next(_blocks(text, flow), None)
        notes = [
            each.element
            for area in areas
            if type(area).__name__ == "FootnoteAreaBox"
            for each in area.children
        ]
        way = _way(resume_at)
        number = numbers.get(first, -1)
        is_alone = not (notes and notes_before and notes[0] is notes_before[-1])
        is_known = is_alone and way is not None and way[:3] == (0, 0, number)
        starts.append(way[2:] if way and is_known else None)
        notes_before = notes
    return (((0,) if numbers else None), *starts[1:])


def _blocks(box: Any, flow: Element | None) -> Iterator[Any]:
    """The elements of the boxes that are direct children of the flow's."""
    for child in getattr(box, "children", ()):
        if box.element is flow:
            yield child.element
        elif child.element is flow or getattr(child.element, "tag", "") in ("html", "body"):
            yield from _blocks(child, flow)


def _way(resume_at: Any) -> tuple[int, ...] | None:
    """A skip stack of WeasyPrint as numbers; None for one with branches."""
    way: list[int] = []
    while resume_at:
        if len(resume_at) != 1:
            return None
        ((number, resume_at),) = resume_at.items()
        way.append(number)
    return tuple(way)


def skip_stack(way: Sequence[int]) -> Any:
    """The same as WeasyPrint has it."""
    stack: Any = None
    for number in reversed(way):
        stack = {number: stack}
    return stack
