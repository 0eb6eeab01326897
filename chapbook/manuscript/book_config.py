"""What book.toml says, as data: the book's divisions, its pages, lines, notes and citations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.check_settings import NOTHING_OFF, CheckSettings
from chapbook.manuscript.house_style import CUSTOMARY, HouseStyle


class Matter(StrEnum):
    """Front matter has roman folios; body and back matter share the arabic ones."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Opening(StrEnum):
    """The side on which a division begins."""

    RECTO = "recto"
    VERSO = "verso"
    NEXT = "next"


@dataclass(frozen=True)
class Division:
    """One division of the book in its order.

    `kind` names its template: half-title, title, imprint, contents, part, chapter, appendix,
    bibliography, index, errata, colophon, back-cover. `source` is the Markdown file, or None
    for a division that the program makes. `id` is unique in the book and names its fragment
    and its anchor.
    """

    id: str
    kind: str
    matter: Matter
    opening: Opening
    source: str | None
    span: SourceSpan | None


@dataclass(frozen=True)
class PageSize:
    """A trimmed page or a press sheet, upright."""

    width_mm: float
    height_mm: float


class Scheme(StrEnum):
    """How a book is folded, cut and bound: a single signature stitched through the fold,
    signatures glued at the spine, leaves cut and stacked, or spreads to be read as they are."""

    SADDLE_STITCH = "saddle-stitch"
    PERFECT_BINDING = "perfect-binding"
    CUT_AND_STACK = "cut-and-stack"
    SPREADS = "spreads"


class WorkStyle(StrEnum):
    """How a sheet gets its back: from a forme of its own, or from that of the front, with which it
    stands on one plate; then the paper is turned as a leaf is, or head over foot."""

    SHEETWISE = "sheetwise"
    WORK_AND_TURN = "work-and-turn"
    WORK_AND_TUMBLE = "work-and-tumble"


PHONE_DPI = 300
"""A page of 90 mm has as many pixels, 1,063, as most phones have across."""


class Edition(StrEnum):
    """What is made of the book: as it is, in large print, for a print shop, for the screen of a
    phone, as a draft for its editors, or with what has changed since a revision."""

    STANDARD = ""
    LARGE_PRINT = "large-print"
    PRESS = "press"
    PHONE = "phone"
    DRAFT = "draft"
    DIFF = "diff"

    @property
    def is_bound(self) -> bool:
        """Whether its pages are leaves; else they follow each other on a screen."""
        return self is not Edition.PHONE

    @property
    def is_read(self) -> bool:
        """Whether its PDF is handed round as it is, to be read."""
        return self in (Edition.STANDARD, Edition.LARGE_PRINT, Edition.PHONE)

    @property
    def image_dpi(self) -> int | None:
        """How many pixels an inch its pictures may have; None leaves them as they are."""
        return PHONE_DPI if self is Edition.PHONE else None


BOOK_TOML = SourceSpan("book.toml", 1)


@dataclass(frozen=True)
class PageSettings:
    """How pages look. `sheet` is what a page is printed on: the trim, or more in a draft, with
    room to write at the fore-edge and the foot; what bleeds goes `bleed_mm` beyond it. `theme` is
    a folder of styles/themes, `theme_span` where it is named.

    Type size, leading and lines a page are None where the trim decides; `lines_span` is
    where the lines are set, or the page's section. `has_side_notes`: a part of the measure is
    theirs.
    """

    trim: PageSize
    sheet: PageSize
    theme: str = "classic"
    theme_span: SourceSpan = BOOK_TOML
    size_pt: float | None = None
    leading_pt: float | None = None
    lines: int | None = None
    lines_span: SourceSpan = BOOK_TOML
    has_side_notes: bool = False
    bleed_mm: float = 0.0


@dataclass(frozen=True)
class PressSettings:
    """What a print shop gets. `colour` is 'grey' (black alone) or 'cmyk'; `profile` an ICC profile
    in the book ('' for the shipped one), and `condition` the registered name of the printing
    condition that it describes, '' for none. More ink than `ink_limit_percent` is a warning, and
    so are images of fewer than `image_dpi` and lines thinner than `hairline_pt`."""

    colour: str = "grey"
    profile: str = ""
    condition: str = ""
    ink_limit_percent: float = 300.0
    image_dpi: float = 300.0
    hairline_pt: float = 0.25


