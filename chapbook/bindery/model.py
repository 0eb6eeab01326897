"""The physical book as data: what the linker needs, and sheets with their formes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from chapbook.composition.model import TypesetFragment, TypesetFurniture
from chapbook.manuscript.page_sizes import PageSize


@dataclass(frozen=True)
class BoundFragment:
    """A fragment with the empty pages that go before it, in the book's order. `furniture` is a
    PDF with what stands in the margins of each of its pages; None where they have it already.
    `is_in_part`: it belongs to the part that began before it."""

    fragment: TypesetFragment
    blanks_before: int
    furniture: TypesetFurniture | None = None
    is_in_part: bool = False


@dataclass(frozen=True)
class OutlineItem:
    """A line of the PDF's outline; `anchor` is a named destination."""

    title: str
    anchor: str
    children: tuple["OutlineItem", ...]


@dataclass(frozen=True)
class PageLabelRange:
    """From `first_page_index` on, pages are labelled in `style` ('D', 'r' or '' for none)
    from `first_number`, as PDF 32000-1, 12.4.2 has it."""

    first_page_index: int
    style: str
    first_number: int


@dataclass(frozen=True)
class DocumentInfo:
    """What the PDF says of itself. `created` makes its dates; same input, same date."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str
    created: datetime
    edition: str = ""
    isbn: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF; `path` is from the book's root, with slashes."""

    path: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Binding:
    """All that the linker joins to one PDF.

    `page_term` is the word for 'page' in the book's language; a link inside the book is
    described to those who don't see the page as '<page_term> <label>'. `folios`, by anchor, are
    those that fragments have left open. `unnamed` are anchors that links lead to without a name.
    By `ink_profile`, an ICC profile, colours of ink are described; None leaves them as they are.
    """

    fragments: tuple[BoundFragment, ...]
    trim: PageSize
    outline: tuple[OutlineItem, ...]
    page_labels: tuple[PageLabelRange, ...]
    info: DocumentInfo
    page_term: str = "page"
    folios: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    is_linearised: bool = False
    unnamed: frozenset[str] = frozenset()
    ink_profile: Path | None = None


@dataclass(frozen=True)
class LinkedBook:
    """The whole book as a PDF, and what its fragments disagree on.

    `missing_anchors`: named by a link or the outline, in no fragment; such a link does nothing.
    `repeated_anchors`: in more than one fragment; links lead to the first.
    Both in the order of the alphabet, without doubles.
    """

    pdf: bytes
    missing_anchors: tuple[str, ...]
    repeated_anchors: tuple[str, ...]


@dataclass(frozen=True)
class Forme:
    """One side of a sheet: the page indices at left and right, None for an empty one."""

    left: int | None
    right: int | None


@dataclass(frozen=True)
class Sheet:
    """A press sheet. The back forme is what one sees after turning it over its short edge
    (the spine stays where it is)."""

    front: Forme
    back: Forme


@dataclass(frozen=True)
class Imposition:
    """The sheets of a saddle-stitched booklet, outermost first."""

    sheets: tuple[Sheet, ...]
