"""Turn syntax that no rule could read into diagnostics, lest it be printed as it stands."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Scanner, Surroundings

_BROKEN = (
    (re.compile(r"\[\^"), "this note call is broken", "write [^name], without spaces"),
    (re.compile(r"\^\["), "this note is not closed", "close it with ']'"),
    (re.compile(r"\[-?@(?=[\w{])"), "this citation is not closed", "close it with ']'"),
    (
        re.compile(r"\[-?@(?=[^\s\w{\]])"),
        "no key of a source begins like this",
        "a key begins with a letter, a digit or '_'; '@*' has a meaning in nocite alone",
    ),
    (re.compile(r"\]\{"), "this attribute list has no text to belong to", "write [text]{.name}"),
    (
        re.compile(r"(?<!\])\{(?:[.#][A-Za-z]|[A-Za-z][\w-]*=)"),
        "this attribute list belongs to nothing",
        "it must follow its text, link or code without a space, or end a heading's line",
    ),
    (
        re.compile(r"(?<!:):::"),
        "':::' has no meaning inside a paragraph",
        "put it at the beginning of a line of its own",
    ),
    (re.compile(r"<!--"), "this comment is not closed", "close it with '-->'"),
)


def report_leftover(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> None:
    """Report broken syntax at `start`; never a match, so that it stays as text."""
    del around
    for pattern, message, hint in _BROKEN:
        found = pattern.match(scanner.text, start)
        if found is not None and found.end() <= end:
            scanner.error("syntax", message, start, found.end(), f"{hint}, or escape it with '\\'")
            return