@dataclass(frozen=True)
class PrintSettings:
    """How the book goes on paper: book.toml's [print].

    `up` pages stand on a forme (None: as many as the paper holds, up to four); a sheet is folded
    `folds` times; a signature of a perfect binding has `signature_pages`. `binding_side` is
    'left' or 'right', the spine's side seen from the front cover. Thicknesses of one leaf are
    `caliper_mm`, of the cover's `cover_caliper_mm`; `gsm` is what was given instead, in g/m².
    `milling_mm` is taken off the spine before gluing, `gap_mm` stands between pages that are cut
    apart. `marks` are names of MARKS.

    `cover`: the first and last page are the cover ('self'), or a 'wrap' goes around the pages.

    The printer: it prints both `sides` or one; a sheet is turned over its `flip` edge
    ('short-edge', 'long-edge', or 'auto': the one that its pages want); paper lies in the `feed`
    with the side to be printed 'face-up' or 'face-down', and comes out into the `tray` so;
    `back_shift_mm` moves the back formes right and up.

    `press` is for a print shop. `spans` has where each key stands, for what is found wrong later.
    """

    paper: PageSize = PageSize(210, 297)
    scheme: Scheme = Scheme.SADDLE_STITCH
    work_style: WorkStyle = WorkStyle.SHEETWISE
    up: int | None = None
    folds: int = 1
    signature_pages: int = 16
    binding_side: str = "left"
    caliper_mm: float = 0.104
    gsm: float | None = 80
    cover_caliper_mm: float = 0.3
    milling_mm: float = 0.0
    gap_mm: float = 0.0
    bleed_mm: float = 3.0
    marks: frozenset[str] = frozenset()
    notes_pages: bool = False
    cover: str = "self"
    sides: str = "both"
    flip: str = "auto"
    tray: str = "face-down"
    feed: str = "face-up"
    back_shift_mm: tuple[float, float] = (0.0, 0.0)
    press: PressSettings = PressSettings()
    spans: Mapping[str, SourceSpan] = field(default_factory=dict)

    def span(self, key: str) -> SourceSpan:
        """Where the setting stands, or the section, or the file."""
        return self.spans.get(key, self.spans.get("", BOOK_TOML))


MARKS = ("fold", "crop", "staple", "collation", "registration", "slug")
"""What may be printed for the bindery beside the pages."""

KINDS_KEPT = ("initials", "titles", "numbers", "units", "dates", "short words")
"""What no line break parts: 'J. Stalin', 'Mr X', 'p. 3', '5 km', '25 January', 'в доме'."""


@dataclass(frozen=True)
class Hyphenation:
    """How words are divided. `words` are exceptions by the tag of their language, a hyphen
    wherever they may be divided; None leaves a limit to the language and the theme."""

    divides: bool = True
    chars: int | None = None
    before: int | None = None
    after: int | None = None
    zone_percent: float | None = None
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class CitationSettings:
    """How sources are cited. `style` is the name of a CSL style, `style_span` where it is named.

    `subsequent`: within 'chapter' or 'book' a source counts as cited before. `ibid`: an ibid
    may refer to a citation on the same 'page' or 'spread', or on any ('anywhere').
    `back_references`: entries say on which pages they are cited.
    """

    style: str
    style_span: SourceSpan
    subsequent: str
    ibid: str
    back_references: bool


@dataclass(frozen=True)
class BookConfig:
    """book.toml, complete: defaults filled in, every value checked.

    `edition` is what the imprint says; `output` is what is made now. `changes`: of a change in
    the text that isn't settled, the book prints the 'original' or what is 'proposed'.
    `attaches_source`: the files that the book is made from are in its PDF; `linearises`:
    that can be read while it is loaded.
    """

    title: str
    running_title: str
    subtitle: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    language: str
    slug: str
    publisher: str
    place: str
    date: str
    edition: str
    licence: str
    isbn: str
    url: str
    summary: str
    keywords: tuple[str, ...]
    divisions: tuple[Division, ...]
    page: PageSettings
    printing: PrintSettings
    notes_numbering: str
    notes_place: str
    contents_depth: int
    bibliography_source: str | None
    citations: CitationSettings
    html: str
    output: Edition = Edition.STANDARD
    hyphenation: Hyphenation = Hyphenation()
    keeps_together: frozenset[str] = frozenset(KINDS_KEPT)
    house_style: HouseStyle = CUSTOMARY
    changes: str = "original"
    checks: CheckSettings = NOTHING_OFF
    attaches_source: bool = False
    linearises: bool = False

    @property
    def file_stem(self) -> str:
        """What the names of its files begin with: the slug, and the edition's name."""
        return f"{self.slug}-{self.output}" if self.output else self.slug
