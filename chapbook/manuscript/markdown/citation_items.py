"""Turn the inside of a citation's brackets into its items: where each key, prefix and suffix is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chapbook.manuscript.citation_keys import Key, suppressing_hyphen
from chapbook.manuscript.locator_tokens import Token
from chapbook.manuscript.locators import LocatorText, read_locator
from chapbook.manuscript.markdown.citation_tokens import KeyToken, flattened, read_tokens

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Scanner


@dataclass(frozen=True)
class Tail:
    """What follows a key, up to `end`: a locator, and the suffix from `suffix_start` on.

    `joint` is put before the suffix: a comma where the author left out both space and comma.
    """

    locator: LocatorText
    suffix_start: int
    end: int
    joint: str = ""


@dataclass(frozen=True)
class ItemSyntax:
    """One item. Its prefix is before the key, or the hyphen; indices are into the text."""

    start: int
    key: Key
    suppress_author: bool
    tail: Tail


@dataclass(frozen=True)
class Segment:
    """What stands between two semicolons; `item` is None where it has no key."""

    start: int
    end: int
    tokens: Sequence[Token]
    item: ItemSyntax | None


def read_segments(scanner: "Scanner", start: int, end: int) -> tuple[Segment, ...]:
    """The text between two indices, parted at its semicolons, but not those in other markup."""
    tokens = read_tokens(scanner, start, end)
    return tuple(
        Segment(begin, stop, inside, _item(scanner, begin, stop, inside))
        for begin, stop, inside in _parted(tokens, start, end)
    )


def _parted(
    tokens: Sequence[Token], start: int, end: int
) -> Iterator[tuple[int, int, Sequence[Token]]]:
    """Begin, end and tokens of each part; a semicolon escaped or in braces parts nothing."""
    begin, first = start, 0
    in_braces = _in_braces(tokens)
    for index, token in enumerate(tokens):
        is_semicolon = token.is_sign(";") and token.end - token.start == 1
        if is_semicolon and index not in in_braces:
            yield begin, token.start, tokens[first:index]
            begin, first = token.end, index + 1
    yield begin, end, tokens[first:]


def _in_braces(tokens: Sequence[Token]) -> frozenset[int]:
    """The indices of the tokens between braces that match."""
    waiting: list[int] = []
    inside: set[int] = set()
    for index, token in enumerate(tokens):
        if token.is_sign("{"):
            waiting.append(index)
        elif token.is_sign("}") and waiting:
            opening = waiting.pop()
            if not waiting:
                inside.update(range(opening, index))
    return frozenset(inside)


def _item(scanner: "Scanner", start: int, end: int, tokens: Sequence[Token]) -> ItemSyntax | None:
    for index, token in enumerate(tokens):
        if isinstance(token, KeyToken):
            hyphen = suppressing_hyphen(scanner.text, token.start, start)
            tail = read_tail(tokens[index + 1 :], token.end, end, scanner.reading.language)
            return ItemSyntax(start, token.key, hyphen is not None, tail)
    return None


def read_tail(tokens: Iterable[Token], start: int, end: int, language: str) -> Tail:
    """What `tokens`, which stand between two indices, say as a locator and suffix."""
    after_key = tuple(flattened(tokens))
    locator = read_locator(after_key, start, language)
    rest = [token for token in after_key if token.start >= locator.end]
    needs_joint = not locator.locator and bool(rest)
    needs_joint = needs_joint and not (rest[0].is_space or rest[0].begins_with_punctuation)
    return Tail(locator, locator.end, end, ", " if needs_joint else "")
