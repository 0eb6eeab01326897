"""Turn the shipped styles/ and a book's own into the stylesheets of its fragments.

A book's file replaces the shipped one of the same name; further files of its own come last.
"""

from dataclasses import dataclass
from pathlib import Path

from chapbook.composition.geometry import page_css, page_geometry
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_files import read_book_file
from chapbook.manuscript.model import PageSize

ORDER = (
    "fonts/fonts.css", "page.css", "type.css", "headings.css", "notes.css", "endnotes.css",
    "openings.css", "extracts.css", "verse.css", "letters.css", "lists.css", "tables.css",
    "figures.css", "breaks.css", "sidebars.css", "code.css", "parts.css",
    "front.css", "contents.css", "bibliography.css", "index.css",
)  # fmt: skip


@dataclass(frozen=True)
class Stylesheet:
    """A stylesheet's text; `path` names it in diagnostics, relative URLs start at `folder`."""

    path: str
    text: str
    folder: Path


def read_stylesheets(
    root: Path, shipped: Path, trim: PageSize
) -> tuple[tuple[Stylesheet, ...], tuple[Diagnostic, ...]]:
    """The stylesheets of the book at `root` in the order of the cascade.

    A file of the book that can't be read, or lies outside it, is an error; the shipped one
    stands in for it.
    """
    folder = shipped / "styles"
    sheets = [Stylesheet("(trim)", page_css(page_geometry(trim)), folder)]
    diagnostics: list[Diagnostic] = []
    own = _own_names(root)
    for name in (*ORDER, *sorted(own.difference(ORDER))):
        path = f"styles/{name}"
        if name in own:
            found = read_book_file(root, path, SourceSpan(path, 1))
            diagnostics += found.diagnostics
            if found.source:
                sheets.append(Stylesheet(path, found.source.text, (root / path).parent))
                continue
        if name in ORDER:
            stock = folder / name
            sheets.append(Stylesheet(path, stock.read_text("utf-8"), stock.parent))
    return tuple(sheets), tuple(diagnostics)


def _own_names(root: Path) -> set[str]:
    own = root / "styles"
    return {path.relative_to(own).as_posix() for path in own.rglob("*.css")}
