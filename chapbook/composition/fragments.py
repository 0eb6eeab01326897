"""Turn a division of the book into an HTML fragment, ready to be set.

Folios go into the HTML as literal text, from the last known Pagination.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.labels import Labels
from chapbook.apparatus.model import (
    Apparatus,
    Index,
    PageLocation,
    ResolvedChapter,
)
from chapbook.composition.adjustments import adjust, page_lines_css
from chapbook.composition.apparatus_markup import ApparatusMarkup
from chapbook.composition.break_ornaments import set_breaks
from chapbook.composition.caption_numbers import set_captions
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.endnotes import EndnoteGroup, endnote_group, notes_of, running_heads_css
from chapbook.composition.folio_lines import FolioLines
from chapbook.composition.folios_in_text import prints_folios
from chapbook.composition.index_layout import continued_headings, lay_out
from chapbook.composition.likely_folios import LikelyFolios
from chapbook.composition.listed_entries import ListedEntry, listed_entries, places_cited
from chapbook.composition.model import HtmlFragment, PlannedNote
from chapbook.composition.number_ranges import unbroken_ranges
from chapbook.composition.openings import set_opening
from chapbook.composition.page_sides import UNBOUND, PageSides
from chapbook.composition.reference_lists import set_references
from chapbook.composition.small_capitals import set_abbreviations
from chapbook.composition.templates import Templates
from chapbook.composition.turned_tables import turn_tables
from chapbook.composition.upright_paragraphs import set_upright
from chapbook.manuscript.book_config import (
    BookConfig,
    Division,
    Edition,
    Opening,
)
from chapbook.manuscript.divisions import ids_in_parts
from chapbook.manuscript.house_style import HouseStyle
from chapbook.manuscript.model import Manuscript, SourceChapter

OPENED = frozenset(("chapter", "appendix", "bibliography", "errata"))
"""The kinds of division whose first words are set apart."""


@dataclass(frozen=True)
class FragmentStart:
    """Where a fragment begins: its page (from 0 in the book), its first folio, its side (RECTO
    or VERSO)."""

    page_index: int
    first_folio: int
    starts_on: Opening


@dataclass(frozen=True)
class Basis:
    """What the HTML of a division is made from that stays the same through a build."""

    config: BookConfig
    environment: str
    templates: Mapping[str, str]
    source: SourceChapter | None
    chapters: tuple[ResolvedChapter, ...]
    apparatus: Apparatus
    images: tuple[bytes, ...]


@dataclass(frozen=True)
class FragmentMaker:
    """Makes the fragments of one book. `images` are a division's pictures, relative to the
    book; `environment` digests what all fragments depend on: stylesheets, fonts, versions.
    `margins_apart`: the stylesheets let text be set without its furniture; `sides`: what has to
    be set for the side that it begins on."""

    manuscript: Manuscript
    apparatus: Apparatus
    labels: Labels
    templates: Templates
    citations: CitationPrinter
    images: Mapping[str, tuple[str, ...]]
    environment: str
    margins_apart: bool = True
    sides: PageSides = UNBOUND

    def basis(self, division: Division) -> Basis:
        """All that `make` reads for this division, but for its arguments."""
        own = self._chapter(division)
        apparatus = self.apparatus
        return Basis(
            config=self.manuscript.config,
            environment=self.environment,
            templates=self.templates.texts,
            source=self._source(division),
            chapters=apparatus.chapters if division.kind == "notes" else (own,) if own else (),
            apparatus=replace(
                apparatus, chapters=(), citations=apparatus.citations if self._lists_places else ()
            ),
            images=tuple(self._image_digests(division)),
        )

    def make(
        self,
        division: Division,
        start: Callable[[], FragmentStart],
        locations: Mapping[str, PageLocation],
        texts: CitationTexts,
        index: Index | None,
        figures_at: Callable[[str], int | None] | None = None,
    ) -> HtmlFragment:
        """The fragment of `division` when it begins at `start` and anchors stand at `locations`.

        `texts` are those of the whole book's citations. `figures_at` tells how many figures are
        left open for the folio of an anchor, to be filled in when all pages are known; None: no
        folio is left open.
        """
        chapter = self._chapter(division)
        entries = self._entries(texts, locations)
        variables = self._variables(division, chapter, locations, index)
        variables["bibliography"] = entries
        notes: tuple[PlannedNote, ...] = ()
        margin_css = ""
        if chapter:
            macros = self.templates.macros("apparatus.html", variables)
            markup = self._markup(macros, chapter, texts, locations, figures_at)
            lists = partial(set_references, entries, macros.entry_line)
            captions = self.apparatus.captions
            made = _chapter_variables(chapter, markup, captions, lists, self._style)
            adjusted = adjust(str(made["body"]), division.id)
            longer = ""
            if adjusted.lines:
                longer = page_lines_css(adjusted.lines, locations, start().page_index)
            large = self.manuscript.config.output is Edition.LARGE_PRINT
            body = set_upright(adjusted.html) if large else adjusted.html
            variables.update(made | {"body": Markup(body), "opening_css": Markup(longer)})
            if not self._at_end:
                notes = tuple(
                    PlannedNote(note.call_anchor, note.note_anchor, note.span)
                    for note in notes_of(chapter, markup)
                )
        elif division.kind == "notes":
            groups = self._endnotes(variables, texts, locations, figures_at)
            variables["endnotes"] = groups
            margin_css = running_heads_css(groups, locations, start().page_index, self.labels)
        html = self.templates.render(f"{division.kind}.html", variables)
        with_margins = not self.margins_apart or prints_folios(html)
        starts_on = Opening.NEXT
        if with_margins or self.sides.bind(html):
            starts_on = start().starts_on
            css = [side_css(starts_on), str(variables["opening_css"])]
            if with_margins:
                css = [first_folio_css(start().first_folio), *css, margin_css]
            variables["opening_css"] = Markup(" ".join(css))
            html = self.templates.render(f"{division.kind}.html", variables)
        source = self._source(division)
        return HtmlFragment(
            id=division.id,
            html=html,
            starts_on=starts_on,
            with_margins=with_margins,
            margin_css=margin_css,
            digest=self._digest(html, division, starts_on),
            notes=notes,
            source=source.path if source else "",
            source_text=source.text if source else "",
        )

    def _variables(
        self,
        division: Division,
        chapter: ResolvedChapter | None,
        locations: Mapping[str, PageLocation],
        index: Index | None,
    ) -> dict[str, object]:
        config = self.manuscript.config
        parts = lay_out(index, division.id) if index else ()
        return {
            "book": config,
            "division": division,
            "is_in_part": division.id in ids_in_parts(config.divisions),
            "language": chapter.metadata.language if chapter else config.language,
            "labels": self.labels,
            "opening_css": Markup(""),
            "chapter": chapter,
            "contents": FolioLines(self.apparatus.contents, locations),
            "illustrations": FolioLines(self.apparatus.illustrations, locations),
            "index": index,
            "index_parts": parts,
            "continued_headings": continued_headings(parts, locations),
        }

    @property
    def _at_end(self) -> bool:
        return self.manuscript.config.notes_place == "end"

    def _endnotes(
        self,
        variables: Mapping[str, object],
        texts: CitationTexts,
        locations: Mapping[str, PageLocation],
        figures_at: Callable[[str], int | None] | None,
    ) -> tuple[EndnoteGroup, ...]:
        """The notes of all chapters."""
        macros = self.templates.macros("apparatus.html", variables)
        made = (
            endnote_group(
                chapter,
                str(chapter.number or ""),
                self._markup(macros, chapter, texts, locations, figures_at),
            )
            for chapter in self.apparatus.chapters
        )
        return tuple(group for group in made if group)

    def _markup(
        self,
        macros: Any,
        chapter: ResolvedChapter,
        texts: CitationTexts,
        locations: Mapping[str, PageLocation],
        figures_at: Callable[[str], int | None] | None,
    ) -> ApparatusMarkup:
        return ApparatusMarkup(
            macros, chapter.slots, texts.citations, locations, self._at_end, figures_at
        )

    @cached_property
    def likely_folios(self) -> LikelyFolios:
        """The folios that places may have which stand on no page yet."""
        return LikelyFolios(self.apparatus.chapters)

    def _entries(
        self, texts: CitationTexts, locations: Mapping[str, PageLocation]
    ) -> tuple[ListedEntry, ...]:
        places = places_cited(self.apparatus.citations, locations) if self._lists_places else {}
        return listed_entries(self.apparatus.listed, texts, places)

    @property
    def _lists_places(self) -> bool:
        return self.manuscript.config.citations.back_references

    @property
    def _style(self) -> HouseStyle:
        return self.manuscript.config.house_style

    def _chapter(self, division: Division) -> ResolvedChapter | None:
        chapters = self.apparatus.chapters
        return next((found for found in chapters if found.division.id == division.id), None)

    def _source(self, division: Division) -> SourceChapter | None:
        chapters = self.manuscript.chapters
        return next((found for found in chapters if found.division.id == division.id), None)

    def _digest(self, html: str, division: Division, side: Opening) -> str:
        digest = sha256(f"{self.environment}\n{side}\n{html}".encode())
        for image in self._image_digests(division):
            digest.update(image)
        return digest.hexdigest()

    def _image_digests(self, division: Division) -> Iterator[bytes]:
        for image in self.images.get(division.id, ()):
            yield sha256((self.manuscript.root / image).read_bytes()).digest()


def side_css(starts_on: Opening) -> str:
    """The CSS that sets the side that a fragment begins on."""
    return "html { break-before: verso }" if starts_on is Opening.VERSO else ""


def first_folio_css(first_folio: int) -> str:
    """The CSS that sets the first folio of a fragment that is set with its margins."""
    return f"@page :first {{ counter-reset: page {first_folio} }}"


def _chapter_variables(
    chapter: ResolvedChapter,
    markup: ApparatusMarkup,
    captions: Mapping[str, str],
    with_references: Callable[[str], str],
    style: HouseStyle,
) -> dict[str, object]:
    opening = style.opening if chapter.division.kind in OPENED else "plain"
    filled = str(markup.fill(set_opening(chapter.body, opening)))
    body = with_references(set_captions(turn_tables(filled), captions))
    return {
        "title": unbroken_ranges(str(markup.fill(chapter.title_html))),
        "head": chapter.metadata.running_title or chapter.title_text,
        "body": Markup(set_abbreviations(set_breaks(body, style.ornament))),
    }
