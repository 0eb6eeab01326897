"""Turn a click on a page into the Markdown that was clicked on, and a line into its page."""

from dataclasses import dataclass

from chapbook.proofing.preview.book_sources import BookSources, NotEditableError
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.word_in_source import last_line_of_block, line_and_column
from chapbook.proofing.preview.written_places import boxes_of, written_at


@dataclass(frozen=True)
class Clicked:
    """Where the text under a click was written: its block from `line` to `last_line` of `path`,
    the word at `at_line` and `column`, from 1."""

    path: str
    line: int
    last_line: int
    at_line: int
    column: int


@dataclass(frozen=True)
class PageBox:
    """A box on a page of the book, in pt from the page's upper left corner."""

    page_index: int
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


def clicked(
    proof: Proof, sources: BookSources, digest: str, x_pt: float, y_pt: float
) -> Clicked | None:
    """Where the text at a place of a page was written; None where there is none."""
    page, view = proof.page_of(digest), proof.view
    layer = proof.text_layer(page) if page else None
    part = view.part(page.division) if page else None
    if page is None or layer is None or part is None:
        return None
    document, number, shift_pt = layer
    written = written_at(part.source_map, number, x_pt - shift_pt, y_pt, view.places)
    if written is None:
        return None
    span = written.span
    try:
        source = sources.read(span.path).text
    except NotEditableError:
        return Clicked(span.path, span.line, span.line, span.line, span.column)
    last = last_line_of_block(source, span.line)
    place = None
    if written.box.span == span:
        # Beside the letters of a line there are none.
        x_on_line = min(max(x_pt - shift_pt, written.box.left_pt), written.box.right_pt)
        y_on_line = (written.box.top_pt + written.box.bottom_pt) / 2
        at = document.character_at(number, x_on_line, y_on_line)
        if at is not None:
            text = plain(document.text(number))
            place = line_and_column(source, span.line, last, text.text, text.index_of(at))
    at_line, column = place or (span.line, span.column)
    return Clicked(span.path, span.line, last, at_line, column)


def boxes_on_pages(proof: Proof, path: str, line: int) -> tuple[PageBox, ...]:
    """Where the block that holds a line of a file stands in the book."""
    view = proof.view
    indices = {
        (page.division, page.number): index for index, page in enumerate(view.pages) if page.digest
    }
    return tuple(
        PageBox(
            indices[name, box.page],
            box.left_pt + shift_pt,
            box.top_pt,
            box.right_pt + shift_pt,
            box.bottom_pt,
        )
        for name, part in (view.parts or {}).items()
        for box in boxes_of(part.source_map, path, line)
        if (name, box.page) in indices
        for shift_pt in [part.shifts_pt[box.page] if box.page < len(part.shifts_pt) else 0.0]
    )
