"""Turn words into the pages and places where the book prints them."""

import re
from collections.abc import Iterator, Set
from dataclasses import astuple, dataclass
from threading import Lock

from chapbook.proofing.preview.page_list import ShownPage
from chapbook.proofing.preview.plain_text import PlainText, plain
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.rendering import Document

MOST_HITS = 500
SHORTEST = 2
AROUND = 36
"""So many characters at most are shown on both sides of a hit."""


@dataclass(frozen=True)
class Hit:
    """A place where the words stand: the page's index, the run in the page's own characters, and
    the words around it."""

    page_index: int
    start: int
    end: int
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class HitBox:
    """A box of the hit that begins at `start` of the page's own characters."""

    start: int
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


def hits_in(page_index: int, page: PlainText, words: str) -> Iterator[Hit]:
    """All places on a page, whatever their capitals and typographic quotation marks."""
    for found in _pattern(words).finditer(page.text):
        start, end = found.span()
        yield Hit(
            page_index,
            page.origins[start],
            page.origins[end - 1] + 1,
            _before(page.text, start),
            found[0],
            _behind(page.text, end),
        )


def _before(text: str, end: int) -> str:
    """Whole words, behind an ellipsis where there are more."""
    cut = text[max(0, end - AROUND) : end]
    return cut if end <= AROUND else f"…{cut.partition(' ')[2] or cut}"


def _behind(text: str, start: int) -> str:
    cut = text[start : start + AROUND]
    return cut if text[start:] == cut else f"{cut.rpartition(' ')[0] or cut}…"


def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in words.split())
    pattern = " +".join(parts).replace("'", "['\u2018\u2019]").replace('"', '["\u201c\u201d]')
    return re.compile(pattern.replace("\\-", "[-\u2010\u2011\u2013]"), re.IGNORECASE)


class PageSearch:
    """Searches the pages of a proof; each page's text is read once, and kept while it is shown."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self._lock = Lock()
        # A proof that has a page's digest has its characters in another order.
        self._texts: dict[str, tuple[Document, PlainText]] = {}

    def find(self, words: str) -> tuple[Hit, ...]:
        """The first hits, in the book's order; () for less than two letters."""
        if len(words.strip()) < SHORTEST:
            return ()
        found: list[Hit] = []
        pages = self._proof.view.pages
        self._forget_others({page.digest for page in pages})
        for index, page in enumerate(pages):
            text = self._text(page)
            if text:
                found += hits_in(index, text, words)
            if len(found) >= MOST_HITS:
                break
        return tuple(found[:MOST_HITS])

    def boxes(self, digest: str, words: str) -> tuple[HitBox, ...]:
        """Where a page has the words."""
        page = self._proof.page_of(digest)
        text = self._text(page) if page else None
        layer = self._proof.text_layer(page) if page else None
        if page is None or text is None or layer is None or len(words.strip()) < SHORTEST:
            return ()
        document, number, shift_pt = layer
        spans = [(hit.start, hit.end) for hit in hits_in(0, text, words)]
        found = zip(spans, document.boxes_of_each(number, spans), strict=True)
        return tuple(
            HitBox(start, *astuple(box.moved(shift_pt)))
            for (start, _), boxes in found
            for box in boxes
        )

    def _text(self, page: ShownPage) -> PlainText | None:
        layer = self._proof.text_layer(page)
        if layer is None:
            return None
        document, number, _ = layer
        with self._lock:
            read_from, known = self._texts.get(page.digest, (None, None))
        if known and read_from is document:
            return known
        read = plain(document.text(number))
        with self._lock:
            self._texts[page.digest] = document, read
        return read

    def _forget_others(self, digests: Set[str]) -> None:
        with self._lock:
            self._texts = {name: text for name, text in self._texts.items() if name in digests}
