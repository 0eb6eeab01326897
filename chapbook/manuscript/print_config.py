"""What book.toml says of paper and press, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.page_sizes import PAPER_SIZES, PageSize

BOOK_TOML = SourceSpan("book.toml", 1)
"""The file, where nothing in it is meant."""
MARKS = ("fold", "crop", "staple", "collation", "registration", "slug")
"""What may be printed for the bindery beside the pages."""


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

    paper: PageSize = PAPER_SIZES["A4"]
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
