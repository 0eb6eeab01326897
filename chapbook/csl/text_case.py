"""Turn inlines into the same inlines in another case, letter by letter across their spans."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from chapbook.csl.rich import Inline, texts, with_texts

STOP_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "c", "ca", "d", "de", "down", "et", "for", "from",
    "in", "into", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "v",
    "van", "via", "von", "vs", "with", "yet",
})  # fmt: skip
"""Words that title case leaves small: those of CSL 1.0.1, with particles and abbreviations.

CSL 1.0.2 (stop-words.json) adds the longer prepositions, which the Chicago Manual capitalises
since its 18th edition (8.160).
"""

_WORD = re.compile(r"[^\s\-–—/:;,!?…()\[\]“”«»„\"]+")
_BREAK = re.compile(r"[:!?](?:[\s”’]|$)|\.\s")


def change_case(inlines: Sequence[Inline], case: str, language: str = "en") -> tuple[Inline, ...]:
    """The inlines in the case that a `text-case` attribute names.

    `language` is the item's (BCP 47). Title case is for English alone; text marked as kept
    stays as it is.
    """
    change = _CASES.get(case)
    if change is None or (case == "title" and language[:2].lower() != "en"):
        return tuple(inlines)
    leaves = list(texts(inlines))
    whole = "".join(leaf.text for leaf in leaves)
    kept = [leaf.kept for leaf in leaves for _ in leaf.text]
    letters = change(whole, kept, language) if whole else []
    ends = accumulate(len(leaf.text) for leaf in leaves)
    sizes = (len(leaf.text) for leaf in leaves)
    pieces = ("".join(letters[end - size : end]) for end, size in zip(ends, sizes, strict=True))
    return with_texts(inlines, pieces)


def _upper(text: str, language: str) -> str:
    if language[:2].lower() in ("tr", "az"):
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def _lower(text: str, language: str) -> str:
    if language[:2].lower() in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


Change = Callable[[str, Sequence[bool], str], list[str]]


def _each(change: Callable[[str, str], str]) -> Change:
    def changed(text: str, kept: Sequence[bool], language: str) -> list[str]:
        return [
            letter if keep else change(letter, language)
            for letter, keep in zip(text, kept, strict=True)
        ]

    return changed


def _first(text: str, kept: Sequence[bool], language: str) -> list[str]:
    letters = list(text)
    first = _WORD.search(text)
    if first and not kept[first.start()]:
        at = first.start() + _offset(first[0])
        if at < first.end() and _is_small(first[0]):
            letters[at] = _upper(text[at], language)
    return letters


def _all_words(text: str, kept: Sequence[bool], language: str) -> list[str]:
    letters = list(text)
    for word in re.finditer(r"\S+", text):
        at = word.start() + _offset(word[0])
        if at < len(text) and not kept[at] and _is_small(word[0]):
            letters[at] = _upper(text[at], language)
    return letters


def _sentence(text: str, kept: Sequence[bool], language: str) -> list[str]:
    letters = _each(_lower)(text, kept, language)
    first = _WORD.search(text)
    if first:
        at = first.start() + _offset(first[0])
        if at < len(text) and not kept[at]:
            letters[at] = _upper(text[at], language)
    return letters


def _title(text: str, kept: Sequence[bool], language: str) -> list[str]:
    letters = list(text)
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        at = word.start() + _offset(word[0])
        if at >= word.end() or kept[at] or not _is_small(word[0]):
            continue
        before = words[number - 1] if number else None
        is_last = number == len(words) - 1
        if not _stays_small(text, word, before, is_last):
            letters[at] = _upper(text[at], language)
    return letters


def _stays_small(
    text: str, word: re.Match[str], before: re.Match[str] | None, is_last: bool
) -> bool:
    bare = word[0].strip("’'‘.,").lower()
    between = text[before.end() : word.start()] if before else ""
    opens = before is None or bool(_BREAK.search(between)) or _ends_sentence(before)
    after_hyphen = between.endswith("-")
    before_hyphen = text[word.end() : word.end() + 1] == "-"
    if bare in STOP_WORDS and not (opens or is_last):
        return after_hyphen or not before_hyphen
    return len(bare) == 1 and (after_hyphen or not bare.isascii())


def _ends_sentence(word: re.Match[str]) -> bool:
    return len(word[0]) > 3 and word[0].endswith(".")


def _offset(word: str) -> int:
    """Where the first letter of a word stands behind an apostrophe."""
    return next((at for at, letter in enumerate(word) if letter.isalnum()), len(word))


def _is_small(word: str) -> bool:
    return word.lower() == word


_CASES: dict[str, Change] = {
    "lowercase": _each(_lower),
    "uppercase": _each(_upper),
    "capitalize-first": _first,
    "capitalize-all": _all_words,
    "sentence": _sentence,
    "title": _title,
}
