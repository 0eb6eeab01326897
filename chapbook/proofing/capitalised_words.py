"""Turn running text into words, and say how the book writes each: as a name or as a common word."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chapbook.manuscript.running_text import SOMETHING

_WORD = re.compile(
    r"(?P<initials>[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*(?=[\s,;)’']))"
    r"|[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['’\u2010\u2011.&-](?=[^\W\d_]))*"
)
_POSSESSIVE = re.compile(r"'s$")
_SENTENCE_END = re.compile(r"[.!?…:][)\]'’”\"»*]*\s|[\[•]|[.!?]$")
_OPENED = re.compile(r"(?:^|[\s(—–\-])['‘“\"«»„‚]+$")
_SHORT_FORMS = (
    "al bd ca capt cf ch chap col comp cp dept dr ed eds fig figs fol gen gov hon hr inc jr lt "
    "ltd m messrs mgr mme mr mrs ms mt n no nos nr op p para pp prof rev s sen sgt sr ss st ste "
    "trans usw v vol vols vs jan feb mar apr aug sept oct nov dec eg ie"
)
_NO_SENTENCE_END = frozenset(_SHORT_FORMS.split())


@dataclass(frozen=True)
class Word:
    """A word of a passage. `gap` is what stands between it and the word before.

    `text` has straight apostrophes and no possessive 's, which `is_possessive` says was there.
    `begins`: a sentence, a quotation or the passage begins with it, and its capital says nothing.
    """

    text: str
    start: int
    gap: str
    begins: bool
    is_possessive: bool
    is_initial: bool

    @property
    def end(self) -> int:
        """Where in the passage it ends, its possessive not counted."""
        return self.start + len(self.text)

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital, and a capital follows each of its hyphens."""
        parts = re.split("[-\u2010\u2011]", self.text)
        return parts[0][:1].isupper() and (len(parts) == 1 or parts[-1][:1].isupper())

    @property
    def follows_at_once(self) -> bool:
        """Whether nothing but space parts it from the word before."""
        return bool(self.gap) and self.gap.isspace()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a passage."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        written, gap = found.group(), text[end : found.start()]
        written = written.replace("’", "'")
        bare = _POSSESSIVE.sub("", written)
        begins = _begins(words, gap)
        is_initial = found["initials"] is not None
        words.append(Word(bare, found.start(), gap, begins, bare != written, is_initial))
        end = found.end()
    return tuple(words)


def _begins(before: list[Word], gap: str) -> bool:
    if not before:
        return SOMETHING not in gap
    if _OPENED.search(gap):
        return True
    if not _SENTENCE_END.search(gap) or SOMETHING in gap[-3:]:
        return False
    is_short_form = gap.startswith(".") and (
        before[-1].text.lower() in _NO_SENTENCE_END or len(before[-1].text) == 1
    )
    return not is_short_form


FREQUENT = 4
"""A word is a name if it has its capital so many times as often as it has none."""


@dataclass(frozen=True)
class WordUse:
    """How often a book writes each word with a capital inside a sentence, and without one.

    Inside a sentence `alone` counts those that no other capital stands beside.
    """

    capitalised: Counter[str]
    lower: Counter[str]
    alone: Counter[str]
    after_article: Counter[str]

    def is_common(self, word: str) -> bool:
        """Whether it is written without a capital too, and not only now and then."""
        return self.lower[word.lower()] * FREQUENT > self.capitalised[word]

    def is_name(self, word: str) -> bool:
        """Whether it has its capital inside sentences too, and hardly ever none."""
        return self.capitalised[word] > 0 and not self.is_common(word)


def word_use(passages: Iterable[tuple[Word, ...]], articles: frozenset[str]) -> WordUse:
    """What the words of a book's passages, headings left out, say of its capitals."""
    use = WordUse(Counter(), Counter(), Counter(), Counter())
    for words in passages:
        for at, word in enumerate(words):
            if word.text[:1].islower():
                use.lower[word.text] += 1
            elif not word.begins and word.is_capitalised:
                use.capitalised[word.text] += 1
                use.alone[word.text] += _is_alone(words, at)
            if at and word.follows_at_once and words[at - 1].text.lower() in articles:
                use.after_article[word.text] += 1
    return use


def _is_alone(words: tuple[Word, ...], at: int) -> bool:
    before = words[at - 1] if at and words[at].follows_at_once else None
    after = words[at + 1] if at + 1 < len(words) else None
    beside = [before, after if after and after.follows_at_once else None]
    return not any(word and word.is_capitalised for word in beside)
