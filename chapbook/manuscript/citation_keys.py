"""Find the keys of citations: `@name`, `@{odd name}`."""

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"@(\w(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*)")
_LONGEST_BRACED = 500
_BRACE = re.compile(r"[{}\n]")


@dataclass(frozen=True)
class Key:
    """A key without '@' and braces, and where in the text it stands with them."""

    name: str
    start: int
    end: int


def found_key(text: str, at: int, end: int) -> Key | None:
    """The key of the citation whose '@' is at `at`; None in a word or an e-mail address."""
    key = key_at(text, at, end) if may_begin(text, at) else None
    return None if key is None or _is_address(text, key) else key


def key_at(text: str, at: int, end: int) -> Key | None:
    """The key whose '@' is at `at`, whatever stands before it."""
    if text.startswith("{", at + 1):
        return _braced(text, at, end)
    found = _PLAIN.match(text, at, end)
    return Key(found[1], at, found.end()) if found else None


def _braced(text: str, at: int, end: int) -> Key | None:
    """A key in braces; braces in it must match."""
    depth = 0
    for brace in _BRACE.finditer(text, at + 1, min(end, at + _LONGEST_BRACED)):
        if brace.group() == "\n":
            return None
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            name = text[at + 2 : brace.start()].strip()
            return Key(name, at, brace.end()) if name else None
    return None


def may_begin(text: str, at: int) -> bool:
    """Whether a citation may begin at `at`: not behind a word, nor its full stop.

    An ellipsis, '...', is no full stop, nor is an escaped one.
    """
    before = text[at - 1] if at else " "
    if before != ".":
        return not before.isalnum()
    first = at - 1
    while first and text[first - 1] == ".":
        first -= 1
    is_escaped = text[first - 1 : first] == "\\"
    return (at - first - is_escaped) % 3 == 0


def _is_address(text: str, key: Key) -> bool:
    """Whether `@key` ends an e-mail address like 'john_@example.org'."""
    before = text[max(0, key.start - 2) : key.start]
    return before[1:] in ("_", "+") and before[:1].isalnum() and "." in key.name


def suppressing_hyphen(text: str, at: int, start: int) -> int | None:
    """Where the hyphen of `-@key` stands whose '@' is at `at`, not before `start`."""
    hyphen = at - 1
    if hyphen < start or text[hyphen] != "-":
        return None
    is_free = hyphen == start or (text[hyphen - 1] not in "-\\" and may_begin(text, hyphen))
    return hyphen if is_free else None
