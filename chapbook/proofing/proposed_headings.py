"""Turn the names that no heading knows into headwords, persons with the family name first."""

from collections.abc import Iterable, Mapping, Set
from itertools import takewhile

from chapbook.proofing.capitalised_words import WordUse
from chapbook.proofing.given_names import GIVEN_NAMES
from chapbook.proofing.known_headings import Form
from chapbook.proofing.ordinary_capitals import is_ordinary


def proposed_headings(
    forms: Iterable[Form], use: WordUse, given_names: Set[str], language: str
) -> Mapping[Form, str]:
    """The headword for each new name; a family name alone goes to its one bearer."""
    found = tuple(dict.fromkeys(forms))
    proposed = {form: " ".join(form) for form in found}
    bearers: dict[str, set[str]] = {}
    for form in found:
        if _is_person(form, use, given_names | GIVEN_NAMES, language):
            proposed[form] = inverted(form)
            bearers.setdefault(form[-1], set()).add(proposed[form])
    for form in found:
        if len(form) == 1 and len(bearers.get(form[0], ())) == 1:
            proposed[form] = next(iter(bearers[form[0]]))
    for form in found:
        singular = (*form[:-1], form[-1].removesuffix("s"))
        if singular != form and singular in proposed:
            proposed[form] = proposed[singular]
    return proposed


def inverted(name: Form) -> str:
    """'Carl von Clausewitz' as 'Clausewitz, Carl von'; capital particles stay with the family."""
    given = tuple(name[:-1])
    family = [name[-1]]
    while len(given) > 1 and given[-1] in {"De", "Du", "La", "Le", "Van", "Von", "Mac", "Ter"}:
        family.insert(0, given[-1])
        given = given[:-1]
    return f"{' '.join(family)}, {' '.join(given)}"


def _is_person(form: Form, use: WordUse, given_names: Set[str], language: str) -> bool:
    if not 2 <= len(form) <= 5 or (form[-1] in given_names and len(form) == 2 and "." in form[0]):
        return False
    if {"of", "the", "for"} & set(form) or use.is_common(form[-1]) or form[-1].isupper():
        return False
    capitals = tuple(takewhile(lambda word: word[:1].isupper(), form))
    if form[0] in given_names or any(word.endswith(".") for word in form):
        return not any(use.is_common(word) for word in form[1:] if word[:1].isupper())
    is_family_alone = use.alone[form[-1]] > 0 and not use.lower[form[-1].lower()]
    is_given = not use.alone[form[0]] and not use.lower[form[0].lower()]
    is_plain = len(form) == 2 == len(capitals) and not is_ordinary(form[0], language)
    is_plain = is_plain and not any(word[1:].isupper() or word[-2:-1].isupper() for word in form)
    return is_plain and is_family_alone and is_given and not is_ordinary(form[-1], language)
