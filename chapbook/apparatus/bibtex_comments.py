"""Turn a .bib text into one of the same length whose % comments are blank.

BibTeX itself has no comments inside an entry, biber has; people write them. Blanking
them beforehand keeps every offset and saves the entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

START = re.compile(r"^[ \t]*@(?P<kind>\w+)[ \t]*(?P<open>[{(])", re.MULTILINE)
MARKS = re.compile(r"(?<!\\)[{})\"%]")


@dataclass(frozen=True)
class Comment:
    """A % comment from `start` to `end`; `in_entry` where an entry's fields stand."""

    start: int
    end: int
    in_entry: bool


def blank_comments(text: str) -> tuple[str, tuple[Comment, ...]]:
    """The text with its comments as spaces, and the comments found."""
    comments = tuple(_comments(text))
    pieces, at = [], 0
    for comment in comments:
        pieces += [text[at : comment.start], " " * (comment.end - comment.start)]
        at = comment.end
    return "".join([*pieces, text[at:]]), comments


def _comments(text: str) -> Iterator[Comment]:
    """Where an entry begins, the one before it has ended, closed or not."""
    starts = [None, *START.finditer(text)]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        begin = start.end() if start else 0
        end = following.start() if following else len(text)
        is_comment = start is not None and start["kind"].lower() == "comment"
        if text.find("%", begin, end) >= 0:
            opened = start["open"] if start else ""
            yield from _comments_between(text, begin, end, opened, is_comment)


def _comments_between(
    text: str, at: int, limit: int, opened: str, is_comment: bool
) -> Iterator[Comment]:
    """The comments of one entry and of what follows it; `opened` is the entry's own brace."""
    depth, quoted = 1 if opened else 0, False
    while found := MARKS.search(text, at, limit):
        at, mark = found.end(), found[0]
        if mark == "%" and not is_comment and not quoted and depth <= 1:
            line_end = text.find("\n", at)
            at = len(text) if line_end < 0 else line_end
            if depth or not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
                yield Comment(found.start(), at, depth == 1)
        elif mark == '"' and depth == 1:
            quoted = not quoted
        elif mark in "{}" or (mark == ")" and opened == "(" and depth == 1 and not quoted):
            depth = max(0, depth + (1 if mark == "{" else -1))
            is_comment = is_comment and depth > 0
