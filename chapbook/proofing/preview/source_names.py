"""Turn a book's scholarship into the names that its text may use, and where each was written."""

from collections.abc import Iterator

from chapbook.apparatus.model import Footnote, Reference, ResolvedSlot
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.print_config import BOOK_TOML
from chapbook.proofing.preview.messages import SourceNames
from chapbook.proofing.preview.settings_on_pages import FROM_SETTINGS
from chapbook.scholarship import Scholarship


def source_names(book: Scholarship) -> SourceNames:
    """Citation keys, headwords, ids and the places of anchors."""
    listed = {reference.key: _described(reference) for reference in book.apparatus.listed}
    keys = sorted({*listed, *book.uncited})
    headwords = {" > ".join(mark.path) for chapter in book.chapters for mark in chapter.marks}
    targets = {
        target.id: target.title_text for chapter in book.chapters for target in chapter.targets
    }
    return SourceNames(
        citations=tuple((key, listed.get(key, "")) for key in keys),
        headwords=tuple(sorted(headwords)),
        ids=tuple(sorted(targets.items())),
        places=tuple(dict(_places(book)).items()),
    )


def _described(reference: Reference) -> str:
    """'Conquest, The Great Terror': the first author's family name and the title."""
    authors = reference.item.get("author")
    first = authors[0] if isinstance(authors, list) and authors else {}
    family = first.get("family") or first.get("literal") or "" if isinstance(first, dict) else ""
    title = str(reference.item.get("title", ""))
    return ", ".join(part for part in (str(family), title) if part)


def _places(book: Scholarship) -> Iterator[tuple[str, SourceSpan]]:
    for division in book.manuscript.config.divisions:
        if division.source:
            yield division.id, SourceSpan(division.source, 1)
        elif division.kind in FROM_SETTINGS:
            yield division.id, BOOK_TOML
    for chapter in book.apparatus.chapters:
        for slot in chapter.slots:
            yield from _notes(slot)
    for parsed in book.chapters:
        for mark in parsed.marks:
            yield mark.anchor, mark.span
        for target in parsed.targets:
            yield target.anchor, target.span
    for reference in book.apparatus.listed:
        yield reference.anchor, reference.span


def _notes(slot: ResolvedSlot) -> Iterator[tuple[str, SourceSpan]]:
    if isinstance(slot, Footnote):
        yield slot.note_anchor, slot.span
    elif isinstance(slot, tuple):
        for part in slot:
            yield from _notes(part)
