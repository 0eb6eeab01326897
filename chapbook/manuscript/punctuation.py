"""Turn typewriter quotes, apostrophes, dashes and dots into a language's printed ones.

Which quotation mark stands where is decided by nesting: the outermost pair takes the
language's primary marks, a pair within it the secondary ones. A lone pair of single
quotes keeps single marks in languages whose primary marks are double.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chapbook.locales import Quotes, locale_of
from chapbook.manuscript.language_spaces import spaced
from chapbook.manuscript.language_tags import primary_language

DEEPEST = 32
OPAQUE = "\ufffc"


@dataclass(frozen=True)
class Piece:
    """A run of text in one language. `is_set` where its characters must stay as they are."""

    text: str
    language: str
    is_set: bool = False


_DOUBLE, _SINGLE = ("“", "”"), ("‘", "’")
_FURTHER_MARKS = {
    "de-ch": Quotes(("«", "»"), ("‹", "›"), is_primary_single=False),
    "uk": Quotes(("«", "»"), ("„", "“"), is_primary_single=False),
    "pt": Quotes(_DOUBLE, _SINGLE, is_primary_single=False),
    "pl": Quotes(("„", "”"), ("«", "»"), is_primary_single=False),
    "cs": Quotes(("„", "“"), ("‚", "‘"), is_primary_single=False),
    "sv": Quotes(("”", "”"), ("’", "’"), is_primary_single=False),
    "fi": Quotes(("”", "”"), ("’", "’"), is_primary_single=False),
    "nl": Quotes(_DOUBLE, _SINGLE, is_primary_single=False),
}
"""Of languages that occur in books but have no locale."""
_DASHES = frozenset("-–—")
_BEFORE_OPENING = frozenset("([{—–-/¿¡“‘«„‚‹<=\u00a0")
_LEADING_APOSTROPHE = re.compile(
    r"'(?=\d\ds?\b|(?:tis|twas|twere|twill|em|til|cause|n)\b)", re.IGNORECASE
)
_OPENS = re.compile(r"(?<!\S)'(?=\S)")
_CLOSES = re.compile(r"(?<=\S)'(?!\w)")
_SYMBOLS = re.compile(r"(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")


def marks_of(language: str) -> Quotes:
    """The marks of a language tag; of its primary language, or English ones, failing that."""
    folded = language.lower()
    further = _FURTHER_MARKS.get(folded) or _FURTHER_MARKS.get(primary_language(folded))
    return further or locale_of(language).quotes


def set_punctuation(pieces: Sequence[Piece]) -> list[str]:
    """The texts of `pieces`, which follow on one another, with printed punctuation."""
    quotes = _Quotes("".join(piece.text for piece in pieces))
    done: list[str] = []
    start = 0
    for piece in pieces:
        if piece.is_set:
            done.append(piece.text)
        else:
            done.append(_symbols(quotes.replaced(start, piece), piece.language))
        start += len(piece.text)
    return done


def punctuated(text: str, language: str) -> str:
    """`text` alone, with printed punctuation."""
    return set_punctuation([Piece(text, language)])[0]


def _symbols(text: str, language: str) -> str:
    text = _SYMBOLS.sub(lambda match: {"--": "–", "---": "—", "...": "…"}[match.group()], text)
    return spaced(text, language)


@dataclass(frozen=True)
class _Open:
    character: str
    is_primary: bool
    marks: Quotes


class _Quotes:
    """The quotes of one stretch of text, met in order; remembers which are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Open] = []
        self.opened_at = -2
        self.last_closer = max((match.start() for match in _CLOSES.finditer(text)), default=-1)

    def replaced(self, start: int, piece: Piece) -> str:
        """The piece that begins at `start`, with its quotes set."""
        text = piece.text
        if "'" not in text and '"' not in text:
            return text
        marks = marks_of(piece.language)
        return re.sub("['\"]", lambda found: self._mark(start + found.start(), marks), text)

    def _mark(self, at: int, marks: Quotes) -> str:
        character = self.text[at]
        before = self.text[at - 1 : at]
        after = self.text[at + 1 : at + 2]
        if character == "'" and self._is_apostrophe(at, before, after):
            return "’"
        if self._can_open(at, before, after):
            return self._opened(at, character, marks)
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 1 - DEEPEST), -1):
            if self.open[depth].character == character:
                return self._closed(depth)
        return "’" if character == "'" else marks.primary[1]

    def _is_apostrophe(self, at: int, before: str, after: str) -> bool:
        if before.isalnum() and after.isalnum():
            return True
        if not before.isalnum() and _LEADING_APOSTROPHE.match(self.text, at):
            return True
        if before == "n" and self.text[at - 2 : at - 1] in {"'", "’"}:
            return True
        return before.lower() == "s" and after.isspace() and self._closes_later(at + 1)

    def _closes_later(self, start: int) -> bool:
        """Whether a single quote closes after `start` before another one opens."""
        if self.last_closer < start:
            return False
        closing = _CLOSES.search(self.text, start)
        opening = _OPENS.search(self.text, start)
        return closing is not None and (opening is None or opening.start() > closing.start())

    def _can_open(self, at: int, before: str, after: str) -> bool:
        if not after or after.isspace():
            return False
        if self._is_elided(at, before):
            return True
        if before in _DASHES and not after.isalnum() and self._is_open(self.text[at]):
            return False
        if not (not before or before.isspace() or before in _BEFORE_OPENING):
            return self.opened_at == at - 1
        if self.text[at] == '"':
            return True
        # An inner pair may end where the outer does: '…"…'"
        return self.last_closer > at

    def _is_elided(self, at: int, before: str) -> bool:
        """Whether a double quote stands behind an article: l'"ami"."""
        is_word = self.text[at] == '"' and before in {"'", "’"} and self.text[:at][-2:-1].isalpha()
        return is_word and not self.open

    def _is_open(self, character: str) -> bool:
        return any(each.character == character for each in self.open)

    def _opened(self, at: int, character: str, marks: Quotes) -> str:
        if self.open:
            is_primary = not self.open[-1].is_primary
        else:
            is_primary = character == '"' or marks.is_primary_single
        self.open.append(_Open(character, is_primary, marks))
        self.opened_at = at
        return (marks.primary if is_primary else marks.secondary)[0]

    def _closed(self, depth: int) -> str:
        entry = self.open[depth]
        del self.open[depth:]
        return (entry.marks.primary if entry.is_primary else entry.marks.secondary)[1]
