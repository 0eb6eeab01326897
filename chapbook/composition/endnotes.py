"""Turn the notes of a book's chapters into its division of endnotes, with the pages they serve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from chapbook.apparatus.labels import Labels
from chapbook.apparatus.model import Folio, Footnote, PageLocation, ResolvedChapter
from chapbook.composition.apparatus_markup import ApparatusMarkup


@dataclass(frozen=True)
class Endnote:
    """A note as printed at the end: its number, its text as HTML, the anchors that link it."""

    number: int
    text: Markup
    note_anchor: str
    call_anchor: str


@dataclass(frozen=True)
class EndnoteGroup:
    """The notes of one chapter, under its number (or '') and its title."""

    number: str
    title: Markup
    language: str
    notes: tuple[Endnote, ...]


def endnote_group(
    chapter: ResolvedChapter, number: str, markup: ApparatusMarkup
) -> EndnoteGroup | None:
    """The notes of a chapter in the order of their calls; None for a chapter without any."""
    found = tuple(notes_of(chapter, markup))
    if not found:
        return None
    return EndnoteGroup(
        number=number,
        title=escape(chapter.title_text),
        language=chapter.metadata.language,
        notes=tuple(
            Endnote(
                note.number,
                Markup(markup.note_text(note)),
                note.note_anchor,
                note.call_anchor,
            )
            for note in found
        ),
    )


def notes_of(chapter: ResolvedChapter, markup: ApparatusMarkup) -> Iterator[Footnote]:
    """The notes called in a chapter's title and text."""
    yield from markup.footnotes(chapter.title_html)
    yield from markup.footnotes(chapter.body)


def running_heads_css(
    groups: Sequence[EndnoteGroup],
    locations: Mapping[str, PageLocation],
    first_page_index: int,
    labels: Labels,
) -> str:
    """The CSS of the heads 'Notes to pages 12–15', by the calls of the notes on each page.

    A page that a note goes on on, and on which no other begins, keeps the head of that note.
    """
    served: dict[int, list[Folio]] = {}
    for note in (note for group in groups for note in group.notes):
        page, call = locations.get(note.note_anchor), locations.get(note.call_anchor)
        if page and call:
            served.setdefault(page.page_index - first_page_index + 1, []).append(call.folio)
    pages = range(2, max(served, default=0) + 1)
    return " ".join(
        f'@page :nth({page}) {{ @top-center {{ content: "{_head(served, page, labels)}" }} }}'
        for page in pages
    )


def _head(served: Mapping[int, Sequence[Folio]], page: int, labels: Labels) -> str:
    """A note from the page before is served too; it is the last one that began there."""
    before = next((served[at] for at in range(page - 1, 0, -1) if at in served), ())
    folios = served.get(page, before[-1:])
    first, last = str(folios[0]), str(folios[-1])
    if first == last:
        return f"{labels.notes_to_page} {first}"
    return f"{labels.notes_to_pages} {first}\u2013{last}"
