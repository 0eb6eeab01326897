"""What builder and server say to each other, as data."""

from dataclasses import dataclass

from chapbook.composition.source_boxes import SourceMap
from chapbook.diagnostics import Diagnostic, SourceSpan


@dataclass(frozen=True)
class Build:
    """To the builder: files of the book were saved; `number` counts the saves."""

    number: int


@dataclass(frozen=True)
class Doing:
    """What the builder is at, in a few words."""

    text: str


@dataclass(frozen=True)
class Part:
    """The pages of a division: their text and, laid over it, their furniture, as PDFs.

    `text_digests` and `furniture_digests` have one for each page. `shifts_pt` says how far to
    the right each page's text moves; () where none does.
    """

    id: str
    text: bytes
    text_digests: tuple[str, ...]
    furniture: bytes | None
    furniture_digests: tuple[str, ...]
    shifts_pt: tuple[float, ...]
    source_map: SourceMap

    def shift_pt(self, number: int) -> float:
        """How far to the right the text of a page, from 0, moves."""
        return self.shifts_pt[number] if number < len(self.shifts_pt) else 0.0


@dataclass(frozen=True)
class ProofPulled:
    """Pages of a division as they will be, from its page `first_page` (from 0) on; the rest of the
    book isn't known yet. `is_whole`: they are all pages of the division, and `text_digests` are
    those of their text, which a guess at some of them has not."""

    number: int
    division: str
    first_page: int
    page_count: int
    pdf: bytes
    is_whole: bool
    text_digests: tuple[str, ...]


@dataclass(frozen=True)
class DivisionPlace:
    """Where a division begins: the blanks before it, its pages, the folio of its first.

    `title` is '' for one that isn't in the contents; `source` the file it comes from, or '';
    `made_from` the one whose entries it lists, or ''.
    """

    id: str
    title: str
    source: str
    blanks_before: int
    folios: tuple[str, ...]
    made_from: str = ""


@dataclass(frozen=True)
class OutlineLine:
    """A heading: its anchor, its level from 0, its words, its page from 0 in the book."""

    anchor: str
    level: int
    title: str
    page_index: int


@dataclass(frozen=True)
class SheetCell:
    """A page on a press sheet: its index in the book (None for a blank), the edges of its place in
    mm from the sheet's upper left corner, and whether it stands on its head."""

    page_index: int | None
    left_mm: float
    top_mm: float
    is_head_down: bool


@dataclass(frozen=True)
class SheetSide:
    """One side of a press sheet: 'sheet 3, back'."""

    name: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class Sheets:
    """The book as it goes on paper, of `width_mm` by `height_mm`."""

    width_mm: float
    height_mm: float
    sides: tuple[SheetSide, ...]


@dataclass(frozen=True)
class SourceNames:
    """What can be named in the text: keys of sources with a word on each, headwords of the index,
    ids for cross references with their titles; and where anchors were written."""

    citations: tuple[tuple[str, str], ...]
    headwords: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, SourceSpan], ...]


@dataclass(frozen=True)
class BookSet:
    """All pages are known. `parts` are those that have changed since the last message.
    `prints_proposed`: of changes that aren't settled the book prints what is proposed."""

    number: int
    title: str
    page_width_mm: float
    page_height_mm: float
    binding_side: str
    divisions: tuple[DivisionPlace, ...]
    parts: tuple[Part, ...]
    outline: tuple[OutlineLine, ...]
    sheets: Sheets | None
    names: SourceNames
    prints_proposed: bool


@dataclass(frozen=True)
class Finished:
    """A build has come to its end: all that is wrong; the book as a PDF, None where there is none
    to read."""

    number: int
    diagnostics: tuple[Diagnostic, ...]
    pdf: bytes | None


Message = Doing | ProofPulled | BookSet | Finished
