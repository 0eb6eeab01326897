"""Turn an index's headings, and the heads of a book's definition lists, into the forms of each
under which the text may speak of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chapbook.proofing.capitalised_words import words_of
from chapbook.proofing.ordinary_capitals import is_ordinary, primary

Form = tuple[str, ...]
"""The words of a name in their order, as `words_of` gives them."""

_GLOSS = re.compile(r"\s*\([^()]*\)")
_MARKUP = re.compile(r"[*`]|\b_|_\b")
_NOT_GIVEN = re.compile(r"[\d(]")


@dataclass(frozen=True)
class HeadingForms:
    """The headings by their forms; a form that several headings share has them all.

    `given_names` are those of the persons, `longest` is the number of words of a form.
    """

    headings: Mapping[Form, frozenset[str]]
    given_names: frozenset[str]
    longest: int

    def of(self, words: Form) -> frozenset[str]:
        """The headings that these words may stand for; one that they spell out comes alone."""
        known = self.headings.get(words, frozenset())
        return known & {" ".join(words)} or known


@dataclass(frozen=True)
class NamedAs:
    """Words that stand for a heading, because a mark or a see says so."""

    words: str
    heading: str


def heading_forms(headings: Iterable[str], named: Iterable[NamedAs], language: str) -> HeadingForms:
    """The forms of `headings`, and those by which `named` calls them."""
    forms: dict[Form, set[str]] = {}
    given: set[str] = set()
    for heading in headings:
        for form in _forms(heading, language):
            forms.setdefault(form, set()).add(heading)
        given.update(_given_names(heading))
    for each in named:
        for form in _forms(each.words, language):
            if form not in forms:
                forms[form] = {each.heading}
    longest = max(map(len, forms), default=0)
    return HeadingForms(
        {form: frozenset(found) for form, found in forms.items()}, frozenset(given), longest
    )


def _forms(heading: str, language: str) -> Iterator[Form]:
    """The whole heading, the part before its comma, turned round, and in the other number."""
    if not _has_capital(heading):
        return
    plain = _GLOSS.sub("", _MARKUP.sub("", heading))
    before, comma, after = plain.partition(", ")
    spelled = {plain, before, f"{after} {before}" if comma else plain}
    if not comma:
        spelled |= {
            form for form in _other_number(plain, language) if not is_ordinary(form, language)
        }
    for words in sorted(spelled):
        form = tuple(word.text for word in words_of(words))
        if form and form[0][:1].isupper():
            yield form


def _has_capital(heading: str) -> bool:
    return any(part[:1].isupper() for part in heading.split())


def _other_number(name: str, language: str) -> set[str]:
    """The plural of a singular and the singular of a plural, in English."""
    if primary(language) != "en" or len(name) < 4 or name.isupper():
        return set()
    if name.endswith("ies"):
        return {f"{name[:-3]}y"}
    if name.endswith("s"):
        return set() if name.endswith("ss") else {name[:-1]}
    return {f"{name[:-1]}ies"} if name.endswith("y") else {f"{name}s"}


def _given_names(heading: str) -> Iterator[str]:
    """The names behind an inverted person's comma."""
    family, _, given = heading.partition(", ")
    words = given.split()
    is_person = bool(words) and len(family.split()) < 3 and not _NOT_GIVEN.search(given)
    if is_person and len(words) < 4 and words[0][:1].isupper():
        yield words[0]
