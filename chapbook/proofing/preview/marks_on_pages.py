"""Turn editorial marks into their places on the pages that are shown."""

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from chapbook.manuscript.editorial_marks import EditorialMark
from chapbook.proofing.preview.block_boxes import BlockBox, block_boxes
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError, SourceFile
from chapbook.proofing.preview.click import PageBox
from chapbook.proofing.preview.mark_places import MarkedWords, marked_words, printed_block
from chapbook.proofing.preview.page_list import ShownPage
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.proof import Proof, View
from chapbook.proofing.preview.rendering import CharacterBox, Document
from chapbook.proofing.preview.review import Review

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_PAGES = 64
NARROW_PT = 1.5
"""The width of the box of a point."""


@dataclass(frozen=True)
class PageWord:
    """A word on a page of the book, its boxes there, two where it is divided."""

    page_index: int
    text: str
    boxes: tuple[CharacterBox, ...]


@dataclass(frozen=True)
class MarkPlace:
    """Where a mark, that begins at `start` in the text of `path`, stands on pages. `is_point`: the
    book prints nothing of it."""

    path: str
    start: int
    is_point: bool
    boxes: tuple[PageBox, ...]


@dataclass(frozen=True)
class _Block:
    """A block with marks: its file, the part of the text that it is, and its boxes."""

    file: SourceFile
    start: int
    end: int
    marks: tuple[EditorialMark, ...]
    boxes: tuple[BlockBox, ...]


class MarkFinder:
    """Finds marks on the pages of a proof; the words of each page are read once."""

    def __init__(self, proof: Proof, sources: BookSources, review: Review) -> None:
        self._proof, self._sources, self._review = proof, sources, review
        self._lock = Lock()
        # A proof that has a page's digest has its characters in another order.
        self._words: OrderedDict[tuple[Document, int], tuple[PageWord, ...]] = OrderedDict()

    def on_page(self, digest: str) -> tuple[MarkPlace, ...]:
        """The marks on a page."""
        view = self._proof.view
        index = next((n for n, page in enumerate(view.pages) if page.digest == digest), -1)
        if index < 0 or not digest:
            return ()
        part = view.part(view.pages[index].division)
        spans = part.source_map if part else ()
        paths = {box.span.path for box in spans if box.span}
        if view.book:
            own = view.pages[index].division
            paths |= {place.source for place in view.book.divisions if place.id == own}
        return tuple(
            place
            for block in self._blocks(view, paths)
            if any(box.page_index == index for box in block.boxes)
            for place in self._places(view, block)
            if place.boxes[0].page_index == index
        )

    def pages(self, path: str) -> dict[int, int]:
        """The index of the page on which each mark of a file is, by where it begins."""
        view = self._proof.view
        found: dict[int, int] = {}
        for block in self._blocks(view, {path}):
            on = sorted({box.page_index for box in block.boxes})
            found |= {mark.span.start: on[0] for mark in block.marks}
            if len(on) > 1:
                places = self._places(view, block)
                found |= {place.start: place.boxes[0].page_index for place in places}
        return found

    def _blocks(self, view: View, paths: Iterable[str]) -> Iterator[_Block]:
        for path in paths:
            try:
                file = self._sources.read(path)
            except NotEditableError:
                continue
            if marks := self._review.marks(file):
                yield from _blocks_of(file, marks, block_boxes(view, path, file.text))

    def _places(self, view: View, block: _Block) -> Iterator[MarkPlace]:
        words = self._words_of(view, block)
        printed = printed_block(
            block.file.text,
            block.start,
            block.end,
            block.marks,
            prints_proposed=bool(view.book and view.book.prints_proposed),
        )
        for start, marked in marked_words(printed, [word.text for word in words]).items():
            own = [words[number] for number in marked.words]
            boxes = tuple(_boxes(own, marked))
            if boxes:
                yield MarkPlace(block.file.path, start, marked.is_point, boxes)

    def _words_of(self, view: View, block: _Block) -> list[PageWord]:
        """The words in the block's boxes, in the order of the pages."""
        found = []
        for index in sorted({box.page_index for box in block.boxes}):
            inside = [found for found in block.boxes if found.page_index == index]
            for word in self._page_words(view.pages[index], index):
                if any(_holds(box, word.boxes[0]) for box in inside):
                    found.append(word)
        return found

    def _page_words(self, page: ShownPage, index: int) -> tuple[PageWord, ...]:
        """The words of a page."""
        layer = self._proof.text_layer(page)
        if layer is None:
            return ()
        document, number, shift_pt = layer
        with self._lock:
            known = self._words.get((document, number))
        if known is None:
            known = tuple(_words_of_page(document, number, shift_pt))
            with self._lock:
                self._words[document, number] = known
                while len(self._words) > MOST_PAGES:
                    self._words.popitem(last=False)
        # A page with the same words may stand elsewhere by now.
        return tuple(PageWord(index, word.text, word.boxes) for word in known)


