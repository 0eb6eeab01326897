"""Turn a book and one of its revisions into the change edition: what is added, what is struck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chapbook.apparatus.model import Reference
from chapbook.apparatus.references import read_references
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.manuscript.book_config import Division, Opening
from chapbook.manuscript.markdown.images import image_at
from chapbook.manuscript.model import Manuscript, ParsedChapter
from chapbook.revision.counts import BookChanges
from chapbook.revision.merged_chapters import MergedChapter, merged_chapters
from chapbook.revision.struck_slots import StruckSlots
from chapbook.scholarship import Scholarship

KEPT_KINDS = ("chapter", "part", "appendix")
"""What a division that is gone may be set as; any other is set as a chapter."""


@dataclass(frozen=True)
class EarlierState:
    """A book as it was: its text with the printed texts of its citations, and its figures."""

    revision: str
    book: Scholarship
    citations: Sequence[str]
    figures: Mapping[str, bytes]


def earlier_state(revision: str, book: Scholarship) -> EarlierState:
    """The state that was read from a revision, all that is needed of it."""
    ibid = book.manuscript.config.citations.ibid
    printer = CitationPrinter(book.style, book.apparatus, ibid, False, lambda _, make: make())
    return EarlierState(revision, book, printer.texts({}).citations, figures_of(book))


def figures_of(book: Scholarship) -> dict[str, bytes]:
    """The bytes of the pictures that a book shows, by their paths."""
    root = book.manuscript.root
    paths = sorted({image for chapter in book.chapters for image in chapter.images})
    return {path: (root / path).read_bytes() for path in paths}


class ChangedBook:
    """Revises a book while it is read: its chapters show what has changed since a state.

    `changes` are known when that is done.
    """

    def __init__(self, earlier: EarlierState) -> None:
        self._earlier = earlier
        self._merged: tuple[MergedChapter, ...] = ()

    def revise(
        self, manuscript: Manuscript, chapters: tuple[ParsedChapter, ...]
    ) -> tuple[Manuscript, tuple[ParsedChapter, ...]]:
        """The book with the chapters of both states; those that are gone have divisions again."""
        old = self._earlier.book
        struck = {
            resolved.path: StruckSlots(resolved.slots, self._earlier.citations)
            for resolved in old.apparatus.chapters
        }

        def has_image(path: str) -> bool:
            return image_at(manuscript.root, path) is not None

        self._merged = merged_chapters(old.chapters, chapters, struck, has_image)
        divisions = list(manuscript.config.divisions)
        before: Division | None = None
        for one in self._merged:
            division = one.chapter.division
            if division not in divisions:
                kind = division.kind if division.kind in KEPT_KINDS else "chapter"
                division = replace(division, kind=kind, opening=Opening.NEXT, source=None)
                divisions.insert(divisions.index(before) + 1 if before else 0, division)
            before = division
        config = replace(manuscript.config, divisions=tuple(divisions))
        return replace(manuscript, config=config), tuple(one.chapter for one in self._merged)

    def changes(self, book: Scholarship) -> BookChanges:
        """What has changed in the book that was revised."""
        earlier = self._earlier
        return BookChanges(
            revision=earlier.revision,
            chapters=tuple(one.changes for one in self._merged),
            sources=_changed(_references(earlier.book.manuscript), _references(book.manuscript)),
            files=_changed(earlier.figures, figures_of(book)),
        )


def _references(manuscript: Manuscript) -> Mapping[str, tuple[object, ...]]:
    if manuscript.bibliography is None:
        return {}
    references, _ = read_references(manuscript.bibliography, manuscript.config.language)
    return {key: _content(reference) for key, reference in references.items()}


def _content(reference: Reference) -> tuple[object, ...]:
    return reference.kind, reference.item, reference.annotation, reference.keywords


def _changed(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The names whose values differ, in their order, and how."""
    names = dict.fromkeys((*new, *old))
    differing = [name for name in names if old.get(name) != new.get(name)]
    return tuple((name, _state(name in old, name in new)) for name in differing)


def _state(was_there: bool, is_there: bool) -> str:
    if not is_there:
        return "removed"
    return "changed" if was_there else "added"
