"""Turn a .bib text into one of the same length whose % comments are blank.

BibTeX itself has no comments inside an entry, biber has; people write them. Blanking
them beforehand keeps every offset and saves the entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = re.compile(r"(?<!\\)[{})\"%]|^[ \t]*@(?P<kind>\w+)[ \t]*(?P<open>[{(])", re.MULTILINE)


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
    depth, quoted, kind, closing, at = 0, False, "", "}", 0
    while found := MARKS.search(text, at):
        at = found.end()
        mark = found[0]
        if found["kind"]:
            # Where an entry begins, the one before it has ended, closed or not.
            depth, quoted, kind = 1, False, found["kind"].lower()
            closing = "}" if found["open"] == "{" else ")"
        elif mark == "%" and kind != "comment" and not quoted and depth <= 1:
            line_end = text.find("\n", found.start())
            at = len(text) if line_end < 0 else line_end
            if depth or not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
                yield Comment(found.start(), at, depth == 1)
        elif mark == '"' and depth == 1:
            quoted = not quoted
        elif mark in "{}" or (mark == closing and depth == 1 and not quoted):
            depth = max(0, depth + (1 if mark == "{" else -1))
            kind = kind if depth else ""
