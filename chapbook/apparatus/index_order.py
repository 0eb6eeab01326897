"""Turn an index's headings into sort keys and letters."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from chapbook.apparatus.collation import letters_only, weights
from chapbook.apparatus.function_words import without_function_words

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
GLOSS = re.compile(r"\s*\(([^()]*)\)")
INVERSION = re.compile(r",\s+")

Weights = tuple[int, ...]
SortKey = tuple[tuple[Weights, ...], tuple[Weights, ...], tuple[Weights, ...], Weights, str]


def sort_key(heading: str, sort_as: str, level: int, language: str) -> SortKey:
    """The key of a heading; `level` is 0 for a main heading.

    Letter by letter up to the inverting comma, then the rest (Chicago Manual of Style);
    letters before accents and case, a gloss in parentheses last.
    """
    text = sort_as or heading
    if level and not sort_as:
        text = without_function_words(text, language)
    gloss = " ".join(GLOSS.findall(text))
    segments = INVERSION.split(GLOSS.sub("", text) or text)
    levels = [weights(letters_only(segment)) for segment in segments]
    return (
        tuple(letters for letters, _, _ in levels),
        tuple(accents for _, accents, _ in levels),
        tuple(case for _, _, case in levels),
        weights(gloss)[0],
        heading,
    )


def letter(heading: str, sort_as: str) -> str:
    """The letter under which a main heading stands; '' for figures and signs."""
    first = letters_only(sort_as or heading)[:1]
    if not first.isalpha():
        return ""
    script = unicodedata.name(first, "").split(" ")[0]
    alphabet = {"LATIN": LATIN, "CYRILLIC": CYRILLIC}.get(script)
    if alphabet is None:
        return unicodedata.normalize("NFD", first)[0].upper()
    at = bisect_right(_first_weights(alphabet), weights(first)[0][:1])
    return alphabet[max(0, at - 1)]


@cache
def _first_weights(alphabet: str) -> tuple[Weights, ...]:
    return tuple(weights(sign)[0] for sign in alphabet)
