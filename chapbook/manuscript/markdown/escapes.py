"""Turn `\\*` into a character that no later rule takes for syntax.

Escaped characters stand in plane 16 until the HTML is written, so that neither emphasis,
quotation marks nor the search for broken syntax sees them.
"""

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_BASE = 0x100000
_SHELTERED = re.compile("[\U00100000-\U0010007f]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def shelter(text: str) -> str:
    """`text` with its ASCII punctuation out of every rule's reach."""
    return "".join(chr(_BASE + ord(c)) if c in _PUNCTUATION else c for c in text)


def is_escapable(character: str) -> bool:
    """Whether a backslash before `character` takes its meaning as syntax away."""
    return character in _PUNCTUATION


def unsheltered(text: str) -> str:
    """`text` as it is to be printed."""
    return _SHELTERED.sub(lambda match: chr(ord(match.group()) - _BASE), text)


def read_escape(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """`\\` before punctuation, before a space (no-break space) or at a line's end (break)."""
    del around
    if start + 1 >= end:
        return None
    character = scanner.text[start + 1]
    if character == "\n":
        return scanner.match([Element("br")], start + 2)
    if character == " ":
        return scanner.match(["\u00a0"], start + 2)
    if is_escapable(character):
        return scanner.match([shelter(character)], start + 2)
    return None
