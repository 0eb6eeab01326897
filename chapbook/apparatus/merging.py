"""Turn index marks into marks under the headings that the editor merged them into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chapbook.apparatus.authority import HeadingPath, IndexAuthority, MergeRule
from chapbook.apparatus.index_pages import PlacedMark
from chapbook.diagnostics import Diagnostic, did_you_mean, error, warning

LEVELS = 3
"""Headword, subentry, sub-subentry: more no reader can find."""


def merge_marks(
    marks: Sequence[PlacedMark], authority: IndexAuthority
) -> tuple[tuple[PlacedMark, ...], tuple[Diagnostic, ...]]:
    """The marks with their headings merged; subentries move with their heading.

    Circles are errors and merge nothing; rules that touch no mark are warnings. Levels
    below the third are errors and left out.
    """
    rules, circles = _without_circles(authority.merge)
    merged = tuple(_merged(mark, rules) for mark in marks)
    deep = tuple(_too_deep(mark) for mark in merged if len(mark.path) > LEVELS)
    flat = tuple(replace(mark, path=mark.path[:LEVELS]) for mark in merged) if deep else merged
    return flat, (*circles, *_idle(rules, marks), *deep)


def double_marks(
    marks: Sequence[PlacedMark], authority: IndexAuthority
) -> tuple[tuple[PlacedMark, ...], tuple[Diagnostic, ...]]:
    """The marks, and again under the headings that print another's locators as well."""
    twice = [
        replace(mark, path=(*path, *mark.path[len(rule.into) :]))
        for path, rule in authority.double.items()
        for mark in marks
        if mark.path[: len(rule.into)] == rule.into
    ]
    heads = {mark.path[:depth] for mark in marks for depth in range(1, len(mark.path) + 1)}
    blind = tuple(
        error(
            "index-unknown-heading",
            f"'{' > '.join(path)}' is to print what '{' > '.join(rule.into)}' prints, "
            "which is not in the index",
            rule.span,
            did_you_mean(" > ".join(rule.into), (" > ".join(head) for head in heads)),
        )
        for path, rule in authority.double.items()
        if rule.into not in heads
    )
    return (*marks, *twice), blind


def merged_heading(path: HeadingPath, authority: IndexAuthority) -> HeadingPath:
    """The heading that takes the place of `path`; itself where the rules go in a circle."""
    return _followed(path, authority.merge) or path


def _merged(mark: PlacedMark, rules: Mapping[HeadingPath, MergeRule]) -> PlacedMark:
    path = _followed(mark.path, rules)
    return mark if path is None or path == mark.path else replace(mark, path=path)


def _followed(path: HeadingPath, rules: Mapping[HeadingPath, MergeRule]) -> HeadingPath | None:
    """Where the rules lead a heading; None where they lead it round for ever."""
    for _ in range(len(rules) + 1):
        depth = next((end for end in range(len(path), 0, -1) if path[:end] in rules), 0)
        if not depth:
            return path
        path = (*rules[path[:depth]].into, *path[depth:])
    return None


def _without_circles(
    rules: Mapping[HeadingPath, MergeRule],
) -> tuple[Mapping[HeadingPath, MergeRule], tuple[Diagnostic, ...]]:
    circles = [path for path in rules if _followed(path, rules) is None]
    found = tuple(
        error(
            "index-merge-circle",
            f"merging '{' > '.join(path)}' leads back to where it began",
            rules[path].span,
        )
        for path in circles
    )
    return {path: rule for path, rule in rules.items() if path not in circles}, found


def _idle(
    rules: Mapping[HeadingPath, MergeRule], marks: Sequence[PlacedMark]
) -> Iterator[Diagnostic]:
    heads = {mark.path[:depth] for mark in marks for depth in range(1, len(mark.path) + 1)}
    for path, rule in rules.items():
        if path not in heads and path not in {other.into for other in rules.values()}:
            name = " > ".join(path)
            message = f"no mark is under '{name}', which is to be merged"
            hint = did_you_mean(name, (" > ".join(head) for head in heads))
            yield warning("index-unknown-heading", message, rule.span, hint)


def _too_deep(mark: PlacedMark) -> Diagnostic:
    message = f"'{' > '.join(mark.path)}' has more than {LEVELS} levels"
    return error("index-levels", message, mark.span)
