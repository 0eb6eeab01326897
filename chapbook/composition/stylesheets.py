"""Turn the shared styles/, a theme's, an edition's and a book's own into one cascade.

A book's file replaces the shared one and the theme's of the same name; further files of
its own come last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import tinycss2

from chapbook.composition.geometry import (
    ON_A_SCREEN,
    audit_geometry,
    line_number_css,
    page_css,
    page_geometry,
)
from chapbook.composition.hyphenation import USUAL, hyphenation_css, language_css
from chapbook.composition.themes import THEMES, Theme, read_theme
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import (
    Edition,
    Hyphenation,
    PageSettings,
)
from chapbook.manuscript.book_files import read_book_file

FONTS = "fonts.css"
ORDER = (
    "page.css", "type.css", "headings.css", "notes.css", "endnotes.css",
    "openings.css", "extracts.css", "verse.css", "letters.css", "lists.css",
    "list-numbers.css", "tables.css",
    "figures.css", "breaks.css", "sidebars.css", "code.css", "parts.css",
    "front.css", "contents.css", "bibliography.css", "index.css",
    "changes.css",
)  # fmt: skip
"""The shared files, in the order of the cascade."""
EDITIONS = "editions"
URL = re.compile(r"""url\(\s*["']?([^"')#?]+?)["'#?)\s]""")


@dataclass(frozen=True)
class Stylesheet:
    """A stylesheet's text; `path` names it in diagnostics, relative URLs start at `folder`."""

    path: str
    text: str
    folder: Path


def read_stylesheets(
    root: Path,
    shipped: Path,
    page: PageSettings,
    output: Edition = Edition.STANDARD,
    hyphenation: Hyphenation = USUAL,
) -> tuple[tuple[Stylesheet, ...], tuple[Diagnostic, ...]]:
    """The stylesheets of the book at `root` in the order of the cascade: page, faces, shared
    files, the theme's, hyphenation, the book's own, the edition's.

    A file of the book that can't be read, or lies outside it, is an error; the shipped one
    stands in for it.
    """
    theme, found = read_theme(root, shipped, page)
    proportions = theme.proportions if output.is_bound else ON_A_SCREEN
    geometry = page_geometry(page, proportions)
    reader = _Reader([*found, *audit_geometry(page, geometry)])
    own = reader.read_all(root, "styles", _own_names(root, shipped))
    themed = reader.read_all(theme.root, f"{THEMES}/{theme.name}", _theme_names(theme))
    edition = f"{EDITIONS}/{output}.css"
    shared = reader.read_all(shipped, "styles", [*ORDER, *([edition] if output else [])])
    faces = own.get(FONTS) or themed.get(FONTS)
    page_text = page_css(geometry) + language_css()
    if output is Edition.DRAFT:
        page_text += line_number_css(geometry)
    sheets = [
        Stylesheet("(page)", page_text, shipped / "styles"),
        *([faces] if faces else []),
        *(own.get(name) or shared[name] for name in ORDER),
        *(sheet for name, sheet in themed.items() if name not in (FONTS, *own)),
        Stylesheet("(hyphenation)", hyphenation_css(hyphenation), shipped / "styles"),
        *(sheet for name, sheet in own.items() if _is_further(name)),
        *([own.get(edition) or shared[edition]] if output else []),
    ]
    return tuple(sheets), tuple(reader.diagnostics)


@lru_cache(maxsize=128)
def rules_of(text: str) -> tuple[Any, ...]:
    """The rules of a stylesheet's text, which aren't changed."""
    return tuple(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def files_named(sheets: Sequence[Stylesheet]) -> tuple[Path, ...]:
    """The files that the stylesheets name by url(), images and fonts, as far as they are there."""
    named = (
        sheet.folder / unquote(found[1])
        for sheet in sheets
        for found in URL.finditer(sheet.text)
        if not PurePosixPath(found[1]).is_absolute()
    )
    return tuple(path for path in dict.fromkeys(named) if path.is_file())


@dataclass
class _Reader:
    """Reads stylesheets, gathers what is wrong with reading them."""

    diagnostics: list[Diagnostic]

    def read_all(self, root: Path, folder: str, names: Sequence[str]) -> dict[str, Stylesheet]:
        """The stylesheets at `folder` in `root` by their names, as far as they can be read."""
        sheets = {}
        for name in names:
            path = f"{folder}/{name}"
            read = read_book_file(root, path, SourceSpan(path, 1))
            self.diagnostics += read.diagnostics
            if read.source:
                sheets[name] = Stylesheet(path, read.source.text, (root / path).parent)
        return sheets


def _theme_names(theme: Theme) -> list[str]:
    """The theme's stylesheets in the order of the shared ones, then those of names of its own."""
    names = sorted(path.name for path in theme.folder.glob("*.css"))
    return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def _is_further(name: str) -> bool:
    return name not in (FONTS, *ORDER) and not name.startswith(f"{EDITIONS}/")


def _own_names(root: Path, shipped: Path) -> list[str]:
    """The book's own stylesheets of its pages; none where it lies in the program's checkout."""
    folder = root / "styles"
    if not folder.is_dir() or folder.samefile(shipped / "styles"):
        return []
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.css"))
    return sorted(name for name in names if not name.startswith(("themes/", "print/", "screen/")))
