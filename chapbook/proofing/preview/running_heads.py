"""Turn a word of a running head into the heading or setting that it repeats."""

import re

from chapbook.proofing.preview.word_in_source import WordOnPage, extent_of_lines, word_place

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_REPEATED = re.compile(r"\s*(?:#{1,6}\s|[\w-]+\s*[:=])")


def head_place(source: str, clicked: WordOnPage) -> int | None:
    """Where a heading, or a setting, that has all words of the running heads of a page has the
    clicked one; None where none has, and for a folio."""
    wanted = {word.casefold() for word in _WORD.findall(clicked.text)}
    for number, line in enumerate(source.split("\n") if wanted else (), 1):
        words = {word.casefold() for word in _WORD.findall(line)}
        if wanted <= words and _REPEATED.match(line):
            return word_place(source, extent_of_lines(source, number, number), clicked)
    return None
