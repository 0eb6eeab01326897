"""Turn a text into its code spans and its matching brackets, in one pass."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

# Brackets around more levels than these are plain text.
HIGHEST = 16
_STEP = re.compile(r"\\.|`+|\[|\](?:\{[^{}\[\]]*\})?", re.DOTALL)


@dataclass(frozen=True)
class CodeSpan:
    """A run of code: where its text begins and ends, and where the closing backticks end."""

    start: int
    stop: int
    end: int


@dataclass(frozen=True)
class Structure:
    """`code` by the index of its first backtick, `brackets` from '[' to its ']'."""

    code: Mapping[int, CodeSpan]
    brackets: Mapping[int, int]


def read_structure(text: str) -> Structure:
    """Code binds more tightly than brackets; backslashes escape either, but not in code."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer(r"`+", text):
        runs.setdefault(len(run.group()), []).append(run.start())
    code: dict[int, CodeSpan] = {}
    brackets: dict[int, int] = {}
    waiting: list[list[int]] = []
    at = 0
    while step := _STEP.search(text, at):
        at = step.end()
        what = step.group()
        if what == "[":
            waiting.append([step.start(), 1])
        elif what[0] == "]" and waiting:
            start, height = waiting.pop()
            if waiting:
                waiting[-1][1] = max(waiting[-1][1], height + 1)
            if height <= HIGHEST:
                brackets[start] = step.start()
        elif what[0] == "]":
            at = step.start() + 1
        elif what[0] == "`":
            alike = runs.get(len(what), [])
            after = bisect_left(alike, step.end())
            if after < len(alike):
                at = alike[after] + len(what)
                code[step.start()] = CodeSpan(step.end(), alike[after], at)
    return Structure(code, brackets)
