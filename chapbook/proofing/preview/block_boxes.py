"""Turn the source maps of a book that is shown into the boxes that each block of a file has."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.composition.source_boxes import SourceBox
from chapbook.diagnostics import SourceSpan
from chapbook.proofing.preview.proof import View
from chapbook.proofing.preview.written_places import span_of

_CALL = re.compile(r"\[\^[^\]\s]+\](?!:)")
_DEFINITION = re.compile(r"^[ >]*(\[\^[^\]\s]+\]):", re.MULTILINE)


@dataclass(frozen=True)
class BlockBox:
    """A box of a block: the index of its page, its place there, how far to the right it moves."""

    page_index: int
    box: SourceBox
    shift_pt: float


def block_boxes(view: View, path: str, text: str) -> dict[int, list[BlockBox]]:
    """The boxes of a file's blocks by the lines where these begin, those of a note by the line of
    its text; `text` is the file's."""
    notes = note_lines(text)
    found: dict[int, list[BlockBox]] = {}
    for box, span in _own_boxes(view, path):
        line = notes.get((span.line, span.column), span.line)
        found.setdefault(line, []).append(box)
    return found


def boxes_at(boxes: Mapping[int, list[BlockBox]], line: int) -> tuple[BlockBox, ...]:
    """Those of the block that holds a line: the last that begins at or before it."""
    lines = sorted(boxes)
    at = bisect_right(lines, line) - 1
    return tuple(boxes[lines[at]]) if at >= 0 else ()


def note_lines(text: str) -> dict[tuple[int, int], int]:
    """Where a note is called (line and column, from 1): the line where its text is written."""
    written = {found[1]: _line(text, found.start(1)) for found in _DEFINITION.finditer(text)}
    return {
        (_line(text, call.start()), call.start() - text.rfind("\n", 0, call.start())): written[
            call[0]
        ]
        for call in _CALL.finditer(text)
        if call[0] in written
    }


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _own_boxes(view: View, path: str) -> Iterator[tuple[BlockBox, SourceSpan]]:
    """What a division's own file has on its pages; its opening is known by an anchor, as are the
    entries of a bibliography."""
    indices = {
        (page.division, page.number): index for index, page in enumerate(view.pages) if page.digest
    }
    sources = {place.id: place.source for place in view.book.divisions} if view.book else {}
    anchors = view.places
    is_bibliography = path.endswith(".bib")
    for name, part in (view.parts or {}).items():
        for box in part.source_map:
            index = indices.get((name, box.page))
            is_own = not box.anchors or is_bibliography or sources.get(name) == path
            span = span_of(box, anchors) if is_own else None
            if index is not None and span and span.path == path:
                yield BlockBox(index, box, part.shift_pt(box.page)), span
