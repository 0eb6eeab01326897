"""Turn a book and the places of its anchors into its index."""

from collections.abc import Mapping

from chapbook.apparatus.model import Index, PageLocation
from chapbook.diagnostics import Diagnostic
from chapbook.scholarship import Scholarship


class BookIndex:
    """The index of a book, made again when anchors have other places; `diagnostics` says what is
    wrong with the last one."""

    def __init__(self, book: Scholarship) -> None:
        self._book = book
        self._locations: Mapping[str, PageLocation] | None = None
        self._index: Index | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_wanted(self) -> bool:
        """Whether the book has one."""
        divisions = self._book.manuscript.config.divisions
        return any(division.kind == "index" for division in divisions)

    def at(self, locations: Mapping[str, PageLocation]) -> Index | None:
        """The index when anchors stand there; None for a book that has none."""
        if self.is_wanted and locations != self._locations:
            self._locations = dict(locations)
            self._index, self.diagnostics = _index(self._book, locations)
        return self._index


def _index(
    book: Scholarship, locations: Mapping[str, PageLocation]
) -> tuple[Index, tuple[Diagnostic, ...]]:
    # Imported while the text is set, as it is first made then.
    from chapbook.apparatus.index import make_index
    from chapbook.apparatus.index_pages import note_numbers

    marks = [mark for chapter in book.chapters for mark in chapter.marks]
    notes = note_numbers(book.chapters, book.apparatus.chapters)
    return make_index(marks, book.authority, locations, book.manuscript.config.language, notes)
