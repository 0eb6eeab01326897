"""Differences from pandoc that docs/citations.md explains: what both texts are without them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.oracle.situations import SlotCite


@dataclass(frozen=True)
class Texts:
    """A citation or an entry; and the author that is told in the text, for one in a note."""

    text: str
    author: str = ""

    def __str__(self) -> str:
        return f"{self.author} | {self.text}" if self.author else self.text


@dataclass(frozen=True)
class Pair:
    """What both programs made of the same. `place` says of what.

    `cites` are the cites with, for each, whether the work has an author; `in_words`: the
    citation shares its note with words.
    """

    place: str
    ours: Texts
    theirs: Texts
    cites: tuple[tuple[SlotCite, bool], ...] = ()
    in_words: bool = False
    in_note: bool = False

    @property
    def same(self) -> bool:
        """Whether both are the same."""
        return self.ours == self.theirs


def _with(pair: Pair, ours: str | None = None, theirs: str | None = None) -> Pair:
    """The pair with other texts."""
    return replace(
        pair,
        ours=pair.ours if ours is None else replace(pair.ours, text=ours),
        theirs=pair.theirs if theirs is None else replace(pair.theirs, text=theirs),
    )


def _comma_after_mark(pair: Pair) -> Pair:
    """Pandoc leaves out a comma behind a title in quotation marks that ends with . ? or !"""
    return _with(pair, ours=re.sub(r"(?<=[.?!]),(?=”)", "", pair.ours.text))


def _issue_range(pair: Pair) -> Pair:
    """Pandoc leaves the hyphen in a range of issues."""
    return _with(pair, theirs=re.sub(r"(?<=\d)-(?=\d)", "–", pair.theirs.text))


def _lost_translator(pair: Pair) -> Pair:
    """Pandoc loses the translator where the editor stands for the author."""
    lost = r"(, trans\. (by )?|\. Translated by )Edith Halloran"
    return _with(pair, ours=re.sub(lost, "", pair.ours.text))


def _date_twice(pair: Pair) -> Pair:
    """Pandoc repeats a date that a substitution has used up."""

    def without(found: re.Match[str]) -> str:
        quote, mark = found[1], found[2]
        return f"{mark}{quote}" if quote == "”" and mark in ".," else f"{quote}{mark}"

    theirs = re.sub(r"(?<=signature),?([”’]),? \(2004\)(.?)", without, pair.theirs.text)
    return _with(pair, theirs=theirs)


def _nameless_group(pair: Pair) -> Pair:
    """Pandoc groups cites that have no names at all."""
    return _with(pair, theirs=re.sub(r", (?=<i>Harper v)", "; ", pair.theirs.text))


def _nameless(pair: Pair) -> Pair:
    """Where a work without an author is cited without its author, we leave the title, and give
    the author in the text no label."""
    if pair.in_note and any(cite.part and not has_author for cite, has_author in pair.cites):
        return replace(pair, ours=Texts(""), theirs=Texts(""))
    return pair


def _capital(pair: Pair) -> Pair:
    """Pandoc gives no capital to a citation that begins a note which has words too."""
    if not pair.in_words:
        return pair
    return _with(pair, _capitalised(pair.ours.text), _capitalised(pair.theirs.text))


def _capitalised(text: str) -> str:
    found = re.match(r"(?:<[^>]*>|\W)*", text)
    at = found.end() if found else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


Rule = tuple[str, Callable[[Pair], Pair]]

RULES: Sequence[Rule] = (
    ("comma after a mark", _comma_after_mark),
    ("range of issues", _issue_range),
    ("editor in the author's place", _lost_translator),
    ("date used up", _date_twice),
    ("cites without names", _nameless_group),
    ("works without an author", _nameless),
    ("capital in a note", _capital),
)
"""The differences by their headings in docs/citations.md."""


def reasons(pair: Pair) -> tuple[str, ...] | None:
    """The headings that explain a difference; None where they don't."""
    needed = list(RULES)
    if not _without(pair, needed).same:
        return None
    for rule in RULES:
        others = [one for one in needed if one is not rule]
        if _without(pair, others).same:
            needed = others
    return tuple(name for name, _ in needed)


def _without(pair: Pair, rules: Sequence[Rule]) -> Pair:
    for _, without in rules:
        pair = without(pair)
    return pair
