"""Turn an index's headings into sort keys and letters.

Letter by letter (the Chicago Manual) or word by word (ISO 999), both up to the inverting comma.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from chapbook.apparatus.collation import (
    Collation,
    Levels,
    Weights,
    collation,
    letters_only,
    words_only,
)
from chapbook.apparatus.function_words import without_function_words
from chapbook.apparatus.index_markup import plain_heading
from chapbook.apparatus.index_pages import roman_value
from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.tailorings import CYRILLIC, latin_letters

GLOSS = re.compile(r"\s*\(([^()]*)\)")
INVERSION = re.compile(r",\s+")
CURRENCY = re.compile(r"[^\w\s]+\s?(?=\d)")
REGNAL = re.compile(r"(?<=\w )([IVX]+)\Z")
MC = re.compile(r"\bM[c’'](?=[^\W\d_a-z])")
BETWEEN_WORDS = 0.0

Segments = tuple[Weights, ...]
SortKey = tuple[Segments, Segments, Segments, Weights, str]


@dataclass(frozen=True)
class IndexOrder:
    """How the headings of one index sort."""

    language: str
    style: IndexStyle

    def key(self, heading: str, sort_as: str, level: int) -> SortKey:
        """The key of a heading; `level` is 0 for a main heading.

        The letters of all segments come first, then their accents, then their case: else
        'High, J.' would come after 'high water'. A gloss in parentheses counts last.
        """
        text = self._sorted_text(heading, sort_as, level)
        gloss = " ".join(GLOSS.findall(text))
        segments = INVERSION.split(GLOSS.sub("", text) or text)
        levels = [self._levels(_with_value(segment)) for segment in segments]
        return (
            tuple(letters for letters, _, _ in levels),
            tuple(accents for _, accents, _ in levels),
            tuple(case for _, _, case in levels),
            self._levels(gloss)[0] if gloss else (),
            heading,
        )

    def letter(self, heading: str, sort_as: str) -> str:
        """The letter under which a main heading stands; '' for figures and signs."""
        text = letters_only(_with_value(self._sorted_text(heading, sort_as, 0)))
        script = unicodedata.name(text[:1], "").split(" ")[0]
        if not text[:1].isalpha():
            return ""
        alphabet = {"LATIN": latin_letters(self.language), "CYRILLIC": CYRILLIC}.get(script)
        if alphabet is None:
            return unicodedata.normalize("NFD", text)[0].upper()
        compare = collation(self.language, self.style.collation)
        at = bisect_right(_first_weights(alphabet, compare), compare(text)[0])
        return alphabet[max(0, at - 1)]

    def _sorted_text(self, heading: str, sort_as: str, level: int) -> str:
        text = plain_heading(sort_as or heading)
        if level and not sort_as and self.style.skip_function_words:
            text = without_function_words(text, self.language)
        return MC.sub("Mac", text) if self.style.mc_as_mac else text

    def _compare(self, text: str) -> Levels:
        return collation(self.language, self.style.collation)(text)

    def _levels(self, text: str) -> Levels:
        if self.style.order != "word":
            return self._compare(letters_only(text))
        words = [self._compare(word) for word in words_only(text).split() or [text]]
        return (
            _spaced([letters for letters, _, _ in words]),
            _spaced([accents for _, accents, _ in words]),
            _spaced([case for _, _, case in words]),
        )


def _spaced(words: Sequence[Weights]) -> Weights:
    """The weights of several words; the space between them comes before every letter."""
    spaced = [weight for word in words for weight in (*word, BETWEEN_WORDS)]
    return tuple(spaced[:-1])


def _with_value(segment: str) -> str:
    """Numerals as figures: '£100' counts as 100, 'Louis XIV' as 'Louis 14'."""
    found = REGNAL.search(segment)
    if found and (value := roman_value(found[1])) and segment[:1].isupper():
        segment = f"{segment[: found.start()]}{value}"
    lead = CURRENCY.match(segment)
    is_money = lead is not None and unicodedata.category(lead[0].strip()[-1]) == "Sc"
    return segment[lead.end() :] if lead and is_money else segment


@cache
def _first_weights(alphabet: Sequence[str], compare: Collation) -> tuple[Weights, ...]:
    return tuple(compare(sign)[0] for sign in alphabet)


def same_but_for_accents(heading: str) -> str:
    """A heading without what the eye hardly tells apart: case, accents and markup."""
    bare = unicodedata.normalize("NFD", plain_heading(heading).casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
