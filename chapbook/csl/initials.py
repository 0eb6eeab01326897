"""Turn given names into initials: 'Jean-Luc P.' into 'J.-L. P.'"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a given name; `hyphened` to the one before it."""

    text: str
    initial: bool
    hyphened: bool


def initials(given: str, with_: str, with_hyphen: bool, initialize: bool = True) -> str:
    """The given name with `with_` after each initial.

    What has a full stop is an initial already ('Ph.'), and so is a single capital. Without
    `initialize` other words stay as they are.
    """
    result, after_initial = "", False
    for word in re.split(r"[\s\u00a0]+", given.strip()):
        for number, piece in enumerate(_pieces(word, initialize)):
            text = piece.text + with_ if piece.initial else piece.text
            if piece.hyphened:
                result = result.rstrip(" ") + ("-" if with_hyphen or not piece.initial else "")
            elif result and not (piece.initial and after_initial) and not number:
                result = result.rstrip(" ") + " "
            result += text
            after_initial = piece.initial
    return result.rstrip(" \u00a0")


def _pieces(word: str, initialize: bool) -> list[_Piece]:
    if word[:1].islower() and "." not in word:
        return [_Piece(word, initial=False, hyphened=False)]
    found: list[_Piece] = []
    for part in re.finditer(r"([^.\-‐–]+)(\.?)", word):
        text, dotted = part[1], bool(part[2])
        hyphened = word[: part.start()].endswith(("-", "‐", "–"))
        if dotted or len(text) == 1:
            found.append(_Piece(text, initial=True, hyphened=hyphened))
        elif not initialize:
            found.append(_Piece(text, initial=False, hyphened=hyphened))
        elif not (hyphened and text[0].islower()):
            found.append(_Piece(_initial(text), initial=True, hyphened=hyphened))
    return found


def _initial(word: str) -> str:
    """The first letter; of a word with two capitals both: 'Ts' of 'TSerendorj'."""
    return word[0] + word[1].lower() if word[:2].isupper() and word[2:].islower() else word[0]
