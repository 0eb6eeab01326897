"""The printed citations and entries of a book, as data."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedEntry:
    """An entry of the printed bibliography: its reference's key and its HTML.

    `label` is what the style sets apart at its beginning ('[1]'), or ''. `whole` is the HTML
    where not the same entry stands before it, so that no dash may stand for its authors.
    """

    key: str
    html: str
    label: str
    whole: str


@dataclass(frozen=True)
class CitationTexts:
    """The HTML of each of the book's citations, and the entries in printing order."""

    citations: Sequence[str]
    entries: tuple[PrintedEntry, ...]
