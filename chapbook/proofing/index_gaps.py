"""Turn an indexed book into warnings of persons in its text who are in no entry of its index."""

from collections.abc import Iterator, Sequence

from chapbook.diagnostics import Diagnostic, warning
from chapbook.proofing.index_suggestions import SuggestedMark, unindexed_names
from chapbook.proofing.indexed_book import IndexedBook

INVERTED = ", "
"""What a person's heading has between the family name and the others."""


def index_gaps(book: IndexedBook) -> tuple[Diagnostic, ...]:
    """A warning for each person who is named in a chapter and not indexed at all, and for each
    heading that index.toml ignores without need."""
    groups = unindexed_names(book)
    return (*_missing_persons(book, groups), *_needlessly_ignored(book, groups))


def _missing_persons(
    book: IndexedBook, groups: Sequence[Sequence[SuggestedMark]]
) -> Iterator[Diagnostic]:
    for first, *_ in groups:
        is_person = INVERTED in first.heading and not first.is_indexed
        if is_person and first.heading not in book.authority.ignored:
            message = f"'{first.words}' is in no entry of the index"
            hint = f"mark it {first.mark}, or list '{first.heading}' under [ignore] in index.toml"
            yield warning("index-person-missing", message, first.span, hint)


def _needlessly_ignored(
    book: IndexedBook, groups: Sequence[Sequence[SuggestedMark]]
) -> Iterator[Diagnostic]:
    found = {group[0].heading for group in groups}
    for heading, span in book.authority.ignored.items():
        if heading not in found:
            message = f"'{heading}' need not be ignored: nothing would suggest it"
            yield warning("index-ignored", message, span)
