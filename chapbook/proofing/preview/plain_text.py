"""Turn the characters of a set page into its text as one reads it: lines and words joined."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_END = re.compile(r"[\ufffe\x02\u00ad](?:\r?\n)?|[-\u2010]\r?\n|[\r\n]+")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class PlainText:
    """A page's text as one reads and searches it. `origins` has each character's index in the
    page's own text."""

    text: str
    origins: Sequence[int]

    def index_of(self, origin: int) -> int:
        """Where a character of the page's own text stands, or the next that is left of it."""
        return bisect_left(self.origins, origin)


def plain(text: str) -> PlainText:
    """Lines joined, a hyphen at a line's end left out, any space one space."""
    characters: list[str] = []
    origins = array("I")
    at = 0
    for end in _LINE_END.finditer(text):
        characters += text[at : end.start()]
        origins.extend(range(at, end.start()))
        if end[0][0] in "\r\n":
            characters.append(" ")
            origins.append(end.start())
        at = end.end()
    characters += text[at:]
    origins.extend(range(at, len(text)))
    return PlainText(_SPACE.sub(" ", "".join(characters)), origins)
