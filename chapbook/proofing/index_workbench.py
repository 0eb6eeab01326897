"""Turn an indexed book into what the indexer asked to see of it, as text or as data."""

import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from chapbook.diagnostics import Diagnostic, as_json
from chapbook.proofing.index_coverage import coverage_as_data, coverage_as_text, index_coverage
from chapbook.proofing.index_listing import index_as_data, index_as_text
from chapbook.proofing.index_suggestions import suggest_marks
from chapbook.proofing.indexed_book import IndexedBook
from chapbook.proofing.suggestions_report import suggestions_as_data, suggestions_as_text


class IndexView(StrEnum):
    """The index with the places of its marks, marks that it may want, or what it covers."""

    INDEX = "index"
    SUGGESTIONS = "suggestions"
    COVERAGE = "coverage"


_TEXTS: Mapping[IndexView, Callable[[IndexedBook], str]] = {
    IndexView.INDEX: index_as_text,
    IndexView.SUGGESTIONS: lambda book: suggestions_as_text(suggest_marks(book)),
    IndexView.COVERAGE: lambda book: coverage_as_text(index_coverage(book)),
}
_DATA: Mapping[IndexView, Callable[[IndexedBook], list[dict[str, object]]]] = {
    IndexView.INDEX: index_as_data,
    IndexView.SUGGESTIONS: lambda book: suggestions_as_data(suggest_marks(book)),
    IndexView.COVERAGE: lambda book: coverage_as_data(index_coverage(book)),
}


def view_as_text(book: IndexedBook, view: IndexView) -> str:
    """What the view shows, for a terminal."""
    return _TEXTS[view](book)


def view_as_json(
    book: IndexedBook | None, view: IndexView, diagnostics: Iterable[Diagnostic]
) -> str:
    """What the view shows, and what is wrong with the book, as one JSON object."""
    shown = _DATA[view](book) if book else []
    data = {view.value: shown, "diagnostics": json.loads(as_json(diagnostics))}
    return json.dumps(data, ensure_ascii=False, indent=1)
