"""Turn a BibTeX list of names into PersonName."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chapbook.apparatus.markup import plain_text

TOKENS = re.compile(r"\\.|[{}]|[^\\{}]", re.DOTALL)
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
EXTENDED = re.compile(r"\s*([a-z]+)(-i)?\s*=\s*", re.IGNORECASE)
"""How a part of a name in biblatex's extended form begins: 'given=', 'prefix-i='."""

Decode = Callable[[str], str]
"""LaTeX → HTML text."""


@dataclass(frozen=True)
class PersonName:
    """A name in BibTeX's four parts, decoded to HTML text without markup.

    A corporate author (`{…}` in the .bib) has `family` alone.
    """

    given: str
    particle: str
    family: str
    suffix: str


OTHERS = PersonName("", "", "et al.", "")
"""What 'and others' at the end of a list of names becomes."""


def split_names(latex: str) -> tuple[str, ...]:
    """The names of a field ('A and B and others') as written; options of the list
    ('nosortothers=true') are left out."""
    names = (" ".join(name.split()) for name in _split(latex, AND))
    return tuple(name for name in names if name and not _is_option(name))


def split_literals(latex: str) -> tuple[str, ...]:
    """The items of a literal list (publishers, places), which 'and' separates."""
    return tuple(item.strip() for item in _split(latex, AND) if item.strip())


def is_extended(written: str) -> bool:
    """Whether a name says of each part what it is: 'given=Hans, family=Maier'."""
    return bool(EXTENDED.match(written.lstrip('"')))


def is_corporate(written: str) -> bool:
    """Whether the whole name stands in braces, so that it has no parts."""
    if not written.startswith("{") or written.startswith("{\\"):
        return False
    ends = [at for at, depth in _depths(written) if depth == 0]
    return bool(ends) and ends[0] == len(written) - 1


def read_name(latex: str, decode: Decode) -> PersonName:
    """One name as `split_names` gives it; `decode` converts LaTeX to HTML text.

    Rules: N. Markey, *Tame the BeaST*, section 11 (von, Jr, corporate names in braces), and
    biblatex's manual, section 3.4 ('given=…, family=…').
    """

    def text(words: list[str]) -> str:
        return html.escape(plain_text(decode(" ".join(words))), quote=False)

    if latex.lower() == "others":
        return OTHERS
    if is_corporate(latex):
        return PersonName("", "", text([latex]), "")
    parts = _split(latex, re.compile(r"\s*,\s*"))
    if is_extended(latex):
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
    for part in (part.strip('"') for part in parts):
        if (named := EXTENDED.match(part)) and not named[2]:
            found[named[1].lower()] = text([part[named.end() :]])
    return PersonName(found["given"], found["prefix"], found["family"], found["suffix"])


def _is_option(written: str) -> bool:
    return bool(re.fullmatch(r"[a-z]+\s*=\s*(true|false|\d+)", written))


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
    if "{" not in latex and "\\" not in latex:
        return separator.split(latex)
    depth = dict(_depths(latex))
    parts, start = [], 0
    for found in separator.finditer(latex):
        if depth.get(found.start(), 1) == 0:
            parts.append(latex[start : found.start()])
            start = found.end()
    return [*parts, latex[start:]]
