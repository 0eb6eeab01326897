"""Turn the spaces at a text's punctuation and short words into those that its language asks for."""

import re
from functools import cache

from chapbook.locales import Quotes, nearest, read_locale

_HIGH = re.compile(r"(?<=[^\s;:!?«])[ \u00a0]?(?=[;!?](?:[\s;!?\u00a0\u202f»)”]|$))")
_COLON = re.compile(r"(?<=[^\s;:!?«])[ \u00a0]?(?=:(?:\s|$))")
_THIN, _NO_BREAK = "\u202f", "\u00a0"
_BLANK = "[ \u00a0\u202f]?"


def spaced(text: str, language: str) -> str:
    """`text` with the spaces of its language: before high signs, within guillemets and
    abbreviations. Of an unknown language it is as it was."""
    tag = nearest(language)
    if tag is None:
        return text
    locale = read_locale(tag)
    if locale.spaces.before_high:
        text = _HIGH.sub(locale.spaces.before_high, text)
    if locale.spaces.before_colon:
        text = _COLON.sub(locale.spaces.before_colon, text)
    for rule, form in _rules(tag):
        text = rule.sub(form, text)
    return text


@cache
def _rules(tag: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    locale = read_locale(tag)
    return (
        *_spaced_marks(locale.quotes),
        *(_abbreviation(each) for each in locale.spaces.thin),
    )


def _spaced_marks(quotes: Quotes) -> list[tuple[re.Pattern[str], str]]:
    """For marks that an author has typed as they are printed."""
    opening, closing = quotes.primary
    if len(opening) == 1:
        return []
    return [
        (re.compile(rf"{opening[0]}{_BLANK}(?=\S)"), opening),
        (re.compile(rf"(?<=\S){_BLANK}{closing[-1]}"), closing),
    ]


def _abbreviation(form: str) -> tuple[re.Pattern[str], str]:
    parts = _BLANK.join(re.escape(part) for part in form.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)"), form.replace(" ", _THIN)


def bind_short_words(text: str, language: str) -> str:
    """`text` with a no-break space behind the words that don't end a line; of the same length."""
    tag = nearest(language)
    rule = _short_words(tag) if tag else None
    return rule.sub(rf"\1{_NO_BREAK}", text) if rule else text


@cache
def _short_words(tag: str) -> re.Pattern[str] | None:
    words = "|".join(read_locale(tag).spaces.short_words)
    return re.compile(rf"(?<![\w.-])({words})[ \n](?=\w)", re.IGNORECASE) if words else None
