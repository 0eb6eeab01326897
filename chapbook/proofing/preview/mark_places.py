"""Turn editorial marks of a block into the words of the set pages that they stand at.

The pages show the book as it will be printed, in which no mark is left. So the block's text as
it is printed is aligned, word by word, with what the pages have in the block's place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from chapbook.manuscript.editorial_marks import EditorialMark, Kind

_WORD = re.compile(r"\w+", re.UNICODE)
FARTHEST = 12
"""So many words away from a mark the next word that was found may be."""


@dataclass(frozen=True)
class PrintedBlock:
    """A block as the book prints it, without the signs of its marks. `places` has for each mark,
    by where it begins in the source, the start and end of its text, the same where none is."""

    text: str
    places: Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class MarkedWords:
    """The words at which a mark stands, by their numbers on the pages. Where the book prints
    nothing of it, `words` is one, and the mark stands behind it, or before it."""

    words: tuple[int, ...]
    is_behind: bool = False
    is_before: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the book prints nothing of the mark."""
        return self.is_behind or self.is_before


def printed_block(
    source: str, start: int, end: int, marks: Iterable[EditorialMark], *, prints_proposed: bool
) -> PrintedBlock:
    """The text from `start` to before `end` of a source as it is printed; `marks` are those that
    begin there, in their order."""
    edits: list[tuple[int, int, str]] = []
    for mark in marks:
        first, last = mark.span.start, min(mark.span.end, end)
        if mark.kind is Kind.HIGHLIGHT:
            opening, closing = mark.kind.value
            edits += [(first, first + len(opening), ""), (last - len(closing), last, "")]
        else:
            edits.append((first, last, mark.new if prints_proposed else mark.old))
    pieces, length, at = [], 0, start
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for first, last, text in sorted(edits):
        between = source[at : max(at, first)]
        pieces += [between, text]
        begins[first] = length + len(between)
        length += len(between) + len(text)
        ends[last] = length
        at = max(at, last)
    pieces.append(source[at:end])
    places = {}
    for mark in marks:
        first, last = mark.span.start, min(mark.span.end, end)
        if mark.kind is Kind.HIGHLIGHT:
            # What ends with its closing sign ended before it.
            last -= len(mark.kind.value[1])
            places[first] = begins[first], begins[last]
        else:
            places[first] = begins[first], ends[last]
    return PrintedBlock("".join(pieces), places)


def marked_words(block: PrintedBlock, page_words: Sequence[str]) -> dict[int, MarkedWords]:
    """Where each mark of a block stands among the words that the pages have of it; those of
    which there is no trace are left out."""
    found = list(_WORD.finditer(block.text))
    words = [match[0] for match in found]
    aligned = _aligned(words, page_words)
    placed = {}
    for start, (first, last) in block.places.items():
        inside = [
            aligned[number]
            for number, match in enumerate(found)
            if match.start() < last and match.end() > first and number in aligned
        ]
        if inside:
            placed[start] = MarkedWords(tuple(inside))
        elif point := _point(first, last, found, aligned):
            placed[start] = point
    return placed


def _point(
    first: int, last: int, found: Sequence[re.Match[str]], aligned: Mapping[int, int]
) -> MarkedWords | None:
    """A place between words: behind the last that the pages have, or before the next."""
    before = [number for number, match in enumerate(found) if match.end() <= first]
    behind = [number for number, match in enumerate(found) if match.start() >= last]
    near = [number for number in before[-FARTHEST:] if number in aligned]
    if near:
        return MarkedWords((aligned[near[-1]],), is_behind=True)
    near = [number for number in behind[:FARTHEST] if number in aligned]
    return MarkedWords((aligned[near[0]],), is_before=True) if near else None


def _aligned(words: Sequence[str], page_words: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, words, page_words, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
