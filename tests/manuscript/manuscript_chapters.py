"""Parses chapters for the tests, and shows what came of them as text."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import (
    BookConfig,
    CitationSettings,
    Division,
    Matter,
    Opening,
    PageSettings,
)
from chapbook.manuscript.model import (
    Citation,
    CrossReference,
    NoteCall,
    ParsedChapter,
    Slot,
    SourceChapter,
)
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.parse import parse_chapter
from chapbook.manuscript.print_config import PrintSettings

NOWHERE = Path(__file__).parent / "fixtures"
CONFIG = BookConfig(
    title="A Book",
    running_title="A Book",
    subtitle="",
    authors=(),
    editors=(),
    language="en-GB",
    slug="a-book",
    publisher="",
    place="",
    date="",
    edition="",
    licence="",
    isbn="",
    url="",
    summary="",
    keywords=(),
    divisions=(),
    page=PageSettings(PageSize(148, 210), PageSize(148, 210)),
    printing=PrintSettings(),
    notes_numbering="chapter",
    notes_place="page",
    contents_depth=1,
    bibliography_source=None,
    citations=CitationSettings(
        style="chicago-notes-bibliography",
        style_span=SourceSpan("book.toml", 1),
        subsequent="chapter",
        ibid="page",
        back_references=False,
    ),
    html="safe",
)
DIVISION = Division("trials", "chapter", Matter.BODY, Opening.RECTO, "chapters/01-trials.md", None)


def parse_found(
    text: str,
    *,
    root: Path = NOWHERE,
    language: str = "en-GB",
    html: str = "safe",
    division: Division = DIVISION,
) -> tuple[ParsedChapter, tuple[Diagnostic, ...]]:
    """The chapter whose file holds `text`, and what is wrong with it."""
    config = replace(CONFIG, language=language, html=html)
    source = SourceChapter(division, division.source or "", text)
    return parse_chapter(source, config, root)


def parse(text: str, *, language: str = "en-GB", html: str = "safe") -> ParsedChapter:
    """The chapter; there must be nothing wrong with it but that it has no title."""
    chapter, found = parse_found(text, language=language, html=html)
    assert [one for one in found if one.code != "chapter-title"] == []
    return chapter


def without_lines(html: str) -> str:
    """`html` without the source lines of its blocks."""
    return re.sub(r' data-line="\d+"', "", html)


def placed(found: Iterable[Diagnostic]) -> list[str]:
    """Each diagnostic as 'line:column code message', but the one about a missing title."""
    return [
        f"{one.span.line}:{one.span.column} {one.code} {one.message}"
        for one in sorted(found, key=lambda one: (one.span is None, one.span))
        if one.span is not None and one.code != "chapter-title"
    ]


def shown(chapter: ParsedChapter) -> str:
    """Body, title, slots, notes, marks and targets, a line each; no-break spaces as '~'."""
    lines = [without_lines(chapter.body)]
    lines += [f"title: {chapter.title_html}"] if chapter.title_html else []
    lines += [f"{number}: {shown_slot(slot)}" for number, slot in enumerate(chapter.slots)]
    lines += [f"note: {' ¶ '.join(note.blocks)}" for note in chapter.notes]
    for mark in chapter.marks:
        flags = [str(mark.role)] + ["main"] * mark.principal + ["figure"] * mark.in_figure
        flags += [f"sort={mark.sort_key}"] if mark.sort_key else []
        flags += [f"note={mark.note}"] if mark.note is not None else []
        lines.append(f"mark: {' > '.join(mark.path)} @{mark.anchor} {' '.join(flags)}")
    for target in chapter.targets[1:]:
        lines.append(f"target: #{target.id} {target.kind} {target.title_html}".rstrip())
    return (
        "\n".join(lines).replace("\u00a0", "~").replace("\u2003", "[em]").replace("\u2002", "[en]")
    )


def shown_slot(slot: Slot) -> str:
    """A slot in one line; a citation as its items, 'prefix|key|label locator|suffix'."""
    if isinstance(slot, NoteCall):
        return f"note {slot.note}"
    if isinstance(slot, CrossReference):
        parts = ["text"] * slot.show_text + ["folio"] * slot.show_folio
        return f"reference #{slot.target} ({'+'.join(parts)}) {slot.html}".rstrip()
    assert isinstance(slot, Citation)
    items = [
        f"{item.prefix}|{'-' if item.suppress_author else ''}{item.key}"
        f"|{item.label} {item.locator}|{item.suffix}"
        for item in slot.items
    ]
    return f"{'narrative' if slot.narrative else 'citation'} {' ; '.join(items)}"
