"""Turn the figures and tables of a book into numbers that run through it, each kind by itself."""

import html
from collections import Counter
from collections.abc import Mapping, Sequence

from chapbook.apparatus.labels import labels
from chapbook.manuscript.model import ParsedChapter

NUMBERED = ("figure", "table")


def caption_labels(chapters: Sequence[ParsedChapter]) -> Mapping[str, str]:
    """What a figure or table is called ('Figure 3'), as HTML, by its anchor.

    `chapters` are in the book's order; the word is that of the chapter's language.
    """
    counts: Counter[str] = Counter()
    named: dict[str, str] = {}
    for chapter in chapters:
        words = labels(chapter.metadata.language)
        for target in chapter.targets:
            if target.kind in NUMBERED and target.anchor not in named:
                counts[target.kind] += 1
                word = html.escape(getattr(words, target.kind), quote=False)
                named[target.anchor] = f"{word}\u00a0{counts[target.kind]}"
    return named
