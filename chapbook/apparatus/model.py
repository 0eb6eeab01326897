"""The scholarly apparatus as data: references, notes, links, contents and index, resolved.

A resolved chapter still has its slots (`<cb-slot n="…"></cb-slot>`), now with everything
known that stands there but the folios, which only typesetting tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chapbook.apparatus.index_model import Index as Index
from chapbook.apparatus.index_model import IndexEntry as IndexEntry
from chapbook.apparatus.index_model import IndexPlace as IndexPlace
from chapbook.apparatus.index_model import IndexSection as IndexSection
from chapbook.apparatus.index_model import Locator as Locator
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Division
from chapbook.manuscript.model import ChapterMetadata


class FolioStyle(StrEnum):
    """The figures of a folio."""

    ARABIC = "arabic"
    ROMAN = "roman"


ROMAN_FIGURES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folio:
    """A printed page number; its str() is what is printed: '37' or 'xiv'."""

    number: int
    style: FolioStyle

    def __str__(self) -> str:
        if self.style is FolioStyle.ARABIC:
            return str(self.number)
        rest, letters = self.number, ""
        for value, figure in ROMAN_FIGURES:
            count, rest = divmod(rest, value)
            letters += figure * count
        return letters


@dataclass(frozen=True, slots=True)
class PageLocation:
    """The page on which an anchor stands: its index in the book from 0, and its folio."""

    page_index: int
    folio: Folio


@dataclass(frozen=True)
class Reference:
    """One entry of the bibliography.

    `item` is its CSL item as CSL-JSON; `annotation` is HTML. `anchor` is the id of its entry
    in the printed bibliography.
    """

    key: str
    kind: str
    language: str
    keywords: frozenset[str]
    annotation: str
    item: Mapping[str, object]
    anchor: str
    span: SourceSpan


@dataclass(frozen=True)
class CitedItem:
    """One source as cited in one place; prefix, suffix and locator are HTML."""

    reference: Reference
    prefix: str
    label: str
    locator: str
    suffix: str
    suppress_author: bool


@dataclass(frozen=True)
class BookCitation:
    """A citation as it stands in the book.

    `note` is the number of its note, 0 in the text; `anchor` is on its page, '' where nothing
    is known of that. `name_only`: the name that `@key` leaves in the text. `bare`: inside a
    sentence of a note, and `begins` that sentence; `point` is the punctuation behind it.
    """

    items: tuple[CitedItem, ...]
    division: str
    note: int
    anchor: str
    name_only: bool = False
    bare: bool = False
    begins: bool = True
    point: str = ""


@dataclass(frozen=True)
class CitationText:
    """Where the text of the book's citation `number` stands; `lead` and `trail` are around it.

    `takes_point`: it has the punctuation mark behind the slot in itself.
    """

    number: int
    lead: str = ""
    trail: str = ""
    takes_point: bool = False


@dataclass(frozen=True)
class Footnote:
    """A note with its number. `blocks` are HTML with slots, as in manuscript.Note.

    `call_anchor` and `note_anchor` are the ids that the links between call and note use.
    `is_struck`: an earlier state of the book had it, by that number.
    """

    number: int
    call_anchor: str
    note_anchor: str
    blocks: tuple[str, ...]
    span: SourceSpan
    is_struck: bool = False


@dataclass(frozen=True)
class Link:
    """A cross reference with its target found. `html` is what it says, slots included."""

    anchor: str
    html: str
    show_text: bool
    show_folio: bool


@dataclass(frozen=True)
class Gap:
    """What could not be resolved, as a draft marks it on the page."""

    text: str


ResolvedSlot = Footnote | CitationText | Link | Gap | tuple["ResolvedSlot", ...]
"""What fills a slot; a tuple is filled one after the other (a narrative name and its note)."""


@dataclass(frozen=True)
class ResolvedChapter:
    """A chapter with its apparatus resolved. `number` is what stands over
    its title ('3', 'Part II', 'Appendix A'), '' for one that takes no number.

    `slots` has the parsed chapter's slots at their numbers, then those that resolving
    made (the citation inside the note that a citation became).
    """

    division: Division
    path: str
    metadata: ChapterMetadata
    number: str
    title_html: str
    title_text: str
    body: str
    slots: tuple[ResolvedSlot, ...]


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents. `number` is the division's, or ''; `kind` the division's kind,
    'heading', 'figure' or 'table'.

    `level` is 1 for a chapter, 2 for its headings; 0 for what a book with parts has on a
    level with them.
    """

    anchor: str
    level: int
    number: str
    title_html: str
    title_text: str
    kind: str = "chapter"


@dataclass(frozen=True)
class Apparatus:
    """What the apparatus stage makes of the parsed chapters.

    `listed` are the references cited, or listed without a citation, in the order of that.
    `captions` has what each figure and table is called ('Figure 3'), as HTML, by its anchor.
    """

    chapters: tuple[ResolvedChapter, ...]
    contents: tuple[ContentsEntry, ...]
    illustrations: tuple[ContentsEntry, ...]
    citations: tuple[BookCitation, ...]
    listed: tuple[Reference, ...]
    captions: Mapping[str, str]
