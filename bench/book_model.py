"""A book for the bench as data, from which every program's own source is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Words:
    """Text, with the spaces inside and around it."""

    text: str
    emphasised: bool = False


@dataclass(frozen=True)
class Cite:
    """A citation; `page` is '' or its locator. In the text it becomes a note, in a note it stands
    where it is."""

    key: str
    page: str


class Role(StrEnum):
    """What a mark says of its place."""

    POINT = ""
    PRINCIPAL = "main"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True)
class Mark:
    """An index mark on `text`, which may be ''. `path`: headword, then subentry."""

    path: tuple[str, ...]
    text: str
    role: Role = Role.POINT


@dataclass(frozen=True)
class CrossReference:
    """Words, behind which the page of a heading is printed."""

    text: str
    target: str


@dataclass(frozen=True)
class Note:
    """A note, called here."""

    runs: "Sequence[Run]"


Run = Words | Cite | Mark | CrossReference | Note


@dataclass(frozen=True)
class Paragraph:
    """Text."""

    runs: Sequence[Run]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 2 is the first below the chapter's title."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class ListBlock:
    """A list of short paragraphs."""

    items: Sequence[Paragraph]
    numbered: bool


@dataclass(frozen=True)
class Quotation:
    """A quotation set off."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first row is its head."""

    rows: Sequence[Sequence[str]]
    caption: str
    id: str


@dataclass(frozen=True)
class Figure:
    """A drawing, chapters/figures/<name>.svg, 60 mm wide."""

    name: str
    caption: str
    id: str


Block = Paragraph | Heading | ListBlock | Quotation | Table | Figure


@dataclass(frozen=True)
class Chapter:
    """A chapter of the body."""

    id: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Source:
    """An entry of the bibliography, by its BibTeX fields."""

    key: str
    kind: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Book:
    """A book: contents, chapters, bibliography, index."""

    title: str
    author: str
    chapters: Sequence[Chapter]
    sources: Sequence[Source]
