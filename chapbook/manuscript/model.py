"""What the author wrote, as data: the book's files and its parsed chapters.

A parsed chapter's HTML holds no scholarly apparatus. Where the author put a note, a
citation or a cross reference, the HTML has a slot, `<cb-slot n="3"></cb-slot>`, and
`ParsedChapter.slots[3]` says what stands there. Slots are numbered in document order of
the body, then of the notes, and occur in `body`, in `Note.blocks`, in headings' and
captions' HTML and in `CrossReference.html`; each exactly once.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import BookConfig, Division


@dataclass(frozen=True)
class SourceChapter:
    """A Markdown file as read: its place in the book and its whole text."""

    division: Division
    path: str
    text: str


@dataclass(frozen=True)
class SourceText:
    """Another text file of the book: the bibliography, the index's authority file."""

    path: str
    text: str


@dataclass(frozen=True)
class Manuscript:
    """Everything read from a book directory. `root` is that directory, resolved."""

    root: Path
    config: BookConfig
    chapters: tuple[SourceChapter, ...]
    bibliography: SourceText | None
    index_authority: SourceText | None


@dataclass(frozen=True)
class ChapterMetadata:
    """The YAML block at a chapter's top, defaults filled in.

    `title` is plain text where the metadata or the first heading gives one, else ''.
    `running_title` is the short form for running heads. `numbered` says whether the
    chapter takes a number (body matter does by default, front and back don't). `author`
    is for a chapter by another hand than the book's. `nocite` has the keys of sources that
    are listed though the chapter doesn't cite them, '*' for all; `nocite_spans` their places.
    """

    title: str
    running_title: str
    language: str
    numbered: bool
    author: str = ""
    nocite: tuple[str, ...] = ()
    nocite_spans: tuple[SourceSpan, ...] = ()


@dataclass(frozen=True)
class NoteCall:
    """A call in the text for `ParsedChapter.notes[note]`."""

    note: int
    span: SourceSpan


@dataclass(frozen=True)
class CitationItem:
    """One source in a citation. Prefix, locator and suffix are HTML without slots.

    `label` is the CSL term of the locator ('page', 'chapter', 'volume', …); '' without one,
    and for a locator in braces that begins with neither label nor digit. The suffix has the
    space or comma that it begins with, and all that follows the locator's first part
    (', p. 45' in 'vol. 2, p. 45').
    """

    key: str
    prefix: str
    label: str
    locator: str
    suffix: str
    suppress_author: bool
    span: SourceSpan


@dataclass(frozen=True)
class Citation:
    """One bracket of citations, or a narrative one (`@key` in the running text)."""

    items: tuple[CitationItem, ...]
    narrative: bool
    span: SourceSpan


@dataclass(frozen=True)
class CrossReference:
    """A link to a target in the book. `html` is the author's text ('' takes the target's title).

    `show_text` and `show_folio`: `[text](#id)` shows both, `{.nopage}` the text alone,
    `[](#id){.page}` the folio alone.
    """

    target: str
    html: str
    show_text: bool
    show_folio: bool
    span: SourceSpan


@dataclass(frozen=True)
class StruckNote:
    """A note of an earlier state of the book, for the change edition: its number then, and its
    text as HTML without slots."""

    number: int
    html: str
    span: SourceSpan


Slot = NoteCall | Citation | CrossReference | StruckNote


@dataclass(frozen=True)
class Note:
    """A note's text: one HTML string for each block.

    A note stands inside a paragraph's line, so its blocks are phrasing content: paragraphs
    come without a tag, other blocks as `<span class="note-quote">` and the like.
    """

    blocks: tuple[str, ...]
    span: SourceSpan


class MarkRole(StrEnum):
    """What an index mark does: one place, or the ends of a range."""

    POINT = "point"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True)
class IndexMark:
    """One headword at one place. `path` is headword, subentry, sub-subentry as far as given.

    `anchor` is the id of the element in the HTML. `note` is the index of the note that
    holds the mark, `in_figure` says whether a figure or table does.
    """

    path: tuple[str, ...]
    anchor: str
    role: MarkRole
    principal: bool
    sort_key: str
    note: int | None
    in_figure: bool
    span: SourceSpan


@dataclass(frozen=True)
class Target:
    """Something that can be referred to. `id` as the author writes it, `anchor` as in the HTML.

    `kind`: 'heading', 'figure', 'table' or 'place'. `title_html` is the heading or caption,
    '' for a place.
    `level`: 1 for the chapter's own heading, 2 for the next, 0 for what is no heading.
    """

    id: str
    anchor: str
    kind: str
    title_html: str
    title_text: str
    level: int
    span: SourceSpan


@dataclass(frozen=True)
class ParsedChapter:
    """A chapter after Markdown. `title_html` is its heading, which `body` no longer holds.

    Every block element of `body` has `data-line`, its line in the source file. Anchors
    are `<division id>--<local id>`; the chapter's own anchor is its division's id. `images` are
    paths from the book's root; `image_lookups` says where they were looked for, and what was there.
    """

    division: Division
    path: str
    metadata: ChapterMetadata
    title_html: str
    title_text: str
    body: str
    slots: tuple[Slot, ...]
    notes: tuple[Note, ...]
    marks: tuple[IndexMark, ...]
    targets: tuple[Target, ...]
    images: tuple[str, ...]
    image_lookups: tuple[tuple[str, str | None], ...] = ()
