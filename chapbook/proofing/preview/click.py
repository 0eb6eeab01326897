"""Turn a click on a page into the Markdown that was clicked on, and a line into its page."""

from dataclasses import dataclass

from chapbook.composition.source_boxes import SourceBox
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.print_config import BOOK_TOML
from chapbook.proofing.preview.block_boxes import block_boxes, boxes_at, note_lines
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.proof import Layer, Proof
from chapbook.proofing.preview.settings_on_pages import FROM_SETTINGS, setting_place
from chapbook.proofing.preview.word_in_source import last_line_of_block, line_and_column
from chapbook.proofing.preview.written_places import written_at


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
    # The pages of a proof have places of their own in it, and are moved already.
    x_written_pt = x_pt - part.shift_pt(page.number)
    written = written_at(part.source_map, page.number, x_written_pt, y_pt, view.places)
    if written is None:
        return None
    span = written.span
    try:
        source = sources.read(span.path).text
    except NotEditableError:
        return Clicked(span.path, span.line, span.line, span.line, span.column)
    line = note_lines(source).get((span.line, span.column), span.line)
    span = span if line == span.line else SourceSpan(span.path, line)
    found = _word_under(layer, written.box, part.shift_pt(page.number), x_pt, y_pt)
    if span.path == BOOK_TOML.path and page.division in FROM_SETTINGS:
        at_line, column = setting_place(source, page.division, *(found or ("", 0)))
        return Clicked(span.path, at_line, at_line, at_line, column)
    last = last_line_of_block(source, span.line)
    place = None
    if written.box.span == written.span and found:
        place = line_and_column(source, span.line, last, *found)
    at_line, column = place or (span.line, span.column)
    return Clicked(span.path, span.line, last, at_line, column)


def _word_under(
    layer: Layer, box: SourceBox, moved_pt: float, x_pt: float, y_pt: float
) -> tuple[str, int] | None:
    """The page's text and the index in it of the character of a line at a place, or nearest to it;
    None where the line has none there. The line's box is `moved_pt` farther to the right."""
    document, number, shift_pt = layer
    # Beside the letters of a line there are none.
    x_on_line = min(max(x_pt, box.left_pt + moved_pt), box.right_pt + moved_pt)
    y_on_line = (box.top_pt + box.bottom_pt) / 2
    if box.is_turned:
        x_on_line = (box.left_pt + box.right_pt) / 2 + moved_pt
        y_on_line = min(max(y_pt, box.top_pt), box.bottom_pt)
    at = document.character_at(number, x_on_line - shift_pt, y_on_line)
    if at is None:
        return None
    text = plain(document.text(number))
    return text.text, text.index_of(at)


def boxes_on_pages(proof: Proof, sources: BookSources, path: str, line: int) -> tuple[PageBox, ...]:
    """Where the block that holds a line of a file stands in the book. Raises NotEditableError."""
    boxes = block_boxes(proof.view, path, sources.read(path).text)
    return tuple(
        PageBox(
            found.page_index,
            found.box.left_pt + found.shift_pt,
            found.box.top_pt,
            found.box.right_pt + found.shift_pt,
            found.box.bottom_pt,
        )
        for found in boxes_at(boxes, line)
    )
