"""A text edition as data: its divisions as trees of HTML, and where the printed pages begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from chapbook.apparatus.labels import Labels
from chapbook.apparatus.model import ContentsEntry
from chapbook.manuscript.book_config import BookConfig, Division


@dataclass(frozen=True)
class PageMark:
    """Where a printed page begins: its folio and the anchor of the mark."""

    folio: str
    anchor: str


@dataclass(frozen=True)
class TextDivision:
    """A division as a `<section>`; links in it lead to `chapbook:<anchor>`, pictures are named
    by their paths in the book. `page_marks` are in the order of the pages."""

    division: Division
    title: str
    language: str
    tree: Element
    page_marks: tuple[PageMark, ...]


@dataclass(frozen=True)
class TextBook:
    """The book as text. `contents` are the lines of its contents, as deep as they are printed;
    `homes` has the division of each anchor."""

    config: BookConfig
    labels: Labels
    divisions: tuple[TextDivision, ...]
    contents: tuple[ContentsEntry, ...]
    homes: Mapping[str, str]
    date: datetime

    @property
    def page_marks(self) -> tuple[tuple[str, PageMark], ...]:
        """All marks with the ids of their divisions, in the order of the pages."""
        return tuple((one.division.id, mark) for one in self.divisions for mark in one.page_marks)

    def of_kind(self, *kinds: str) -> tuple[TextDivision, ...]:
        """The divisions of these kinds, in order."""
        return tuple(one for one in self.divisions if one.division.kind in kinds)