def _words_of_page(document: Document, number: int, shift_pt: float) -> Iterator[PageWord]:
    text = plain(document.text(number))
    words = list(_WORD.finditer(text.text))
    spans = [(text.origins[w.start()], text.origins[w.end() - 1] + 1) for w in words]
    for word, boxes in zip(words, document.boxes_of_each(number, spans), strict=True):
        if boxes:
            yield PageWord(0, word[0], tuple(box.moved(shift_pt) for box in boxes))


def _blocks_of(
    file: SourceFile,
    marks: Sequence[EditorialMark],
    boxes: Mapping[int, list[BlockBox]],
) -> Iterator[_Block]:
    """The blocks that have marks, as one where a mark goes on into the next. What is on no page
    belongs to the block before it, or to the first."""
    lines = sorted(boxes)
    ends = [0, *(place + 1 for place, sign in enumerate(file.text) if sign == "\n")]
    starts = [0, *(ends[min(line, len(ends)) - 1] for line in lines[1:])] if lines else []
    waiting = list(marks) if starts else []
    while waiting:
        first = bisect_right(starts, waiting[0].span.start) - 1
        behind = first + 1
        own: list[EditorialMark] = []
        while waiting and (behind == len(starts) or waiting[0].span.start < starts[behind]):
            own.append(waiting.pop(0))
            behind = max(behind, bisect_right(starts, own[-1].span.end - 1))
        end = starts[behind] if behind < len(starts) else len(file.text)
        held = [box for line in lines[first:behind] for box in boxes[line]]
        yield _Block(file, starts[first], end, tuple(own), tuple(held))


def _boxes(words: Sequence[PageWord], marked: MarkedWords) -> Iterator[PageBox]:
    """The boxes of words, those in one line as one; of a point a narrow one."""
    if marked.is_point:
        word = words[0]
        box = word.boxes[-1] if marked.is_behind else word.boxes[0]
        left_pt = box.right_pt if marked.is_behind else box.left_pt - NARROW_PT
        yield PageBox(word.page_index, left_pt, box.top_pt, left_pt + NARROW_PT, box.bottom_pt)
        return
    line: list[CharacterBox] = []
    for word, behind in zip(words, [*words[1:], None], strict=True):
        for box in word.boxes:
            if line and not _is_in_line(line[-1], box):
                yield _joined(word.page_index, line)
                line = []
            line.append(box)
        if behind is None or behind.page_index != word.page_index:
            yield _joined(word.page_index, line)
            line = []


def _joined(page: int, line: Sequence[CharacterBox]) -> PageBox:
    return PageBox(
        page,
        min(box.left_pt for box in line),
        min(box.top_pt for box in line),
        max(box.right_pt for box in line),
        max(box.bottom_pt for box in line),
    )


def _is_in_line(one: CharacterBox, other: CharacterBox) -> bool:
    middle = (other.top_pt + other.bottom_pt) / 2
    return one.top_pt <= middle <= one.bottom_pt and other.left_pt >= one.left_pt


def _holds(outer: BlockBox, inner: CharacterBox) -> bool:
    across = (inner.left_pt + inner.right_pt) / 2 - outer.shift_pt
    down = (inner.top_pt + inner.bottom_pt) / 2
    return (
        outer.box.left_pt - 1 <= across <= outer.box.right_pt + 1
        and outer.box.top_pt <= down <= outer.box.bottom_pt
    )
