"""Turn parsed chapters and references into the apparatus: notes, links, contents, bibliography."""

from collections.abc import Mapping, Sequence

from chapbook.apparatus.bibliography import listed_references, unlisted
from chapbook.apparatus.captions import caption_labels
from chapbook.apparatus.citations import Sources
from chapbook.apparatus.contents import contents, illustrations
from chapbook.apparatus.division_numbers import division_numbers
from chapbook.apparatus.model import Apparatus, BookCitation, Reference, ResolvedChapter
from chapbook.apparatus.slots import FilledSlots, fill_slots
from chapbook.apparatus.targets import target_table
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.model import ParsedChapter


def resolve(
    chapters: Sequence[ParsedChapter],
    references: Mapping[str, Reference],
    config: BookConfig,
    bibliography_path: str,
    in_notes: bool,
) -> tuple[Apparatus, tuple[Diagnostic, ...]]:
    """Resolve the book's chapters, given in the book's order.

    Whatever can't be resolved is a Gap on the page and an error here. `bibliography_path`
    names the .bib file in messages, '' where the book has none. `in_notes`: the style's
    citations stand in notes.
    """
    sources = Sources(references, bibliography_path, in_notes)
    targets = target_table(chapters, config)
    style = config.house_style
    numbers = division_numbers(chapters, style.part_numbers, config.language)
    resolved: list[ResolvedChapter] = []
    diagnostics: list[Diagnostic] = []
    citations: list[BookCitation] = []
    notes_before = 0
    for chapter in chapters:
        filled = fill_slots(chapter, sources, targets, notes_before + 1, len(citations))
        resolved.append(_resolved(chapter, numbers.get(chapter.division.id, ""), filled))
        diagnostics += filled.diagnostics
        citations += filled.citations
        if config.notes_numbering == "book":
            notes_before += filled.note_count
    captions = caption_labels(chapters)
    listed, found = listed_references(chapters, citations, sources)
    diagnostics += (*found, *unlisted(chapters, listed))
    apparatus = Apparatus(
        tuple(resolved),
        contents(chapters, numbers, config),
        illustrations(chapters, captions),
        tuple(citations),
        listed,
        captions,
    )
    return apparatus, tuple(diagnostics)


def _resolved(chapter: ParsedChapter, number: str, filled: FilledSlots) -> ResolvedChapter:
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
