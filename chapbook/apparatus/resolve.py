"""Turn parsed chapters and references into the apparatus: notes, links, contents, bibliography."""

from collections.abc import Mapping, Sequence

from chapbook.apparatus.bibliography import in_bibliography_order, unlisted
from chapbook.apparatus.captions import caption_labels
from chapbook.apparatus.citations import Sources
from chapbook.apparatus.contents import contents, illustrations
from chapbook.apparatus.model import Apparatus, Reference, ResolvedChapter
from chapbook.apparatus.slots import FilledSlots, fill_slots
from chapbook.apparatus.targets import target_table
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.model import BookConfig, Matter, ParsedChapter


def resolve(
    chapters: Sequence[ParsedChapter],
    references: Mapping[str, Reference],
    config: BookConfig,
    bibliography_path: str,
) -> tuple[Apparatus, tuple[Diagnostic, ...]]:
    """Resolve the book's chapters, given in the book's order.

    Whatever can't be resolved is a Gap on the page and an error here. `bibliography_path`
    names the .bib file in messages, '' where the book has none.
    """
    sources = Sources(references, bibliography_path)
    targets = target_table(chapters, config)
    numbers = _chapter_numbers(chapters)
    resolved: list[ResolvedChapter] = []
    diagnostics: list[Diagnostic] = []
    cited: set[str] = set()
    notes_before = 0
    for chapter in chapters:
        filled = fill_slots(chapter, sources, targets, notes_before + 1)
        resolved.append(_resolved(chapter, numbers.get(chapter.division.id), filled))
        diagnostics += filled.diagnostics
        cited |= filled.cited
        if config.notes_numbering == "book":
            notes_before += filled.note_count
    captions = caption_labels(chapters)
    bibliography = in_bibliography_order((references[key] for key in cited), config.language)
    diagnostics += unlisted(chapters, bibliography)
    apparatus = Apparatus(
        tuple(resolved),
        contents(chapters, numbers, config),
        illustrations(chapters, captions),
        bibliography,
        captions,
    )
    return apparatus, tuple(diagnostics)


def _chapter_numbers(chapters: Sequence[ParsedChapter]) -> Mapping[str, int]:
    numbered = (
        chapter.division.id
        for chapter in chapters
        if chapter.division.matter is Matter.BODY and chapter.metadata.numbered
    )
    return {division: number for number, division in enumerate(numbered, start=1)}


def _resolved(chapter: ParsedChapter, number: int | None, filled: FilledSlots) -> ResolvedChapter:
    return ResolvedChapter(
        division=chapter.division,
        path=chapter.path,
        metadata=chapter.metadata,
        number=number,
        title_html=chapter.title_html,
        title_text=chapter.title_text,
        body=chapter.body,
        slots=filled.slots,
    )
