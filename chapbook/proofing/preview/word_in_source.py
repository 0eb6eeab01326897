"""Turn a word on a page, with the words around it, into its column in the Markdown it came from."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+", re.UNICODE)
CONTEXT = 3
"""So many words on either side tell one occurrence of a word from the others."""


@dataclass(frozen=True)
class WordOnPage:
    """A page's text as one reads it, and the index in it of the character that is meant."""

    text: str
    at: int


def line_and_column(
    source: str, first_line: int, last_line: int, page_text: str, at: int
) -> tuple[int, int] | None:
    """The line and column, from 1, of the word of `page_text` at character `at`, as it stands in
    the lines from `first_line` to `last_line` of `source`; None where it isn't there."""
    extent = extent_of_lines(source, first_line, last_line)
    found = word_place(source, extent, WordOnPage(page_text, at))
    return place_of(source, found) if found is not None else None


def word_place(source: str, extent: tuple[int, int], clicked: WordOnPage) -> int | None:
    """Where the word stands in a part of the source, from the one character to before the other;
    None where it isn't there."""
    page_words = list(_WORD.finditer(clicked.text))
    here = next((n for n, w in enumerate(page_words) if w.start() <= clicked.at <= w.end()), None)
    if here is None:
        return None
    # A stylesheet may have set capitals.
    wanted = [word[0].casefold() for word in page_words]
    found = list(_WORD.finditer(source, *extent))
    words = [word[0].casefold() for word in found]
    places = [place for place, word in enumerate(words) if word == wanted[here]]
    if not places:
        return None
    best = max(places, key=lambda place: (_agreement(words, place, wanted, here), -place))
    return found[best].start()


def place_of(source: str, at: int) -> tuple[int, int]:
    """The line and column, from 1, of a character."""
    return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)


def extent_of_lines(source: str, first_line: int, last_line: int) -> tuple[int, int]:
    """Where lines begin, and where the last of them ends."""
    lines = source.split("\n")
    start = sum(len(line) + 1 for line in lines[: first_line - 1])
    length = sum(len(line) + 1 for line in lines[first_line - 1 : last_line])
    return start, max(start, start + length - 1)


def _agreement(words: list[str], place: int, others: list[str], here: int) -> int:
    """How many of the words around two places are the same, nearer ones counting more."""
    score = 0
    for step in (*range(-CONTEXT, 0), *range(1, CONTEXT + 1)):
        mine, theirs = place + step, here + step
        if 0 <= mine < len(words) and 0 <= theirs < len(others):
            score += (CONTEXT + 1 - abs(step)) * (words[mine] == others[theirs])
    return score


def last_line_of_block(source: str, first_line: int) -> int:
    """The last line of the block that begins at `first_line`: where a blank line follows, or a
    line that begins another item, row or definition. A note goes on in what is indented."""
    lines = source.split("\n")
    last = min(first_line, len(lines))
    is_note = bool(_NOTE.match(lines[last - 1]))
    while last < len(lines):
        if lines[last].strip() and not _BEGINS.match(lines[last]):
            last += 1
            continue
        more = next((n for n in range(last, len(lines)) if lines[n].strip()), len(lines))
        if not is_note or more == len(lines) or not _INDENTED.match(lines[more]):
            break
        last = more + 1
    return last


_BEGINS = re.compile(r"\s*(?:[-*+] |\d+[.)] |\||: |\[\^|#|:::)")
_NOTE = re.compile(r"[ >]*\[\^[^\]\s]+\]:")
_INDENTED = re.compile(r"[ >]*(?: {4}|\t)\s*\S")
