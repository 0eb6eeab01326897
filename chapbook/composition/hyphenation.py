"""Turn a book's settings of hyphenation into CSS, and into exceptions to Pyphen's patterns."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyphen

from chapbook.locales import all_locales
from chapbook.manuscript.book_config import Hyphenation
from chapbook.manuscript.language_tags import primary_language

USUAL = Hyphenation()
_POSSESSIVES = ("", "’s", "'s")


def language_css() -> str:
    """The limits of each language, which a theme may change on the body."""
    return "".join(
        f"html:lang({locale.tag}) {{ hyphenate-limit-chars: {locale.hyphenation.chars} "
        f"{locale.hyphenation.before} {locale.hyphenation.after}; }}\n"
        for locale in all_locales()
    )


def hyphenation_css(hyphenation: Hyphenation) -> str:
    """What book.toml says of hyphenation, over languages and themes; '' for nothing."""
    declarations = []
    if not hyphenation.divides:
        declarations.append("hyphens: none;")
    limits = (hyphenation.chars, hyphenation.before, hyphenation.after)
    if any(limits):
        numbers = " ".join("auto" if limit is None else str(limit) for limit in limits)
        declarations.append(f"hyphenate-limit-chars: {numbers};")
    if hyphenation.zone_percent is not None:
        declarations.append(f"hyphenate-limit-zone: {hyphenation.zone_percent:g}%;")
    return f"body {{ {' '.join(declarations)} }}\n" if declarations else ""


@contextmanager
def exceptions(hyphenation: Hyphenation) -> Iterator[None]:
    """Inside, WeasyPrint divides the words that book.toml lists as they are listed.

    Pyphen keeps the places that it found for a word; ours stand there before it looks. So the
    text has no soft hyphens, and stays as it is for those who search or copy it. A dictionary
    that nobody has opened yet gets them when it is: each takes 0.05 to 0.5 s.
    """
    places = [
        (pyphen.LANGUAGES[tag], _places(words))
        for language, words in hyphenation.words
        for tag in _tags(language)
    ]
    names = vars(pyphen)
    stock = names["HyphDict"]

    def opened(path: Path) -> Any:
        made = stock(path)
        for own, words in places:
            if own == path:
                made.cache.update(words)
        return made

    for path, words in places:
        if known := names["hdcache"].get(path):
            known.cache.update(words)
    names["HyphDict"] = opened
    try:
        yield
    finally:
        names["HyphDict"] = stock
        for path, words in places:
            if known := names["hdcache"].get(path):
                for word in words:
                    known.cache.pop(word, None)


def _tags(language: str) -> list[str]:
    """A tag for each of a language's dictionaries: 'en' has several."""
    tags = {pyphen.language_fallback(language)}
    if language == primary_language(language):
        tags |= {
            tag for tag in pyphen.LANGUAGES if primary_language(tag.replace("_", "-")) == language
        }
    return list({pyphen.LANGUAGES[tag]: tag for tag in sorted(tag for tag in tags if tag)}.values())


def _places(words: tuple[str, ...]) -> dict[str, list[pyphen.DataInt]]:
    places: dict[str, list[pyphen.DataInt]] = {}
    for word in words:
        parts = word.split("-")
        ends = [sum(map(len, parts[:count])) for count in range(1, len(parts))]
        for possessive in _POSSESSIVES:
            key = "".join(parts).lower() + possessive
            places[key] = [pyphen.DataInt(end) for end in ends]
    return places
