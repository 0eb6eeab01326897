"""Turn the cited references into the bibliography's order."""

from collections.abc import Iterable

from chapbook.apparatus.collation import weights, words_only
from chapbook.apparatus.function_words import without_article
from chapbook.apparatus.markup import plain_text
from chapbook.apparatus.model import PersonName, Reference

Weights = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def in_bibliography_order(references: Iterable[Reference], language: str) -> tuple[Reference, ...]:
    """Sorted by author (or editor, or else title), year and title; Cyrillic after Latin.

    A particle doesn't count. `language` is that of titles whose entry names none.
    """
    return tuple(sorted(references, key=lambda reference: _key(reference, language)))


def _key(reference: Reference, language: str) -> tuple[tuple[Weights, ...], str, Weights, str]:
    title = plain_text(reference.fields.get("sorttitle") or reference.fields.get("title", ""))
    title_weights = weights(words_only(without_article(title, reference.language or language)))
    names = reference.authors or reference.editors
    heading = tuple(weight for name in names for weight in _name(name)) or (title_weights,)
    return heading, reference.year, title_weights, reference.key


def _name(name: PersonName) -> tuple[Weights, Weights]:
    given = " ".join((name.given, name.suffix))
    return weights(words_only(plain_text(name.family))), weights(words_only(plain_text(given)))
