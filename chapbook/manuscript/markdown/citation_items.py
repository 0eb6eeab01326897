"""Turn the inside of a citation's brackets into its items: where each key, prefix and suffix is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chapbook.manuscript.locators import LocatorText, parse_locator

KEY = re.compile(r"@(?:\{(?P<braced>[^{}\s][^{}\n]*)\}|(?P<plain>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))")
_STEP = re.compile(r"\\.|[;\[\]{}@`]", re.DOTALL)


@dataclass(frozen=True)
class ItemSyntax:
    """One item. The prefix is before `key_start` (or the hyphen), the suffix from
    `suffix_start`; indices are into the text."""

    start: int
    end: int
    key: str
    key_start: int
    key_end: int
    suppress_author: bool
    locator: LocatorText
    suffix_start: int


def key_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """The key whose '@' is at `at`; None in an address or a word."""
    if at and (text[at - 1].isalnum() or text[at - 1] in "_@.+"):
        return None
    return KEY.match(text, at, end)


def key_of(match: re.Match[str]) -> str:
    """The key without '@' and braces."""
    return match["braced"].strip() if match["braced"] else match["plain"]


def split_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the items begin and end: between semicolons, but not those in brackets or code."""
    depth = 0
    begin = start
    at = start
    while step := _STEP.search(text, at, end):
        at = step.end()
        what = step.group()
        if what in "[{":
            depth += 1
        elif what in "]}":
            depth = max(0, depth - 1)
        elif what == "`":
            close = text.find("`", at, end)
            at = close + 1 if close >= 0 else at
        elif what == ";" and not depth:
            yield begin, step.start()
            begin = at
    yield begin, end


def read_item(text: str, start: int, end: int) -> ItemSyntax | None:
    """The item between two indices; None where it has no key."""
    depth = 0
    at = start
    while step := _STEP.search(text, at, end):
        at = step.end()
        what = step.group()
        depth += {"[": 1, "]": -1}.get(what, 0)
        if what == "`":
            close = text.find("`", at, end)
            at = close + 1 if close >= 0 else at
        found = key_at(text, step.start(), end) if what == "@" and not depth else None
        if found:
            hyphen = found.start() - 1
            suppresses = hyphen >= start and text[hyphen] == "-"
            suppresses = suppresses and (hyphen == start or text[hyphen - 1].isspace())
            locator = parse_locator(text[found.end() : end])
            return ItemSyntax(
                start=start,
                end=end,
                key=key_of(found),
                key_start=hyphen if suppresses else found.start(),
                key_end=found.end(),
                suppress_author=suppresses,
                locator=locator,
                suffix_start=found.end() + locator.end,
            )
    return None
