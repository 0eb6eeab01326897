"""Turn a word that the book prints and its source hasn't, of a citation, a note's number or a page
reference, into what it is printed for."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from chapbook.proofing.preview.word_in_source import WordOnPage

_WORD = re.compile(r"\w+", re.UNICODE)
_KEY = r"[\w:.#$%&+?<>~/-]*\w"
_PRINTED_FOR = re.compile(
    rf"(?<!\w)@\{{?(?P<key>{_KEY})|\[\^(?P<note>[^\]\s]+)\]|\(#(?P<id>{_KEY})"
)
_CALL, _KEPT = "note", 80
_CALL_NUMBER = re.compile(r"[^\s\w(]\d+")
"""A note's number stands right behind what it is called at."""
Extent = tuple[int, int]


def construct_at(source: str, start: int) -> Extent:
    """From where to where what begins at a character goes: a span, note, figure or citation in
    brackets, with what belongs to it behind; nothing for a word."""
    opening = re.compile(r"[!^-]?\[").match(source, start)
    if not opening:
        return start, start
    end = _closing(source, opening.end() - 1)
    while end < len(source) and source[end] in "{(":
        end = _closing(source, end)
    return start, end


def _closing(source: str, start: int) -> int:
    """Behind the bracket that closes the one at a character; a paragraph's end closes it, too."""
    opening = source[start]
    closing = {"[": "]", "{": "}", "(": ")"}[opening]
    depth = 0
    paragraph = source.find("\n\n", start)
    for at in range(start, len(source) if paragraph < 0 else paragraph):
        depth += (source[at] == opening) - (source[at] == closing)
        if depth == 0:
            return at + 1
    return start + 1


def printed_for(
    source: str, extent: Extent, clicked: WordOnPage, citations: Mapping[str, str]
) -> Extent | None:
    """What in a part of the source a word of the page is printed for: of all that prints words
    between the words before and behind it the citation of a work that is called like what stands
    there (`citations` has names by keys), else the first; None where there is none."""
    start, end = _between(source, extent, clicked)
    found = list(_PRINTED_FOR.finditer(source, start, end))
    if not found:
        return None
    around = _words(clicked.text[max(0, clicked.at - _KEPT) : clicked.at + _KEPT])
    calls = [each for each in found if each.lastgroup == _CALL]
    if _CALL_NUMBER.match(clicked.text, max(0, _start_of_word(clicked) - 1)):
        found = calls or found
    else:
        found = [each for each in found if each not in calls] or found
    best = max(found, key=lambda each: len({*around} & {*_words(citations.get(each["key"], ""))}))
    return best.span(best.lastgroup or 0)


def _start_of_word(clicked: WordOnPage) -> int:
    return next((w.start() for w in _WORD.finditer(clicked.text) if w.end() >= clicked.at), 0)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _between(source: str, extent: Extent, clicked: WordOnPage) -> Extent:
    """From behind the last word of the source that stands before the clicked one on the page to
    before the next."""
    on_page = list(_WORD.finditer(clicked.text))
    here = next((n for n, word in enumerate(on_page) if word.end() >= clicked.at), len(on_page))
    first = max(0, here - _KEPT)
    window = on_page[first : here + _KEPT]
    written = list(_WORD.finditer(source, *extent))
    blocks = SequenceMatcher(
        None,
        [word[0].casefold() for word in written],
        [word[0].casefold() for word in window],
        autojunk=False,
    ).get_matching_blocks()
    start, end = extent
    for block in blocks:
        for step in range(block.size):
            word, at = written[block.a + step], first + block.b + step
            if at < here:
                start = word.end()
            elif at > here:
                return start, max(start, word.start())
    return start, end
