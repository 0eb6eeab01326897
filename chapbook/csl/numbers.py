"""Numbers in figures and words, and whether text is numeric or plural.

Specification: "Number", "Choose" (is-numeric), "Label", "Ordinal Suffixes".
"""

import re

from chapbook.csl.locale import Locale
from chapbook.csl.number_labels import find_label
from chapbook.csl.page_ranges import EN_DASH, ESCAPED_HYPHEN, ROMAN, is_range, page_range

__all__ = ["format_number", "is_numeric", "is_plural", "page_range"]

COUNTS = frozenset({"number-of-pages", "number-of-volumes"})
"""The variables that count something, of which more than one is plural."""

_SEPARATOR = re.compile(r"\s*([,&–—-])\s*")
_NUMBER = re.compile(r"(?=\S*[0-9])\S+")
_COUNT = re.compile(r"[0-9]{1,18}")
_RANGE = re.compile(r"([^\s,;&–—-]+)\s*(?:-{1,3}|[–—])\s*([^\s,;&–—-]+)(?![–—-])")
_ROMAN_DIGITS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_HYPHEN = "\ue000"
"""Stands for a hyphen that the author has escaped with a backslash."""


def is_numeric(text: str) -> bool:
    """Whether text is numbers alone, as '2nd', 'D2', '2, 3', '2-4' and '2 & 4' are.

    Numbers may have affixes and be separated by commas, hyphens and ampersands.
    """
    return all(_NUMBER.fullmatch(number) for number in _SEPARATOR.split(_hidden(text))[::2])


def format_number(text: str, form: str, locale: Locale, gender: str = "") -> str:
    """The numbers in numeric text in a form: numeric, ordinal, long-ordinal or roman.

    Numbers with affixes stay, and so does text that isn't numeric; but where a label comes
    behind numbers, as in '7, p. 3-8', the numbers are formatted and the label is the locale's.
    `gender` is that of the term that the numbers go with.
    """
    if is_numeric(text):
        return _formatted(text, form, locale, gender)
    found = find_label(text, locale)
    if found is None or not is_numeric(found.before):
        return text
    term = locale.term(found.term, "short", is_plural(found.after, found.term, locale))
    numbers = page_range(found.after, "", _delimiter(locale), _ampersand(locale))
    return f"{_formatted(found.before, form, locale, gender)}, {term} {numbers}"


def is_plural(text: str, variable: str, locale: Locale | None = None) -> bool:
    """Whether a label that goes with the text is plural when its plural is contextual.

    It is where the text begins with several numbers; for number-of-… where it is above 1.
    `locale` gives its word for 'and', so that '213 et 235' are two.
    """
    text = _hidden(text)
    if variable in COUNTS and (count := _COUNT.match(text)) and int(count[0]) > 1:
        return True
    found = _RANGE.match(text)
    if found is not None and is_range(found[1], found[2]):
        return True
    words = _listed(text, locale)
    return len(words) == 2 and all(_is_number(word) for word in words)


def _hidden(text: str) -> str:
    return text.strip().replace(ESCAPED_HYPHEN, _HYPHEN)


def _formatted(text: str, form: str, locale: Locale, gender: str) -> str:
    words = _SEPARATOR.split(_hidden(text))
    shown = [_one(words[0], form, locale, gender)]
    for at in range(1, len(words), 2):
        shown += [
            _between(words[at - 1], words[at], words[at + 1], locale),
            _one(words[at + 1], form, locale, gender),
        ]
    return "".join(shown).replace(_HYPHEN, "-")


def _one(word: str, form: str, locale: Locale, gender: str) -> str:
    if not _COUNT.fullmatch(word):
        return word
    number = int(word)
    if form == "ordinal":
        return f"{number}{locale.ordinal_suffix(number, gender)}"
    if form == "long-ordinal":
        return locale.long_ordinal(number, gender)
    if form == "roman" and 1 <= number <= _LARGEST_ROMAN:
        return roman(number)
    return word


def _between(first: str, separator: str, second: str, locale: Locale) -> str:
    if separator == ",":
        return ", "
    if separator == "&":
        return f" {_ampersand(locale)} "
    return _delimiter(locale) if is_range(first, second) else separator


def roman(number: int) -> str:
    """A number from 1 to 3999 in small roman numerals."""
    digits = ""
    for value, digit in _ROMAN_DIGITS:
        times, number = divmod(number, value)
        digits += digit * times
    return digits


def _delimiter(locale: Locale) -> str:
    return locale.term("page-range-delimiter") or EN_DASH


def _ampersand(locale: Locale) -> str:
    return locale.term("and", "symbol") or "&"


def _listed(text: str, locale: Locale | None) -> list[str]:
    """The first word of a text and the one that a comma, '&' or 'and' joins to it, if any."""
    word = (locale.term("and") if locale is not None else None) or "and"
    joint = rf"\s*[,;&]\s*(?:(?:&|and\b|{re.escape(word)}\b)\s*)?|\s+(?:and|{re.escape(word)})\s+"
    found = re.match(rf"([^\s,;&]+)(?:{joint})([^\s,;&]+)", text)
    return [found[1], found[2]] if found is not None else []


def _is_number(word: str) -> bool:
    return any(character.isdecimal() for character in word) or ROMAN.fullmatch(word) is not None
