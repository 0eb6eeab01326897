"""Turn a click on a page into the Markdown that was clicked on, and a line into its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.composition.source_boxes import SourceBox
from chapbook.manuscript.print_config import BOOK_TOML
from chapbook.proofing.preview.block_boxes import block_boxes, boxes_at, note_lines
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError
from chapbook.proofing.preview.page_list import ShownPage
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.printed_words import construct_at, printed_for
from chapbook.proofing.preview.proof import Layer, Proof
from chapbook.proofing.preview.running_heads import head_place
from chapbook.proofing.preview.settings_on_pages import FROM_SETTINGS, setting_place
from chapbook.proofing.preview.word_in_source import (
    WordOnPage,
    extent_of_lines,
    last_line_of_block,
    place_of,
    word_place,
)
from chapbook.proofing.preview.written_places import Written, written_at


@dataclass(frozen=True)
class Clicked:
    """Where the text under a click was written: its block from `line` to `last_line` of `path`,
    the word at `at_line` and `column`, from 1, or so many characters there as `length` says."""

    path: str
    line: int
    last_line: int
    at_line: int
    column: int
    length: int = 0


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
    moved_pt = part.shift_pt(page.number)
    written = written_at(part.source_map, page.number, x_pt - moved_pt, y_pt, view.places)
    if written is None or not _is_on(written.box, x_pt - moved_pt, y_pt):
        head = _running_head(proof, sources, page, x_pt, y_pt)
        if written is None or head:
            return head
    try:
        source = sources.read(written.span.path).text
    except NotEditableError:
        span = written.span
        return Clicked(span.path, span.line, span.line, span.line, span.column)
    word = _word_under(layer, written.box, moved_pt, x_pt, y_pt)
    if written.span.path == BOOK_TOML.path and page.division in FROM_SETTINGS:
        on_page = (word.text, word.at) if word else ("", 0)
        at_line, column = setting_place(source, page.division, *on_page)
        return Clicked(BOOK_TOML.path, at_line, at_line, at_line, column)
    return _in_block(source, written, word, dict(view.book.names.citations) if view.book else {})


def _in_block(
    source: str, written: Written, word: WordOnPage | None, citations: Mapping[str, str]
) -> Clicked:
    """The block, and in it the word, or what the word is printed for."""
    span = written.span
    line = note_lines(source).get((span.line, span.column), span.line)
    column = span.column if line == span.line else 1
    last = last_line_of_block(source, line)
    extent = extent_of_lines(source, line, last)
    start = extent_of_lines(source, line, line)[0] + column - 1
    own = start, start
    # What is known more closely than by its block's line: an index mark, a citation's note.
    if column > 1 or written.box.span != span:
        own = construct_at(source, start)
        extent = own if own[1] > start else extent
    found = word_place(source, extent, word) if word else None
    at, end = (found, found) if found is not None else own
    if found is None and word and not span.path.endswith(".bib"):
        at, end = printed_for(source, extent, word, citations) or own
    return Clicked(span.path, line, last, *place_of(source, at), end - at)


def _is_on(box: SourceBox, x_pt: float, y_pt: float) -> bool:
    return box.left_pt <= x_pt <= box.right_pt and box.top_pt <= y_pt <= box.bottom_pt


def _running_head(
    proof: Proof, sources: BookSources, page: ShownPage, x_pt: float, y_pt: float
) -> Clicked | None:
    """What the running head at a place repeats: a heading of the chapter, or a setting."""
    layer = proof.furniture_layer(page)
    word = _word_at(layer, x_pt, y_pt) if layer else None
    book = proof.view.book
    if word is None or book is None:
        return None
    own = [place.source for place in book.divisions if place.id == page.division and place.source]
    for path in (*own, BOOK_TOML.path):
        try:
            source = sources.read(path).text
        except NotEditableError:
            continue
        found = head_place(source, word)
        if found is not None:
            line, column = place_of(source, found)
            return Clicked(path, line, line, line, column)
    return None


def _word_under(
    layer: Layer, box: SourceBox, moved_pt: float, x_pt: float, y_pt: float
) -> WordOnPage | None:
    """The character of a line at a place, or nearest to it; None where the line has none there.
    The line's box is `moved_pt` farther to the right."""
    # Beside the letters of a line there are none.
    x_on_line = min(max(x_pt, box.left_pt + moved_pt), box.right_pt + moved_pt)
    y_on_line = (box.top_pt + box.bottom_pt) / 2
    if box.is_turned:
        x_on_line = (box.left_pt + box.right_pt) / 2 + moved_pt
        y_on_line = min(max(y_pt, box.top_pt), box.bottom_pt)
    return _word_at(layer, x_on_line, y_on_line)


def _word_at(layer: Layer, x_pt: float, y_pt: float) -> WordOnPage | None:
    document, number, shift_pt = layer
    at = document.character_at(number, x_pt - shift_pt, y_pt)
    if at is None:
        return None
    text = plain(document.text(number))
    return WordOnPage(text.text, text.index_of(at))


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
