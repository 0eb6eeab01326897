"""Which text on a fragment's pages was written where, kept as bytes until somebody asks: a build
carries the places of all lines of a book, and only who clicks on one wants them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import Any

from chapbook.composition.lazy_sequence import LazySequence
from chapbook.diagnostics import SourceSpan


@dataclass(frozen=True, slots=True)
class SourceBox:
    """Text on a page and where it was written: the page from 0 in its fragment, edges in pt from
    its upper left corner, as set on a recto.

    `span` is its block's place; None for what the program makes. That has `anchors`, those first
    that say most closely where it comes from: an entry of the bibliography, an index mark.
    `is_turned`: the line doesn't run across the page.
    """

    page: int
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float
    span: SourceSpan | None
    anchors: tuple[str, ...]
    is_turned: bool = False


class SourceMap(LazySequence[SourceBox]):
    """The boxes of a fragment, page by page; `stored` is one line of JSON."""

    def __init__(self, stored: bytes) -> None:
        self.stored = stored

    @classmethod
    def of(cls, boxes: Iterable[SourceBox]) -> "SourceMap":
        """These boxes."""
        return cls(json.dumps([_plain(box) for box in boxes], separators=(",", ":")).encode())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap) and self.stored == other.stored

    def __hash__(self) -> int:
        return hash(self.stored)

    def __reduce__(self) -> tuple[object, ...]:
        return SourceMap, (self.stored,)

    def make(self) -> tuple[SourceBox, ...]:
        """The boxes that are stored."""
        return tuple(_box(*stored) for stored in json.loads(self.stored))


NOTHING_WRITTEN = SourceMap(b"[]")


def _plain(box: SourceBox) -> list[object]:
    span = box.span
    place = [span.path, span.line, span.column, span.length] if span else None
    sides = (box.left_pt, box.top_pt, box.right_pt, box.bottom_pt)
    return [box.page, *sides, place, box.anchors, box.is_turned]


def _box(
    page: int,
    left: float,
    top: float,
    right: float,
    bottom: float,
    place: Any,
    anchors: list[str],
    is_turned: bool,
) -> SourceBox:
    span = SourceSpan(intern(place[0]), *place[1:]) if place else None
    return SourceBox(page, left, top, right, bottom, span, tuple(anchors), is_turned)
