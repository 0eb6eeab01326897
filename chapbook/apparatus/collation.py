"""Turn text into keys that sort as its readers expect.

ICU's collation of the language where PyICU is installed (`pip install chapbook[icu]`); else
Unicode's default one (DUCET), by pyuca, with the letters of tailorings.py.
"""

import importlib.util
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from chapbook.apparatus.ducet import LazyCollator
from chapbook.apparatus.tailorings import TAILORED_BY_ICU, Tailoring, tailoring

Weights = tuple[float, ...]
Levels = tuple[Weights, Weights, Weights]
Collation = Callable[[str], Levels]
"""A text's weights: letters, then accents, then case. Figures count by their value."""

NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)")
DECIMAL_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
FRACTION = re.compile(r"(?<=[0-9]\.)[0-9]+")
NOT_COMPARED = frozenset("'\".,:;!?…/ʼʹʺ`´")
NOT_COMPARED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pi", "Pf", "Ps", "Pe"})
BETWEEN_WORDS = frozenset({"Pd", "Zs", "Zl", "Zp"})
AFTER_LETTER = 1 / 16
KNOWN_TEXTS = 20_000


def has_icu() -> bool:
    """Whether PyICU is installed."""
    return importlib.util.find_spec("icu") is not None


@cache
def collation(language: str, variant: str = "") -> Collation:
    """The order of a language (BCP 47); `variant` 'phonebook' is that of German names."""
    code = language.replace("_", "-").split("-")
    if has_icu():
        return lru_cache(KNOWN_TEXTS)(_Icu("_".join(code[:2]), variant))
    return lru_cache(KNOWN_TEXTS)(_Uca(tailoring(language, variant)))


def is_approximate(language: str, variant: str = "") -> bool:
    """Whether ICU has an order of the language's own, and isn't installed."""
    if has_icu():
        return False
    code = language.replace("_", "-").lower()
    return bool(variant) or code in TAILORED_BY_ICU or code.split("-")[0] in TAILORED_BY_ICU


class _Icu:
    """ICU's collation of a language; it takes figures for whole numbers, so fractions are
    given to it figure by figure."""

    def __init__(self, language: str, variant: str) -> None:
        icu: Any = importlib.import_module("icu")
        name = f"{language}@collation={variant}" if variant else language
        self._collator = icu.Collator.createInstance(icu.Locale(name))
        on = icu.UCollAttributeValue.ON
        self._collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, on)

    def __call__(self, text: str) -> Levels:
        pointed = FRACTION.sub(lambda found: ".".join(found[0]), text)
        key = self._collator.getSortKey(pointed).rstrip(b"\0").split(b"\1")
        first, second, third = (tuple(level) for level in (*key, b"", b"")[:3])
        return first, second, third


@cache
def _ducet() -> LazyCollator:
    return LazyCollator()


class _Uca:
    """Unicode's default collation, with a language's own letters where `own` has them."""

    def __init__(self, own: Tailoring) -> None:
        self._own = own
        letters = sorted(own.letters, key=len, reverse=True)
        pattern = "|".join(map(re.escape, letters))
        self._split = re.compile(f"({pattern})", re.IGNORECASE) if letters else None

    def __call__(self, text: str) -> Levels:
        levels: tuple[list[float], list[float], list[float]] = ([], [], [])
        for part in NUMBER.split(unicodedata.normalize("NFC", text)):
            if NUMBER.fullmatch(part):
                levels[0].extend(_value(part))
            else:
                self._add_letters(part, levels)
        second = reversed(levels[1]) if self._own.accents_backward else levels[1]
        return tuple(levels[0]), tuple(second), tuple(levels[2])

    def _add_letters(self, text: str, levels: tuple[list[float], ...]) -> None:
        for part in self._split.split(text) if self._split else [text]:
            found = self._own_letter(part) if part.lower() in self._own.letters else _uca(part)
            for level, more in zip(levels, found, strict=True):
                level.extend(more)

    def _own_letter(self, letter: str) -> Levels:
        after, steps = self._own.letters[letter.lower()]
        if not steps:
            spelled, accents, case = _uca(after)
            return spelled, (*accents, 1), case
        (base, *_), _, _ = _uca(after)
        size = 2.0 if letter.islower() else 8.0
        return (base + steps * AFTER_LETTER,), (32.0,), (size,)


def _value(figures: str) -> Weights:
    """A number's weight: how many figures it has, then these; parts after a point last."""
    whole, _, fraction = figures.partition(".")
    whole = whole.lstrip("0") or "0"
    return (*_zero(), len(whole), *map(int, whole), *(int(sign) / 10 for sign in fraction))


@cache
def _zero() -> Weights:
    return _uca("0")[0]


def _uca(text: str) -> Levels:
    parts: list[Weights] = [()]
    for is_end, run in groupby(_ducet().sort_key(text), lambda weight: weight == 0):
        if is_end:
            parts.extend(() for _ in run)
        else:
            parts[-1] = tuple(run)
    return parts[0], parts[1], parts[2]


def weights(text: str) -> Levels:
    """The text's weights in Unicode's default order."""
    return collation("und")(text)


def letters_only(text: str) -> str:
    """The text letter by letter: without spaces, hyphens, quotation marks and stops."""
    if text.isalnum():
        return text
    return "".join([*filter(_counts, DECIMAL_POINT.sub("\0", text))]).replace("\0", ".") or text


@cache
def _counts(sign: str) -> bool:
    if sign == "\0":
        return True
    return sign not in NOT_COMPARED and unicodedata.category(sign) not in NOT_COMPARED_CATEGORIES


def words_only(text: str) -> str:
    """The text word by word: hyphens and strokes are spaces, other punctuation is gone."""
    spaced = "".join(
        " " if sign in "/—–" or unicodedata.category(sign) in BETWEEN_WORDS else sign
        for sign in text
    )
    return " ".join(letters_only(word) for word in spaced.split())
