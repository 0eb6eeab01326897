"""Turn the name of a citation style into the text of its .csl file and of the locale files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.book_files import book_file, read_book_file
from chapbook.manuscript.model import SourceText

STYLES, LOCALES = "bibliography/styles", "bibliography/locales"
DEFAULT_STYLE = "chicago-notes-bibliography"


@dataclass(frozen=True)
class StyleFiles:
    """A style's file as read (None where there is none), and the locale files by language."""

    style: SourceText | None
    locales: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def read_style_files(root: Path, shipped: Path, name: str, span: SourceSpan) -> StyleFiles:
    """The style: a file of the book where the name ends in '.csl', else one of the book's
    bibliography/styles or of those that ship. `span` is where the book names it.

    A book's own bibliography/locales go before those that ship.
    """
    locales = {**_locales(shipped), **_locales(root)}
    path = name if name.endswith(".csl") else f"{STYLES}/{name}.csl"
    if name.endswith(".csl") or book_file(root, path) is not None:
        read = read_book_file(root, path, span)
        return StyleFiles(read.source, locales, read.diagnostics)
    stock = book_file(shipped, path)
    if stock is not None:
        return StyleFiles(SourceText(path, stock.read_text("utf-8")), locales, ())
    hint = did_you_mean(name, _known(root) | _known(shipped)) or "or the path of a .csl file"
    found = error("citation-style", f"there is no citation style '{name}'", span, hint)
    return StyleFiles(None, locales, (found,))


def _known(root: Path) -> frozenset[str]:
    return frozenset(path.stem for path in (root / STYLES).glob("*.csl"))


def _locales(root: Path) -> dict[str, str]:
    files = sorted((root / LOCALES).glob("locales-*.xml"))
    return {
        path.stem.removeprefix("locales-"): path.read_text("utf-8", errors="replace")
        for path in files
        if book_file(root, f"{LOCALES}/{path.name}") is not None
    }
