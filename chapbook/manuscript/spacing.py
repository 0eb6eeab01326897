"""Turn the spaces that a line must not be broken at into no-break spaces.

Between initials and a name, after abbreviations that take a number, and between a number
and its month or unit (Hart's Rules, 2.5.4; Duden, R 13). The text keeps its length.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from chapbook.locales import all_locales
from chapbook.manuscript.book_config import KINDS_KEPT

ALL_KINDS = frozenset(KINDS_KEPT)
_NO_BREAK = "\u00a0"
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)[ \n](?=[^\W\d_])")
_SPACE = re.compile(r"[ \n]")
_SIGNS = r"(?:§§?|№|n°|¶)[ \n](?=\w)"


@cache
def _rules() -> Mapping[str, re.Pattern[str]]:
    """The rules by the kind that they keep, of all languages: a book names vol. 2 and Bd. 2."""
    locales = all_locales()

    def any_of(words: Iterable[tuple[str, ...]]) -> str:
        alternatives = {word for some in words for word in some}
        return "|".join(sorted(alternatives, key=lambda word: (-len(word), word)))

    abbreviations = any_of(locale.bindings.before_number for locale in locales)
    titles = any_of(locale.bindings.titles for locale in locales)
    months = any_of(locale.dates.months for locale in locales)
    units = any_of(locale.bindings.units for locale in locales)
    return {
        "numbers": re.compile(
            rf"(?<!\w)(?:{abbreviations})\.[ \n](?=\d|[ivxlc]+(?!\w))|{_SIGNS}", re.IGNORECASE
        ),
        "titles": re.compile(rf"(?<!\w)(?:{titles})\.?[ \n](?=[^\W\d_a-zа-я])"),
        "dates": re.compile(
            rf"(?<![\w.,])\d{{1,2}}(?:\.|st|nd|rd|th|er)?(?:[ \n]de)?[ \n](?=(?:{months})\b)"
        ),
        "units": re.compile(rf"\d[ \n](?=(?:{units})(?!\w))"),
    }


def bind_spaces(text: str, kinds: frozenset[str] = ALL_KINDS) -> str:
    """`text` with no-break spaces where a line break would be wrong; of the same length.

    `kinds` are those of model.KINDS_KEPT that shall be kept together.
    """
    if not _has_cause(text):
        return text
    if "initials" in kinds:
        text = _INITIAL.sub(_bound_initial, text)
    for kind, rule in _rules().items():
        if kind in kinds:
            text = rule.sub(lambda match: _SPACE.sub(_NO_BREAK, match.group()), text)
    return text


def _has_cause(text: str) -> bool:
    return re.search(r"[.\d§№°¶][ \n]|\b[A-ZА-Я][^\W\d_]{0,4}[ \n]", text) is not None


def _bound_initial(match: re.Match[str]) -> str:
    text, after = match.group(), match.string[match.end() : match.end() + 1]
    is_name = text[0].isupper() and after.isupper()
    return text[:-1] + _NO_BREAK if is_name else text
