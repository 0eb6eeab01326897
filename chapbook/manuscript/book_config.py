"""What book.toml says, as data: the book's divisions, its pages, lines, notes and citations."""

from dataclasses import dataclass
from enum import StrEnum

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.check_settings import NOTHING_OFF, CheckSettings
from chapbook.manuscript.house_style import CUSTOMARY, HouseStyle
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import BOOK_TOML, PrintSettings


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
