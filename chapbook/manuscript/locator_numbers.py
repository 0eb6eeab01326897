"""Turn tokens into the numbers of a locator: '33', 'xii–xiv', 'C22', '34(1)(i)', '[17]', '1.2'."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chapbook.manuscript.locator_tokens import Token

_ROMAN = re.compile(
    r"(?=[ivxlcdm])m*(?:cm)?d?(?:cd)?c*(?:xc)?l?(?:xl)?x*(?:ix)?v?(?:iv)?i*", re.IGNORECASE
)
_BRACES = {"{": "}", "[": "]", "(": ")"}
_ALL_BRACES = "".join((*_BRACES, *_BRACES.values()))
# Signs that stand within a number; other punctuation ends it.
_WITHIN = "-–:"


@dataclass(frozen=True, slots=True)
class Part:
    """What was read up to the token `end`. It is a number if it has digits or is roman."""

    text: str
    end: int
    is_number: bool

    @property
    def has_digit(self) -> bool:
        """Whether it isn't a roman number, or a word."""
        return re.search("[0-9]", self.text) is not None


_Reader = Callable[[Sequence[Token], int], Part | None]


def read_word(tokens: Sequence[Token], at: int, may_be_separated: bool) -> Part | None:
    """Numbers without a space between them. One may stand before them, and where they
    `may_be_separated` from others, a comma or semicolon before that."""
    before = ""
    if may_be_separated and at < len(tokens) and tokens[at].is_sign(",;"):
        before, at = tokens[at].text, at + 1
    if at < len(tokens) and tokens[at].is_space:
        before, at = before + " ", at + 1
    parts = _chain(tokens, at, _perhaps_bracketed)
    return _joined(before, parts) if parts else None


def _chain(tokens: Sequence[Token], at: int, read: _Reader) -> list[Part]:
    """What `read` finds from `at` on, again and again."""
    parts: list[Part] = []
    while part := read(tokens, at):
        parts.append(part)
        at = part.end
    return parts


def _joined(before: str, parts: Sequence[Part]) -> Part:
    text = before + "".join(part.text for part in parts)
    return Part(text, parts[-1].end, any(part.is_number for part in parts))


def _perhaps_bracketed(tokens: Sequence[Token], at: int) -> Part | None:
    """A sequence, in brackets of some kind perhaps, which may also be empty."""
    if at >= len(tokens):
        return None
    if not tokens[at].is_sign(_ALL_BRACES):
        return _sequence(tokens, at)
    close = _BRACES.get(tokens[at].text)
    inside = None if close is None else _sequence(tokens, at + 1)
    end = inside.end if inside else at + 1
    if close is None or end >= len(tokens) or not tokens[end].is_sign(close):
        return None
    text = inside.text if inside else ""
    return Part(f"{tokens[at].text}{text}{close}", end + 1, bool(inside and inside.is_number))


def _sequence(tokens: Sequence[Token], at: int) -> Part | None:
    """'1', '1.2', '.2', but not the stop of '1.'."""
    first = _unit(tokens, at) or _after_stop(tokens, at)
    if first is None:
        return None
    return _joined("", [first, *_chain(tokens, first.end, _after_stop)])


def _after_stop(tokens: Sequence[Token], at: int) -> Part | None:
    is_stop = at < len(tokens) and tokens[at].is_sign(".")
    part = _unit(tokens, at + 1) if is_stop else None
    return Part(f".{part.text}", part.end, part.is_number) if part else None


def _unit(tokens: Sequence[Token], at: int) -> Part | None:
    """A roman numeral, or whatever stands before the next space or sign of punctuation."""
    if at < len(tokens) and not tokens[at].is_opaque and _ROMAN.fullmatch(tokens[at].text):
        return Part(tokens[at].text, at + 1, True)
    end = at
    while end < len(tokens) and not tokens[end].is_space and not _ends_unit(tokens[end]):
        end += 1
    part = Part("".join(token.text for token in tokens[at:end]), end, False)
    return replace(part, is_number=part.has_digit) if end > at else None


def _ends_unit(token: Token) -> bool:
    return token.is_punctuation and not token.is_sign(_WITHIN)
