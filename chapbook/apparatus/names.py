"""Turn a BibTeX list of names into PersonName."""

import html
import re
from collections.abc import Callable, Iterator

from chapbook.apparatus.markup import plain_text
from chapbook.apparatus.model import OTHERS, PersonName

TOKENS = re.compile(r"\\.|[{}]|[^\\{}]", re.DOTALL)
EXTENDED = re.compile(r"\s*(given|family|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)
Decode = Callable[[str], str]
"""LaTeX → HTML text."""


def read_names(latex: str, decode: Decode) -> tuple[PersonName, ...]:
    """The names of a field: 'A and B and others'. `decode` converts LaTeX to HTML text.

    Rules: N. Markey, *Tame the BeaST*, section 11 (von, Jr, corporate names in braces), and
    biblatex's manual, section 3.4 ('given=…, family=…').
    """
    written = (" ".join(name.split()) for name in _split(latex, re.compile(r"\s+and\s+", re.I)))
    return tuple(_read_name(name, decode) for name in written if name)


def _read_name(latex: str, decode: Decode) -> PersonName:
    def text(words: list[str]) -> str:
        return html.escape(plain_text(decode(" ".join(words))), quote=False)

    if latex.lower() == "others":
        return OTHERS
    if _is_corporate(latex):
        return PersonName("", "", text([latex]), "")
    parts = _split(latex, re.compile(r"\s*,\s*"))
    if EXTENDED.match(parts[0]):
        return _extended(parts, text)
    words = [_words(part) for part in parts]
    if len(words) == 1:
        given, particle, family = _first_von_last(words[0], decode)
        suffix: list[str] = []
    else:
        particle, family = _von_last(words[0], decode)
        given, suffix = words[-1], words[1] if len(words) > 2 else []
    return PersonName(text(given), text(particle), text(family), text(suffix))


def _extended(parts: list[str], text: Callable[[list[str]], str]) -> PersonName:
    found = {"given": "", "family": "", "prefix": "", "suffix": ""}
    for part in parts:
        if (named := EXTENDED.match(part)) and "-i" not in named[0].lower():
            found[named[1].lower()] = text([part[named.end() :]])
    return PersonName(found["given"], found["prefix"], found["family"], found["suffix"])


def _first_von_last(words: list[str], decode: Decode) -> tuple[list[str], list[str], list[str]]:
    """'Ludwig van Beethoven': the particle is what stands in lower case before the last word."""
    first = next(
        (at for at, word in enumerate(words[:-1]) if _is_particle(word, decode)), len(words) - 1
    )
    particle, family = _von_last(words[first:], decode)
    return words[:first], particle, family


def _von_last(words: list[str], decode: Decode) -> tuple[list[str], list[str]]:
    """'van Beethoven': the last word is of the family name, whatever its case."""
    lower = [at for at, word in enumerate(words[:-1]) if _is_particle(word, decode)]
    end = lower[-1] + 1 if lower else 0
    return words[:end], words[end:]


def _is_particle(word: str, decode: Decode) -> bool:
    """Whether a word is in lower case; what stands in braces has no case, unless a command."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((sign for sign in plain_text(decode(word)) if sign.isalpha()), "")
    return letter.islower()


def _is_corporate(latex: str) -> bool:
    if not latex.startswith("{") or latex.startswith("{\\"):
        return False
    ends = [at for at, depth in _depths(latex) if depth == 0]
    return bool(ends) and ends[0] == len(latex) - 1


def _words(latex: str) -> list[str]:
    return [word for word in _split(latex, re.compile(r"[\s~]+")) if word]


def _depths(latex: str) -> Iterator[tuple[int, int]]:
    """Each character's (or escape's) position and how many braces are open after it."""
    depth = 0
    for token in TOKENS.finditer(latex):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        yield token.start(), depth


def _split(latex: str, separator: re.Pattern[str]) -> list[str]:
    """Split where the separator stands outside braces."""
    depth = dict(_depths(latex))
    parts, start = [], 0
    for found in separator.finditer(latex):
        if depth.get(found.start(), 1) == 0:
            parts.append(latex[start : found.start()])
            start = found.end()
    return [*parts, latex[start:]]
