"""Turn the names of a text edition's stylesheets into their text: the book's own, or those that
ship."""

from collections.abc import Iterable
from pathlib import Path

from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_files import read_book_file

FOLDER = "styles"


def screen_styles(
    root: Path, shipped: Path, names: Iterable[str]
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The stylesheets of these names as one, and what of the book's own can't be read."""
    texts: list[str] = []
    found: list[Diagnostic] = []
    for name in names:
        path = f"{FOLDER}/{name}.css"
        own = root if (root / path).exists() else shipped
        read = read_book_file(own, path, SourceSpan(path, 1))
        found += read.diagnostics
        if read.source:
            texts.append(read.source.text)
    return "".join(texts), tuple(found)
