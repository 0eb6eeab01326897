"""Turn the words of a passage into the names in it: those that headings know, and others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from chapbook.proofing.capitalised_words import Word, WordUse
from chapbook.proofing.given_names import GIVEN_NAMES
from chapbook.proofing.known_headings import Form, HeadingForms
from chapbook.proofing.ordinary_capitals import (
    GENITIVES,
    LEADING_ARTICLES,
    NOUNS_HAVE_CAPITALS,
    PARTICLES,
    ROLES,
    TITLES,
    is_ordinary,
    primary,
)


@dataclass(frozen=True)
class FoundName:
    """A name at `start` to `end` of a passage; `headings` that know it, none for a new one."""

    form: Form
    start: int
    end: int
    headings: frozenset[str]


class NameFinder:
    """Finds names by what a book's own use of capitals says."""

    def __init__(self, use: WordUse, forms: HeadingForms, language: str) -> None:
        self._use = use
        self._forms = forms
        self._language = language
        base = primary(language)
        self._particles = PARTICLES.get(base, PARTICLES["en"])
        self._genitives = GENITIVES.get(base, ())
        self._nouns_have_capitals = base in NOUNS_HAVE_CAPITALS

    def names(self, words: Sequence[Word]) -> Iterator[FoundName]:
        """The names in a passage, in order; none overlaps another."""
        at = 0
        while at < len(words):
            if not _may_begin(words[at]):
                at += 1
                continue
            end = self._end(words, at)
            yield from self._within(words[at:end])
            at = end

    def _end(self, words: Sequence[Word], start: int) -> int:
        """Where the row of capitals that begins at `start` ends."""
        end = start + 1
        while end < len(words):
            last = words[end - 1]
            if last.is_possessive and not self._use.is_common(last.text):
                break
            following = self._following(words, start, end)
            if following is None:
                break
            end = following + 1
        return end

    def _following(self, words: Sequence[Word], start: int, end: int) -> int | None:
        """The next capital of the row, behind particles perhaps."""
        at = end
        while at < len(words) and at - end < 3 and words[at].follows_at_once:
            if _may_begin(words[at]) and not words[at].begins:
                between = tuple(word.text for word in words[end:at])
                return at if self._may_join(words[start:end], between) else None
            at += 1
        return None

    def _may_join(self, before: Sequence[Word], between: Form) -> bool:
        if not between or all(word in self._particles for word in between):
            return not (between and self._nouns_have_capitals and not self._is_given(before[0]))
        if between not in self._genitives:
            return False
        is_role = _is_role(before[-1].text)
        is_known = bool(self._known(before)) or bool(self._known(before[-1:]))
        is_lone_start = len(before) == 1 and not self._stays(before[0])
        return is_role or not (is_known or is_lone_start)

    def _within(self, row: Sequence[Word]) -> Iterator[FoundName]:
        """The names in a row of capitals."""
        known = self._longest_known(row)
        if known is None:
            yield from self._new(row)
            return
        start, end = known
        yield from self._within_rest(row[:start])
        yield _found(row[start:end], self._known(row[start:end]))
        yield from self._within_rest(row[end:])

    def _within_rest(self, row: Sequence[Word]) -> Iterator[FoundName]:
        while row and not _may_begin(row[0]):
            row = row[1:]
        while row and not _may_begin(row[-1]):
            row = row[:-1]
        if row:
            yield from self._within(row)

    def _longest_known(self, row: Sequence[Word]) -> tuple[int, int] | None:
        for length in range(min(len(row), self._forms.longest), 0, -1):
            for start in range(len(row) - length + 1):
                end = start + length
                if self._known(row[start:end]) and self._stands_apart(row, start, end):
                    return start, end
        return None

    def _known(self, words: Sequence[Word]) -> frozenset[str]:
        """The headings for these words; a word that the book uses as a common one has none."""
        if len(words) == 1 and (self._is_common(words[0]) or _is_role(words[0].text)):
            return frozenset()
        return self._forms.of(tuple(word.text for word in words))

    def _is_common(self, word: Word) -> bool:
        if word.begins and self._use.lower[word.text.lower()]:
            return not self._use.is_name(word.text)
        return self._use.is_common(word.text)

    def _stands_apart(self, row: Sequence[Word], start: int, end: int) -> bool:
        """Whether a known word is no part of a longer name: 'Comrade Stalin', not 'Moscow News'."""
        if end - start > 1 or len(row) == 1:
            return True
        before, after = row[:start], row[end:]
        if after and not row[start].is_possessive:
            return False
        return all(self._is_no_name(word) for word in before)

    def _is_no_name(self, word: Word) -> bool:
        if word.begins and not self._stays(word):
            return True
        is_title = (
            word.text in TITLES or _is_role(word.text) or is_ordinary(word.text, self._language)
        )
        return is_title or self._use.lower[word.text.lower()] > 0

    def _new(self, row: Sequence[Word]) -> Iterator[FoundName]:
        """The row as a name that no heading knows, without what only begins a sentence."""
        while row and not self._may_open(row[0], len(row)):
            row = row[1:]
            while row and not _may_begin(row[0]):
                row = row[1:]
        while row and row[-1].is_initial:
            row = row[:-1]
        if not row or not self._is_name(row):
            return
        known = self._longest_known(row)
        yield _found(row, self._known(row) if known == (0, len(row)) else frozenset())

    def _may_open(self, word: Word, length: int) -> bool:
        if word.text in TITLES or word.text in LEADING_ARTICLES:
            return False
        return (
            not word.begins
            or word.is_initial
            or (length > 1 and self._stays(word))
            or (length == 1 and self._use.is_name(word.text))
        )

    def _stays(self, word: Word) -> bool:
        """Whether a word that begins a sentence is a name there too."""
        return not word.begins or self._is_given(word) or self._use.is_name(word.text)

    def _is_given(self, word: Word) -> bool:
        return word.text in GIVEN_NAMES or word.text in self._forms.given_names

    def _is_name(self, row: Sequence[Word]) -> bool:
        words = [word for word in row if _may_begin(word)]
        if all(is_ordinary(word.text, self._language) for word in words):
            return False
        if any(len(word.text) == 1 for word in words) or self._is_office(row):
            return False
        if self._nouns_have_capitals:
            return len(words) > 1 and not any(self._is_noun(word.text) for word in words)
        if len(row) > 1:
            return True
        is_other = self._is_given(row[0]) or _is_role(row[0].text)
        return self._use.is_name(row[0].text) and not is_other

    def _is_office(self, row: Sequence[Word]) -> bool:
        """Whether it is what someone is: 'Commissar of Foreign Trade'."""
        capitals = [word.text for word in takewhile(_may_begin, row)]
        return len(capitals) < len(row) and _is_role(capitals[-1])

    def _is_noun(self, word: str) -> bool:
        is_noun = self._use.after_article[word] > 0 or is_ordinary(word, self._language)
        return is_noun or self._use.lower[word.lower()] > 0


def _is_role(word: str) -> bool:
    return word in ROLES or word.removesuffix("s") in ROLES


def _may_begin(word: Word) -> bool:
    return word.is_capitalised


def _found(row: Sequence[Word], headings: frozenset[str]) -> FoundName:
    return FoundName(tuple(word.text for word in row), row[0].start, row[-1].end, headings)
