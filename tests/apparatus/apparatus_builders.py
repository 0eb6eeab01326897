"""Small inputs for the apparatus stage, written by hand."""

import re
from dataclasses import replace
from pathlib import Path

from chapbook.apparatus.model import Reference
from chapbook.apparatus.references import reference_anchor
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import (
    BookConfig,
    Division,
    Matter,
    Opening,
)
from chapbook.manuscript.model import (
    ChapterMetadata,
    Citation,
    CitationItem,
    CrossReference,
    Note,
    ParsedChapter,
    Slot,
    Target,
)
from tests.manuscript.manuscript_chapters import CONFIG

CASES = Path(__file__).parent / "cases"
NOWHERE = SourceSpan("chapters/01.md", 1)


def slot(number: int) -> str:
    return f'<cb-slot n="{number}"></cb-slot>'


def division(name: str, kind: str = "chapter", matter: Matter = Matter.BODY) -> Division:
    source = f"chapters/{name}.md" if kind == "chapter" else None
    return Division(name, kind, matter, Opening.RECTO, source, None)


def chapter(
    name: str,
    slots: tuple[Slot, ...] = (),
    *,
    body: str | None = None,
    title: str = "A title",
    notes: tuple[Note, ...] = (),
    targets: tuple[Target, ...] = (),
    matter: Matter = Matter.BODY,
    numbered: bool = True,
    language: str = "en",
) -> ParsedChapter:
    """A chapter whose body has its slots in their order, unless another is given."""
    body = "".join(slot(number) for number in range(len(slots))) if body is None else body
    return ParsedChapter(
        division=division(name, matter=matter),
        path=f"chapters/{name}.md",
        metadata=ChapterMetadata("", "", language, numbered),
        title_html=title,
        title_text=re.sub("<[^>]*>", "", title),
        body=body,
        slots=slots,
        notes=notes,
        marks=(),
        targets=targets,
        images=(),
    )


def config(
    *divisions: Division, notes_numbering: str = "chapter", depth: int = 2, language: str = "en"
) -> BookConfig:
    return replace(
        CONFIG,
        language=language,
        divisions=divisions,
        notes_numbering=notes_numbering,
        contents_depth=depth,
        bibliography_source="bibliography/references.bib",
    )


def item(
    key: str,
    *,
    prefix: str = "",
    locator: str = "",
    suffix: str = "",
    suppress_author: bool = False,
    span: SourceSpan = NOWHERE,
) -> CitationItem:
    label = "page" if locator else ""
    return CitationItem(key, prefix, label, locator, suffix, suppress_author, span)


def citation(*items: CitationItem, narrative: bool = False) -> Citation:
    return Citation(items, narrative, NOWHERE)


def link(
    target: str, html: str = "", *, show_text: bool = True, span: SourceSpan = NOWHERE
) -> CrossReference:
    return CrossReference(target, html, show_text, True, span)


def target(
    division_id: str,
    name: str,
    kind: str = "heading",
    title: str = "A heading",
    level: int = 2,
    line: int = 1,
) -> Target:
    return Target(
        id=name,
        anchor=f"{division_id}--{name}",
        kind=kind,
        title_html=title,
        title_text=title,
        level=level,
        span=SourceSpan(f"chapters/{division_id}.md", line),
    )


def reference(
    key: str,
    family: str = "",
    given: str = "",
    title: str = "A book",
    year: int = 1937,
    **variables: object,
) -> Reference:
    """A book; `variables` are further ones of CSL, with '_' for '-'."""
    item: dict[str, object] = {
        "id": key,
        "type": "book",
        "title": title,
        "issued": {"date-parts": [[year]]},
        **{name.replace("_", "-"): value for name, value in variables.items()},
    }
    if family:
        item["author"] = [{"family": family, "given": given}]
    return Reference(
        key=key,
        kind="book",
        language=str(variables.get("language", "")),
        keywords=frozenset(),
        annotation="",
        item=item,
        anchor=reference_anchor(key),
        span=SourceSpan("bibliography/references.bib", 1),
    )
