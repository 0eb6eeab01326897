"""Turn a book and its passages into all findings of its text."""

from collections.abc import Iterator, Sequence

from chapbook.proofing.checks.book_texts import check_book_texts
from chapbook.proofing.checks.cross_references import check_cross_references
from chapbook.proofing.checks.dashes import check_dashes
from chapbook.proofing.checks.evidence import check_evidence
from chapbook.proofing.checks.findings import Finding
from chapbook.proofing.checks.headings import check_headings
from chapbook.proofing.checks.quotation_marks import check_quotation_marks
from chapbook.proofing.checks.sources import check_sources
from chapbook.proofing.checks.words import check_words
from chapbook.proofing.indexed_book import WorkedChapter
from chapbook.scholarship import Scholarship


def check_texts(book: Scholarship, chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """What the text of a book may want, without its pages. `chapters` are the book's, in its
    order; a book without a bibliography owes nobody a source."""
    for chapter in chapters:
        yield from check_words(chapter)
    yield from check_book_texts(book.manuscript)
    yield from check_dashes(chapters)
    yield from check_quotation_marks(chapters)
    yield from check_headings(chapters)
    yield from check_cross_references(chapters)
    if book.manuscript.bibliography:
        yield from check_evidence(chapters)
        yield from check_sources(book, chapters)
