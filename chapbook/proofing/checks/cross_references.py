"""Turn a book's text into findings of what should refer to other places and doesn't."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chapbook.manuscript.model import Citation, CrossReference, Slot
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.checks.findings import Finding, finding
from chapbook.proofing.checks.languages import words_of
from chapbook.proofing.indexed_book import WorkedChapter

_GIVEN_BY_PROGRAM = re.compile(r"(?:figure|table)-\d+(?:-\d+)?")
_OF_ANOTHER = re.compile(r"(?:[–-]+\d+)?,? (?:of|in|des|der|von|de|du|del|di) ")


def check_cross_references(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Figures and tables that no text refers to, and pages referred to by a typed number."""
    meant = {
        slot.target
        for chapter in chapters
        for slot in chapter.parsed.slots
        if isinstance(slot, CrossReference)
    }
    for chapter in chapters:
        yield from _unmentioned(chapter, meant)
        cited = [slot for slot in chapter.parsed.slots if isinstance(slot, Citation)]
        for passage in chapter.passages:
            yield from _by_hand(passage, chapter.parsed.metadata.language, cited)


def _unmentioned(chapter: WorkedChapter, meant: set[str]) -> Iterator[Finding]:
    for target in chapter.parsed.targets:
        if target.kind not in {"figure", "table"} or _GIVEN_BY_PROGRAM.fullmatch(target.id):
            continue
        if not meant & {target.id, target.anchor}:
            message = f"no text refers to the {target.kind} '{target.id}'"
            hint = f"write [](#{target.id}) where it is spoken of"
            yield finding("figure-unmentioned", message, target.span, hint)


def _by_hand(passage: Passage, language: str, slots: Sequence[Slot]) -> Iterator[Finding]:
    pattern = _reference(language)
    if pattern is None:
        return
    for found in pattern.finditer(passage.text):
        run = passage.run_of(found.start(), found.end())
        if run is None or _OF_ANOTHER.match(passage.text, found.end()):
            continue
        if any(passage.holds(slot.span) for slot in slots):
            continue
        span = passage.span(found.start(), found.end())
        message = f"'{found.group()}': the number is typed, and pages move"
        yield finding("reference-by-hand", message, span, "write [](#id){.page} for it")


@cache
def _reference(language: str) -> re.Pattern[str] | None:
    refers = words_of(language).refers
    return re.compile(rf"\b{refers}[ \u00a0]?\d+", re.IGNORECASE) if refers else None
