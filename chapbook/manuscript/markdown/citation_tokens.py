"""Turn the inside of a citation's brackets into keys, semicolons and locator tokens.

What other syntax owns (code, links, emphasis, quotations, nested brackets) is one token,
so that a semicolon or an `@` in it belongs to no item of this citation.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.citation_keys import Key, found_key
from chapbook.manuscript.locator_tokens import SPACE, Token, plain_tokens
from chapbook.manuscript.markdown.attributes import looks_like_attributes
from chapbook.manuscript.markdown.delimiter_runs import read_run
from chapbook.manuscript.markdown.emphasis import Run, resolve_emphasis
from chapbook.manuscript.markdown.escapes import is_escapable
from chapbook.manuscript.markdown.links import read_destination, read_web_address
from chapbook.manuscript.markdown.quotations import quotations

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Scanner

_MARKUP = re.compile(r"\\.|&\#?\w{1,31};|`+|\^?\[|<[^<>\s][^<>]*>|https?://|@|\*+|_+", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyToken(Token):
    """A key with its `@`."""

    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed(Token):
    """Brackets that are no syntax, and what stands in them."""

    inside: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunToken(Token):
    """A run of delimiters, which may be emphasis."""

    run: Run


def read_tokens(scanner: "Scanner", start: int, end: int) -> list[Token]:
    """The tokens of the text between two indices; those of emphasis and quotations joined."""
    tokens = [token for token in _lexed(scanner, start, end) if token.end > token.start]
    tokens = _joined(tokens, _emphasis(tokens))
    return _joined(tokens, quotations(scanner.text, tokens))


def flattened(tokens: Iterable[Token]) -> Iterator[Token]:
    """`tokens` with what stands in brackets in line, as a locator may hold them."""
    for token in tokens:
        if isinstance(token, Bracketed):
            yield Token("[", token.start, token.start + 1)
            yield from flattened(token.inside)
            yield Token("]", token.end - 1, token.end)
        elif isinstance(token, RunToken):
            for offset, character in enumerate(token.text, start=token.start):
                yield Token(character, offset, offset + 1)
        else:
            yield token


def _joined(tokens: Sequence[Token], ranges: Iterable[tuple[int, int]]) -> list[Token]:
    """`tokens` with each range of them, first and last index, made one opaque token."""
    joined: list[Token] = []
    done = 0
    for first, last in ranges:
        joined += tokens[done:first]
        text = "".join(token.text for token in tokens[first : last + 1] if not _is_run(token))
        joined.append(Token(text, tokens[first].start, tokens[last].end, is_opaque=True))
        done = last + 1
    return [*joined, *tokens[done:]]


def _is_run(token: Token) -> bool:
    return isinstance(token, RunToken)


def _emphasis(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first and last index of each outermost emphasis."""
    if not any(map(_is_run, tokens)):
        return
    nodes = [
        token.run if isinstance(token, RunToken) else Element("t", {"n": str(index)})
        for index, token in enumerate(tokens)
    ]
    done = 0
    for node in resolve_emphasis(nodes):
        if isinstance(node, str) or node.tag == "t" or node.find(".//t") is None:
            continue
        inside = [int(token.attrib["n"]) for token in node.iter("t")]
        first, last = inside[0], inside[-1]
        while first > done and _is_run(tokens[first - 1]):
            first -= 1
        while last + 1 < len(tokens) and _is_run(tokens[last + 1]):
            last += 1
        yield first, last
        done = last + 1


def _lexed(scanner: "Scanner", start: int, end: int) -> Iterator[Token]:
    at = done = start
    while found := _MARKUP.search(scanner.text, at, end):
        token = _READERS[found.group()[0]](scanner, found.start(), end)
        if token is None:
            at = found.end() if found.group()[0] == "`" else found.start() + 1
            continue
        yield from plain_tokens(scanner.text, done, token.start)
        yield token
        at = done = token.end
    yield from plain_tokens(scanner.text, done, end)


def _escaped(scanner: "Scanner", at: int, end: int) -> Token | None:
    character = scanner.text[at + 1 : min(at + 2, end)]
    if character in {" ", "\n"}:
        return Token(SPACE, at, at + 2)
    return Token(character, at, at + 2) if is_escapable(character) else None


def _entity(scanner: "Scanner", at: int, end: int) -> Token | None:
    stop = scanner.text.index(";", at, end) + 1
    character = html.unescape(scanner.text[at:stop])
    if character == scanner.text[at:stop]:
        return None
    return Token(SPACE if character.isspace() else character, at, stop)


def _code(scanner: "Scanner", at: int, end: int) -> Token | None:
    span = scanner.structure.code.get(at)
    if span is None or span.end > end:
        return None
    return Token(scanner.text[span.start : span.stop], at, span.end, is_opaque=True)


def _bracket(scanner: "Scanner", at: int, end: int) -> Token | None:
    close = scanner.structure.brackets.get(at)
    if close is None or close >= end:
        return None
    inside = tuple(read_tokens(scanner, at + 1, close))
    stop = close + 1
    destination = read_destination(scanner, close, end)
    if destination is not None:
        stop = destination.end
    elif looks_like_attributes(scanner.text, stop):
        stop = max(scanner.text.find("}", stop, end) + 1, stop)
    elif not scanner.text.startswith("^", at + 1):
        return Bracketed("", at, stop, is_opaque=True, inside=inside)
    return Token("".join(token.text for token in inside), at, stop, is_opaque=True)


def _note(scanner: "Scanner", at: int, end: int) -> Token | None:
    close = scanner.structure.brackets.get(at + 1)
    return None if close is None or close >= end else Token("", at, close + 1, is_opaque=True)


def _tag(scanner: "Scanner", at: int, end: int) -> Token:
    return Token("", at, scanner.text.index(">", at, end) + 1, is_opaque=True)


def _address(scanner: "Scanner", at: int, end: int) -> Token | None:
    found = read_web_address(scanner, at, end, None)
    return Token(scanner.text[at : found.end], at, found.end, is_opaque=True) if found else None


def _key(scanner: "Scanner", at: int, end: int) -> Token | None:
    key = found_key(scanner.text, at, end)
    if key is None:
        return None
    return KeyToken(scanner.text[at : key.end], at, key.end, is_opaque=True, key=key)


def _run(scanner: "Scanner", at: int, end: int) -> Token | None:
    found = read_run(scanner, at, end, None)
    if found is None or not isinstance(found.nodes[0], Run):
        return None
    return RunToken(scanner.text[at : found.end], at, found.end, run=found.nodes[0])


_READERS: dict[str, Callable[["Scanner", int, int], Token | None]] = {
    "\\": _escaped,
    "&": _entity,
    "`": _code,
    "[": _bracket,
    "^": _note,
    "<": _tag,
    "h": _address,
    "@": _key,
    "*": _run,
    "_": _run,
}
