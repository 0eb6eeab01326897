"""Turn book.toml's [hyphenation] and [typography] into the settings of line breaking."""

import re

from chapbook.diagnostics import did_you_mean
from chapbook.locales import known_languages, nearest
from chapbook.manuscript.book_config import KINDS_KEPT, Hyphenation
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.settings import Settings

LIMITS = {"chars": range(4, 21), "before": range(2, 11), "after": range(2, 11)}
LARGEST_ZONE = 50.0
"""In per cent of the line."""
HYPHENATION_KEYS = ("divide", "zone", *LIMITS)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def read_hyphenation(settings: Settings) -> Hyphenation:
    """The settings of [hyphenation]: limits, and words by the tag of their language."""
    limits = {key: settings.integer("hyphenation", key, 0, LIMITS[key]) or None for key in LIMITS}
    languages = [key for key in settings.keys("hyphenation") if key not in HYPHENATION_KEYS]
    divide = settings.value("hyphenation", "divide") is None
    return Hyphenation(
        divides=divide or settings.flag("hyphenation", "divide"),
        zone_percent=settings.number("hyphenation", "zone", 0.0, LARGEST_ZONE),
        words=tuple(
            (language, _words(settings, language))
            for language in languages
            if _is_language(settings, language)
        ),
        **limits,
    )


def _is_language(settings: Settings, key: str) -> bool:
    if is_language_tag(key) and nearest(key) is not None:
        return True
    known = (*HYPHENATION_KEYS, *known_languages())
    hint = did_you_mean(key, known) or f"known: {', '.join(known)}"
    message = f"'{key}' is neither a setting of [hyphenation] nor a language of the program"
    settings.error(message, "hyphenation", key, hint=hint)
    return False


def _words(settings: Settings, language: str) -> tuple[str, ...]:
    words = settings.texts("hyphenation", language)
    for number, word in enumerate(words):
        if not _WORD.fullmatch(word):
            message = f"'{word}' is not a word"
            hint = "write it with a hyphen wherever it may be divided, as 'Mos-cow'"
            settings.error(message, "hyphenation", language, number, hint=hint)
    return tuple(word for word in words if _WORD.fullmatch(word))


def read_kept_together(settings: Settings) -> frozenset[str]:
    """The kinds of words that no line break parts, all of them by default."""
    if not settings.given("typography", "keep_together"):
        return frozenset(KINDS_KEPT)
    kinds = settings.texts("typography", "keep_together")
    for number, kind in enumerate(kinds):
        if kind not in KINDS_KEPT:
            hint = did_you_mean(kind, KINDS_KEPT) or f"known: {', '.join(KINDS_KEPT)}"
            message = f"'keep_together' can't hold '{kind}'"
            settings.error(message, "typography", "keep_together", number, hint=hint)
    return frozenset(kinds).intersection(KINDS_KEPT)
