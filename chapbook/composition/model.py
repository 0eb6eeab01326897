"""Pages as data: HTML fragments, typeset fragments, and where everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.line_counts import NO_LINES, LineCounts
from chapbook.composition.source_boxes import NOTHING_WRITTEN, SourceMap
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import Division, Opening


@dataclass(frozen=True)
class PlannedNote:
    """A note that a fragment must show: the ids of its call and text, where it was written."""

    call_anchor: str
    note_anchor: str
    span: SourceSpan


@dataclass(frozen=True)
class HtmlFragment:
    """A division as HTML, ready to be set; `digest` covers all that can change its pages.

    `starts_on` is RECTO or VERSO for one whose pages depend on their side, else NEXT: it is set
    as if on a recto, and the linker moves its pages. `with_margins`: it is set with what stands
    in the margins of its pages, which else comes later; `margin_css` is about that alone.
    `source` and `source_text` are the file that it comes from, for diagnostics: '' for a
    division that the program makes.
    """

    id: str
    html: str
    starts_on: Opening
    with_margins: bool
    digest: str
    notes: tuple[PlannedNote, ...]
    margin_css: str
    source: str
    source_text: str


@dataclass(frozen=True, slots=True)
class AnchorPosition:
    """Where an anchor stands: page from 0 in its fragment, x and y in pt from the page's
    lower left corner, as PDF counts."""

    page: int
    x_pt: float
    y_pt: float


@dataclass(frozen=True, slots=True)
class OpenFolio:
    """A folio that was set as noughts: its page from 0 in the fragment, the anchor whose folio
    is wanted, the codes of the figures from 0 to 9, which are of one width, in hexadecimal
    digits."""

    page: int
    anchor: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOpening:
    """Where a page begins in the text: in a block, as counted_text.py names it, after so many
    letters and figures of its text."""

    block: str
    letters: int


@dataclass(frozen=True, slots=True)
class PageMargins:
    """What the margin boxes of a page print.

    `side`, `blank`, `name`, `index` and `groups` are what CSS tells pages apart by; `counters`
    count a fragment's first page as 1; `strings` has the named strings that aren't empty, by
    '<keyword> <name>' as string() has them. The page's text was set from `text_left_px` on.
    `bars_px` are top and bottom of the change bars beside it.
    """

    side: str
    blank: bool
    name: str
    index: int
    groups: tuple[tuple[str, int], ...]
    counters: Mapping[str, tuple[int, ...]]
    strings: Mapping[str, str]
    text_left_px: float
    bars_px: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class TypesetFragment:
    """A fragment's pages as a PDF. Links to other fragments are URIs `chapbook:<anchor>`.

    `diagnostics` say what is wrong, `tightening` what might be set better; both have marks for
    folios (late_folios.py). `margins` say what is to stand in the margins of each page, none
    where the pages have it already. `open_folios` are drawn, marked by their numbers in
    this tuple, as noughts. `page_starts` has the place in the text where each page begins
    (page_starts.py), `page_openings` the words there, None for a page without any; `source_map`
    says where its text was written.
    """

    id: str
    digest: str
    pdf: bytes
    page_count: int
    anchors: Mapping[str, AnchorPosition]
    diagnostics: tuple[Diagnostic, ...]
    tightening: tuple[Diagnostic, ...] = ()
    line_counts: LineCounts = NO_LINES
    margins: tuple[PageMargins, ...] = ()
    open_folios: tuple[OpenFolio, ...] = ()
    page_starts: tuple[tuple[int, ...] | None, ...] = ()
    page_openings: tuple[PageOpening | None, ...] = ()
    source_map: SourceMap = NOTHING_WRITTEN


@dataclass(frozen=True)
class HtmlFurniture:
    """The furniture of a fragment, ready to be set: its HTML without any text, and what the
    margins of each page need; `digest` covers all that can change it."""

    id: str
    html: str
    margins: tuple[PageMargins, ...]
    first_folio: int
    digest: str
    source: str


@dataclass(frozen=True)
class TypesetFurniture:
    """Running heads and folios as a PDF with a page for each of the fragment's.

    `shifts_pt`: how far to the right the text of each page moves to stand on its true side.
    """

    id: str
    digest: str
    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]
    shifts_pt: tuple[float, ...]


@dataclass(frozen=True)
class Placement:
    """A fragment's place in the book: the index of its first page (after `blanks_before`
    empty ones), the number and style of its first folio."""

    division: Division
    first_page_index: int
    blanks_before: int
    first_folio: int
    folio_style: FolioStyle
    page_count: int

    @property
    def first_folio_printed(self) -> Folio:
        """The folio of the first page, as printed."""
        return Folio(self.first_folio, self.folio_style)


@dataclass(frozen=True)
class Pagination:
    """The page of every anchor and the place of every fragment; compared with ==."""

    placements: tuple[Placement, ...]
    locations: Mapping[str, PageLocation]

    @property
    def page_count(self) -> int:
        """The pages of the whole book, blanks included."""
        if not self.placements:
            return 0
        last = self.placements[-1]
        return last.first_page_index + last.page_count
