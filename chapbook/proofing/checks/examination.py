"""Turn a book that was built into all that a build doesn't look for, because it costs time and
spoils no page."""

from collections.abc import Iterator

from chapbook.cache import Store
from chapbook.pipeline import BuiltBook
from chapbook.proofing.checks.findings import Finding
from chapbook.proofing.checks.sheets import check_sheets
from chapbook.proofing.checks.text_checks import check_texts
from chapbook.proofing.idle_adjustments import idle_adjustments
from chapbook.proofing.index_gaps import index_gaps
from chapbook.proofing.indexed_book import with_index


def examine(built: BuiltBook, spelling_store: Store | None) -> Iterator[Finding]:
    """The findings of text, index and paper; of spelling too, where there is a store for what
    dictionaries answer."""
    indexed = with_index(built.book, built.set_book.pagination)
    if any(division.kind == "index" for division in built.manuscript.config.divisions):
        yield from map(Finding, index_gaps(indexed))
    yield from check_texts(built.book, indexed.chapters)
    yield from check_sheets(built)
    if spelling_store is not None:
        from chapbook.proofing.spelling.spelling_check import check_spelling

        yield from check_spelling(built.book, indexed.chapters, spelling_store)


def examine_lines(built: BuiltBook) -> Iterator[Finding]:
    """What a compositor would look at again."""
    set_book = built.set_book
    pairs = tuple(zip(set_book.html, set_book.fragments, strict=True))
    yield from map(Finding, set_book.tightening)
    yield from map(Finding, idle_adjustments(pairs, built.typeset))
