"""Turn a theme's name into its folder and its proportions of a page.

A theme is a folder styles/themes/<name>, of the book or of those that ship: fonts.css maps
the faces' roles to files, other stylesheets change the shared ones, theme.toml the page.
"""

from dataclasses import dataclass
from pathlib import Path

from chapbook.diagnostics import BookError, Diagnostic, did_you_mean, error
from chapbook.manuscript.book_config import PageSettings
from chapbook.manuscript.book_files import inside_book, read_book_file
from chapbook.manuscript.settings import Settings, load_toml

THEMES = "styles/themes"
FALLBACK = "classic"
THEME_TOML = "theme.toml"


@dataclass(frozen=True)
class Proportions:
    """A page's proportions: margins as shares of the trim's width or height, the leading in
    type sizes, the type size on A5, the longest measure in ems of the type.

    These are those of an A5 page with a text block of 108 mm by 35 lines of 13.5 pt,
    gutter 18 and fore-edge 22 mm, head 18 mm. What hands, staples and glue need at least is in
    millimetres.
    """

    gutter: float = 18 / 148
    fore_edge: float = 22 / 148
    head: float = 18 / 210
    least_foot: float = 0.118
    leading: float = 13.5 / 10.5
    size_pt: float = 10.5
    longest_measure_em: float = 30.0
    least_gutter_mm: float = 13.0
    least_fore_edge_mm: float = 12.0


LIMITS = {
    "gutter": (0.04, 0.4), "fore_edge": (0.04, 0.4), "head": (0.04, 0.4), "least_foot": (0.04, 0.4),
    "leading": (1.0, 2.0), "size_pt": (7.0, 24.0), "longest_measure_em": (15.0, 50.0),
}  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """A theme: the book's own or a shipped one. `root` holds styles/themes; the program's
    folder where the theme ships."""

    name: str
    root: Path
    proportions: Proportions

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.root / THEMES / self.name


def read_theme(
    root: Path, shipped: Path, page: PageSettings
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme that `page` names. One that there is not is an error, and the classic one
    stands in for it; so do the usual proportions for wrong ones."""
    known = {name: place for place in (shipped, root) for name in _names(place)}
    if page.theme not in known:
        hint = did_you_mean(page.theme, known) or f"known: {', '.join(sorted(known))}"
        found = error("theme-unknown", f"there is no theme '{page.theme}'", page.theme_span, hint)
        return Theme(FALLBACK, shipped, Proportions()), (found,)
    place = known[page.theme]
    proportions, wrong = _proportions(place, page.theme)
    return Theme(page.theme, place, proportions), wrong


def _names(root: Path) -> list[str]:
    folder = inside_book(root, THEMES)
    if folder is None or not folder.is_dir():
        return []
    return [path.name for path in sorted(folder.iterdir()) if (path / "fonts.css").is_file()]


def _proportions(root: Path, name: str) -> tuple[Proportions, tuple[Diagnostic, ...]]:
    path = f"{THEMES}/{name}/{THEME_TOML}"
    if not (root / path).exists():
        return Proportions(), ()
    read = read_book_file(root, path, None)
    if read.source is None:
        return Proportions(), read.diagnostics
    try:
        settings = load_toml(path, read.source.text)
    except BookError as wrong:
        return Proportions(), wrong.diagnostics
    settings.check_keys({"page": LIMITS})
    return _given(settings), tuple(settings.diagnostics)


def _given(settings: Settings) -> Proportions:
    given = {key: settings.number("page", key, *limits) for key, limits in LIMITS.items()}
    return Proportions(**{key: value for key, value in given.items() if value is not None})
