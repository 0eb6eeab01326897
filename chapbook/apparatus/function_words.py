"""The words that don't count at the beginning of an index's subentry."""

import re
from collections.abc import Mapping

ARTICLES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"a", "an", "the"}),
    "de": frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem"}),
    "fr": frozenset({"le", "la", "les", "un", "une", "des", "l"}),
    "ru": frozenset(),
}

JOINING_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset({
        "about", "across", "after", "against", "along", "among", "and", "around", "as", "at",
        "before", "behind", "between", "beyond", "but", "by", "concerning", "despite", "during",
        "for", "from", "in", "into", "its", "nor", "of", "on", "or", "over", "per", "since",
        "than", "their", "through", "throughout", "to", "toward", "towards", "under", "until",
        "upon", "versus", "via", "vs", "while", "with", "within", "without",
    }),
    "de": frozenset({
        "als", "am", "an", "auf", "aus", "bei", "beim", "bis", "durch", "für", "gegen", "im",
        "in", "mit", "nach", "oder", "ohne", "seit", "über", "um", "und", "unter", "vom", "von",
        "vor", "während", "zu", "zum", "zur", "zwischen",
    }),
    "fr": frozenset({
        "à", "après", "au", "aux", "avant", "avec", "chez", "contre", "d", "dans", "de", "du",
        "en", "entre", "et", "ou", "par", "pendant", "pour", "sans", "sous", "sur", "vers",
    }),
    "ru": frozenset({
        "без", "в", "во", "для", "до", "за", "и", "из", "или", "к", "ко", "на", "над", "о", "об",
        "от", "перед", "по", "под", "после", "при", "про", "с", "со", "у", "через",
    }),
}  # fmt: skip

FIRST_WORD = re.compile(r"([^\W\d_]+)(?:[’']|\s+)(?=\S)")


def without_function_words(subentry: str, language: str) -> str:
    """A subentry without the articles, prepositions and conjunctions at its beginning.

    The Chicago Manual of Style has it so: 'and cholera' stands under c.
    """
    words = _of(ARTICLES, language) | _of(JOINING_WORDS, language)
    shorter = _without(subentry, words)
    while shorter != subentry:
        subentry, shorter = shorter, _without(shorter, words)
    return subentry


def _of(table: Mapping[str, frozenset[str]], language: str) -> frozenset[str]:
    return table.get(language.split("-")[0].lower(), frozenset())


def _without(text: str, words: frozenset[str]) -> str:
    first = FIRST_WORD.match(text)
    return text[first.end() :] if first and first[1].lower() in words else text
