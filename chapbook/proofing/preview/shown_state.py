"""Turn what is shown, and what is wrong with the book, into what the browser is told."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from chapbook.diagnostics import Diagnostic, in_order
from chapbook.proofing.preview.decision_history import Decision
from chapbook.proofing.preview.proof import View
from chapbook.proofing.preview.review import Reviewed

PT_PER_MM = 72 / 25.4
LONGEST_LINE = 2000
LISTED_APART = "change-open"
"""Changes that aren't settled have a list of their own."""


def book_state(view: View) -> dict[str, object]:
    """The event `book`. Pages are [digest, folio, number of the division]."""
    book = view.book
    if book is None:
        return {"revision": view.revision, "pages": []}
    numbers = {place.id: number for number, place in enumerate(book.divisions)}
    return {
        "revision": view.revision,
        "isExact": view.is_exact,
        "title": book.title,
        "widthPt": round(book.page_width_mm * PT_PER_MM, 3),
        "heightPt": round(book.page_height_mm * PT_PER_MM, 3),
        "bindingSide": book.binding_side,
        "printsProposed": book.prints_proposed,
        "divisions": [
            {"id": place.id, "title": place.title, "source": place.source}
            for place in book.divisions
        ],
        "pages": [[page.digest, page.folio, numbers[page.division]] for page in view.pages],
        "changed": view.changed,
        "newest": view.newest,
        "outline": [[line.level, line.title, line.page_index] for line in book.outline],
        "sheets": asdict(book.sheets) if book.sheets else None,
    }


def problems_state(
    root: Path, diagnostics: Iterable[Diagnostic], has_book: bool
) -> dict[str, object]:
    """The event `problems`, most serious first, each with its line of source. Without a book the
    pages shown are those of the last one."""
    lines = _Lines(root)
    return {
        "hasBook": has_book,
        "problems": [
            {
                "severity": str(found.severity),
                "code": found.code,
                "message": found.message,
                "hint": found.hint,
                "path": found.span.path if found.span else None,
                "line": found.span.line if found.span else None,
                "column": found.span.column if found.span else None,
                "length": found.span.length if found.span else None,
                "source": lines.line(found.span.path, found.span.line) if found.span else "",
            }
            for found in in_order(diagnostics)
            if found.code != LISTED_APART
        ],
    }


def review_state(
    chapters: Iterable[Reviewed],
    pages: Mapping[str, Mapping[int, int]],
    newest: Decision | None,
) -> dict[str, object]:
    """Chapters with their remarks and changes, and the decision that can be taken back; `pages` has
    for each chapter the index of the page where a mark is, by where it begins in the text."""
    listed = [
        {
            "path": chapter.path,
            "digest": chapter.digest,
            "items": [
                asdict(item) | {"page": pages[chapter.path].get(item.starts[0])}
                for item in chapter.items
            ],
        }
        for chapter in chapters
    ]
    undo = {"name": newest.name, "path": newest.path, "told": newest.told} if newest else None
    return {"chapters": listed, "undo": undo}


class _Lines:
    """Lines of the book's files, each file read once."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._files: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        if path not in self._files:
            self._files[path] = self._read(path)
        lines = self._files[path]
        return lines[number - 1][:LONGEST_LINE] if 0 < number <= len(lines) else ""

    def _read(self, path: str) -> list[str]:
        place = (self._root / path).resolve()
        if not path or not place.is_relative_to(self._root):
            return []
        try:
            return place.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return []
