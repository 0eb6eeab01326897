"""Turn the chapters of a book that has no pages yet into the pages where its notes may be called.

What is wrong with the guess costs a second setting of a chapter, and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from chapbook.apparatus.model import Footnote, ResolvedChapter
from chapbook.manuscript.page_sizes import PageSize

LETTERS_OF_A5, SUNK_LETTERS = 1675, 500
"""What a page of A5 has with notes below it, and what the space above a chapter would have."""
A5_MM2 = 148 * 210
_SLOT_OR_TAG = re.compile(r'<cb-slot n="(\d+)">|<[^>]*>')


class LikelyPages:
    """The pages of a book with this trim, by the length of the text."""

    def __init__(self, chapters: Sequence[ResolvedChapter], trim: PageSize) -> None:
        self._chapters = chapters
        self._scale = trim.width_mm * trim.height_mm / A5_MM2

    def page_index(self, anchor: str) -> int | None:
        """The page, from 0 in the book, that the call of a note may stand on; None for an anchor
        that is no call."""
        return self._pages.get(anchor)

    @cached_property
    def _pages(self) -> dict[str, int]:
        pages: dict[str, int] = {}
        first = 0
        for chapter in self._chapters:
            last = 0
            for anchor, letters in _calls(chapter):
                last = int((letters / self._scale + SUNK_LETTERS) // LETTERS_OF_A5)
                if anchor:
                    pages[anchor] = first + last
            first += last + 1
        return pages


def _calls(chapter: ResolvedChapter) -> Iterator[tuple[str, int]]:
    """The anchor of each note's call, and how many letters stand before it; '' for the end."""
    letters = at = 0
    for found in _SLOT_OR_TAG.finditer(chapter.body):
        letters += found.start() - at
        at = found.end()
        slot = chapter.slots[int(found[1])] if found[1] else None
        if isinstance(slot, Footnote):
            yield slot.call_anchor, letters
    yield "", letters + len(chapter.body) - at
