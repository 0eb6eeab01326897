"""Turn a word on a page, with the words around it, into its column in the Markdown it came from."""

import re

_WORD = re.compile(r"\w+", re.UNICODE)
CONTEXT = 3
"""So many words on either side tell one occurrence of a word from the others."""


def line_and_column(
    source: str, first_line: int, last_line: int, page_text: str, at: int
) -> tuple[int, int] | None:
    """The line and column, from 1, of the word of `page_text` at character `at`, as it stands in
    the lines from `first_line` to `last_line` of `source`; None where it isn't there."""
    page_words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(page_text)]
    here = next((n for n, (start, end, _) in enumerate(page_words) if start <= at <= end), None)
    if here is None:
        return None
    wanted = [word.casefold() for _, _, word in page_words]
    found = [
        (number, match.start() + 1, match[0])
        for number, text in enumerate(source.split("\n")[first_line - 1 : last_line], first_line)
        for match in _WORD.finditer(text)
    ]
    # A stylesheet may have set capitals.
    words = [word.casefold() for _, _, word in found]
    places = [place for place, word in enumerate(words) if word == wanted[here]]
    if not places:
        return None
    best = max(places, key=lambda place: (_agreement(words, place, wanted, here), -place))
    return found[best][:2]


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
    line that begins another item, row or definition."""
    lines = source.split("\n")
    last = min(first_line, len(lines))
    while last < len(lines) and lines[last].strip() and not _BEGINS.match(lines[last]):
        last += 1
    return last


_BEGINS = re.compile(r"\s*(?:[-*+] |\d+[.)] |\||: |\[\^|#|:::)")
