"""Turn the words of two printings into errata: what a reader of the old one is to mend."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from chapbook.bindery.page_text import HYPHENS, PrintedWord

PageWords = Sequence[Sequence[PrintedWord]]
MOST_PAGES_TOGETHER = 60
"""Of a longer run of changed pages nothing is said: nobody mends that with a pencil."""
MOST_WORDS_SHOWN = 24
"""Of longer passages only the beginning and the end are told."""
NEAR = 2
"""Changes with no more unchanged words between them are one."""


@dataclass(frozen=True)
class Erratum:
    """On that page and line of the old printing, for some words read others."""

    folio: str
    line: int
    old: str
    new: str


@dataclass(frozen=True)
class Errata:
    """All errata, and how many pages have changed beyond them."""

    entries: tuple[Erratum, ...]
    pages_left_out: int


def errata(old: PageWords, new: PageWords) -> Errata:
    """The differences, by the pages and lines of the old printing.

    Pages are compared as wholes first, so that text which only moved on is found again.
    """
    entries: list[Erratum] = []
    left_out = 0
    for first, last, new_first, new_last in _changed_runs(old, new):
        if last - first > MOST_PAGES_TOGETHER or new_last - new_first > MOST_PAGES_TOGETHER:
            left_out += last - first
            continue
        before = [word for page in old[first:last] for word in page]
        after = [word for page in new[new_first:new_last] for word in page]
        entries += _differences(before, after)
    return Errata(tuple(entries), left_out)


def _changed_runs(old: PageWords, new: PageWords) -> Iterator[tuple[int, int, int, int]]:
    before, after = ([tuple(map(_key, page)) for page in pages] for pages in (old, new))
    yield from changed_runs(before, after)


def changed_runs(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Iterator[tuple[int, int, int, int]]:
    """From where to where pages differ, in the old printing and in the new one; with the page
    before, where pages were only added or taken out: that is where to look."""
    for kind, first, last, new_first, new_last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind in ("insert", "delete") and first and new_first:
            yield first - 1, last, new_first - 1, new_last
        elif kind != "equal":
            yield first, last, new_first, new_last


def _key(word: PrintedWord) -> str:
    """The word without hyphens: where a line ends doesn't matter."""
    return word.text.translate({ord(hyphen): None for hyphen in HYPHENS})


def _differences(old: list[PrintedWord], new: list[PrintedWord]) -> Iterator[Erratum]:
    keys = [_key(word) for word in old], [_key(word) for word in new]
    changes = [
        change[1:]
        for change in SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]
    for first, last, new_first, new_last in _merged(changes):
        # What is added or left out is told by the word before it, or after it at the beginning.
        if (first == last or new_first == new_last) and first and new_first:
            first, new_first = first - 1, new_first - 1
        elif first == last or new_first == new_last:
            last, new_last = min(last + 1, len(old)), min(new_last + 1, len(new))
        if first < len(old):
            place = old[first]
            yield Erratum(
                place.folio, place.line, _text(old[first:last]), _text(new[new_first:new_last])
            )


def _merged(changes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    merged: list[tuple[int, int, int, int]] = []
    for first, last, new_first, new_last in changes:
        if merged and first - merged[-1][1] <= NEAR:
            merged[-1] = (merged[-1][0], last, merged[-1][2], new_last)
        else:
            merged.append((first, last, new_first, new_last))
    return merged


def _text(words: Sequence[PrintedWord]) -> str:
    texts = [word.text for word in words]
    if len(texts) > MOST_WORDS_SHOWN:
        texts = [*texts[: MOST_WORDS_SHOWN // 2], "[…]", *texts[-MOST_WORDS_SHOWN // 3 :]]
    return " ".join(texts)
