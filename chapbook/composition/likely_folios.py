"""Turn the chapters of a book that has no pages yet into the folios that its places may have."""

import math
from collections.abc import Iterable
from itertools import accumulate

from chapbook.apparatus.model import ResolvedChapter
from chapbook.manuscript.book_config import Matter

LETTERS_OF_A_PAGE = 2250
"""Of HTML, about: what a page of A5 takes."""


class LikelyFolios:
    """The arabic folios of chapters, by the length of the text before them."""

    def __init__(self, chapters: Iterable[ResolvedChapter]) -> None:
        numbered = [each for each in chapters if each.division.matter is not Matter.FRONT]
        pages = (math.ceil(len(each.body) / LETTERS_OF_A_PAGE) for each in numbered)
        *firsts, self._behind = accumulate(pages, initial=1)
        self._chapters = {
            chapter.division.id: (chapter, first)
            for chapter, first in zip(numbered, firsts, strict=True)
        }

    def figures(self, anchor: str) -> int:
        """How many figures the folio of an anchor may have."""
        chapter, first = self._chapters.get(anchor.split("--")[0], (None, self._behind))
        within = chapter.body.find(f'id="{anchor}"') if chapter else 0
        return len(str(first + max(within, 0) // LETTERS_OF_A_PAGE))
