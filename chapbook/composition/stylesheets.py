"""Turn the shipped styles/ and a book's own into the stylesheets of its fragments.

A book's file replaces the shipped one of the same name; further files of its own come last.
"""

from dataclasses import dataclass
from pathlib import Path

from chapbook.composition.geometry import page_css, page_geometry
from chapbook.manuscript.model import PageSize

ORDER = (
    "fonts/fonts.css", "page.css", "type.css", "headings.css", "notes.css", "blocks.css",
    "front.css", "contents.css", "bibliography.css", "index.css",
)  # fmt: skip


@dataclass(frozen=True)
class Stylesheet:
    """A stylesheet's text; `path` names it in diagnostics, relative URLs start at `folder`."""

    path: str
    text: str
    folder: Path


def read_stylesheets(root: Path, shipped: Path, trim: PageSize) -> tuple[Stylesheet, ...]:
    """The stylesheets of the book at `root` in the order of the cascade."""
    folder = shipped / "styles"
    sheets = [Stylesheet("(trim)", page_css(page_geometry(trim)), folder)]
    for name in (*ORDER, *_further(root, ORDER)):
        own, stock = root / "styles" / name, folder / name
        path = own if own.is_file() else stock
        sheets.append(Stylesheet(f"styles/{name}", path.read_text("utf-8"), path.parent))
    return tuple(sheets)


def _further(root: Path, known: tuple[str, ...]) -> list[str]:
    own = root / "styles"
    names = (path.relative_to(own).as_posix() for path in own.rglob("*.css"))
    return sorted(name for name in names if name not in known)
