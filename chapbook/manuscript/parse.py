"""Turn a chapter's Markdown into its HTML, with slots where notes and references stand."""

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import (
    BookConfig,
    Edition,
    Matter,
)
from chapbook.manuscript.book_files import normalised
from chapbook.manuscript.markdown.block_texts import read_texts
from chapbook.manuscript.markdown.blocks import read_blocks
from chapbook.manuscript.markdown.decimal_columns import align_decimals
from chapbook.manuscript.markdown.figure_groups import group_figures
from chapbook.manuscript.markdown.headings import (
    make_targets,
    mark_sections,
    take_title,
    title_targets,
)
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.note_definitions import report_uncalled
from chapbook.manuscript.markdown.note_text import note_blocks
from chapbook.manuscript.markdown.numbering import Numbering
from chapbook.manuscript.markdown.raw_html import dissolve_raw
from chapbook.manuscript.markdown.reading import (
    DraftHeading,
    DraftNote,
    DraftTarget,
    Reading,
)
from chapbook.manuscript.markdown.scanner import Surroundings
from chapbook.manuscript.markdown.serialize import blocks_html, inner_html, plain_text
from chapbook.manuscript.markdown.table_notes import set_table_notes
from chapbook.manuscript.markdown.titles import title_of
from chapbook.manuscript.markdown.typography import set_typography
from chapbook.manuscript.metadata import FrontBlock, read_metadata
from chapbook.manuscript.model import (
    ChapterMetadata,
    ParsedChapter,
    SourceChapter,
    Target,
)
from chapbook.manuscript.punctuation import punctuated

TITLED = frozenset(("chapter", "part", "appendix"))
COUNTED_ANYWHERE = frozenset(("part", "appendix"))


def parse_chapter(
    source: SourceChapter, config: BookConfig, root: Path, *, in_text_citations: bool = False
) -> tuple[ParsedChapter, tuple[Diagnostic, ...]]:
    """The chapter in HTML, and all that is wrong with it. `root` is the book's directory.

    `in_text_citations`: the citation style sets no notes, so that a citation stays in front of
    the punctuation that follows it.

    Never raises for what an author can write: broken syntax stays on the page as text.
    """
    text = normalised(source.text)
    front, found = read_metadata(source.path, text)
    language = front.language or config.language
    reading = Reading(
        source.path,
        source.division.id,
        language,
        config.html,
        root,
        in_text_citations,
        shows_remarks=config.output is Edition.DRAFT,
        prints_proposed=config.changes == "proposed",
        keeps_together=config.keeps_together,
    )
    reading.diagnostics += found
    body = read_blocks(reading, text.split("\n")[front.lines :], front.lines + 1)
    chapter = _Chapter(source, reading, body, config.house_style.table_notes).finish(front)
    return chapter, tuple(reading.diagnostics)


class _Chapter:
    """A chapter whose blocks are known."""

    def __init__(
        self, source: SourceChapter, reading: Reading, body: Element, table_notes: str
    ) -> None:
        self.table_notes = table_notes
        self.source = source
        self.reading = reading
        self.body = body

    def finish(self, front: FrontBlock) -> ParsedChapter:
        reading, body = self.reading, self.body
        read_texts(reading, body, Surroundings())
        notes = self._notes()
        dissolve_raw(body)
        group_figures(reading, body)
        set_table_notes(reading, body, notes, self.table_notes)
        align_decimals(reading, body)
        self._check_errata()
        title = take_title(reading, body)
        make_targets(reading, title)
        mark_sections(reading, body, title)
        self._set_typography(title, notes)
        heading = title_of(reading, title.element) if title else self._plain_title(front)
        targets = self._targets(title, heading)
        numbering = Numbering(reading, notes)
        numbering.number(title.element if title else None, body)
        report_uncalled(reading)
        return ParsedChapter(
            division=self.source.division,
            path=self.source.path,
            metadata=self._metadata(front, plain_text(heading)),
            title_html=inner_html(title.element if title else heading),
            title_text=plain_text(heading),
            body=blocks_html(body),
            slots=numbering.numbered_slots(),
            notes=numbering.numbered_notes(),
            marks=tuple(numbering.marks),
            targets=targets,
            images=tuple(reading.images),
            image_lookups=tuple(reading.image_lookups.items()),
        )

    def _notes(self) -> dict[int, list[Element]]:
        """The blocks of each note that is called, by its slot's draft number."""
        blocks: dict[int, list[Element]] = {}
        for number, draft in enumerate(list(self.reading.slots)):
            if not isinstance(draft, DraftNote):
                continue
            if not draft.is_scanned:
                read_texts(self.reading, draft.content, Surroundings(in_note=True))
                dissolve_raw(draft.content)
            blocks[number] = note_blocks(self.reading, draft.content, draft.span)
        return blocks

    def _check_errata(self) -> None:
        is_list = any(block.tag in {"table", "dl", "ul", "ol"} for block in self.body.iter())
        if self.source.division.kind == "errata" and not is_list:
            message, hint = "there are no errors in these errata", "list them in a table"
            self.reading.warn("errata", message, SourceSpan(self.source.path, 1), hint)

    def _set_typography(self, title: DraftHeading | None, notes: dict[int, list[Element]]) -> None:
        language = self.reading.language
        texts = [block for blocks in notes.values() for block in blocks]
        for text in [*([title.element] if title else []), self.body, *texts]:
            set_typography(self.reading, text, language)

    def _plain_title(self, front: FrontBlock) -> Element:
        """The title that the metadata gives, where the chapter has no heading."""
        kind = self.source.division.kind
        if not front.title and kind in TITLED:
            message, hint = f"this {kind} has no title", "begin it with a line '# Title'"
            self.reading.warn("chapter-title", message, SourceSpan(self.source.path, 1), hint)
        title = punctuated(front.title, self.reading.language)
        return filled(Element("h1"), [title])

    def _targets(self, title: DraftHeading | None, heading: Element) -> tuple[Target, ...]:
        """The chapter first, then all in it in the file's order."""
        reading = self.reading
        drafts = title_targets(reading, title) or [self._untitled_target(heading)]
        anchors = _drop_title_ids(reading, title)
        inside = [
            replace(draft, anchor=anchors.get(draft.anchor, draft.anchor))
            for draft in reading.targets
        ]
        inside.sort(key=lambda draft: (draft.span.line, draft.span.column))
        return tuple(_target(reading, draft) for draft in [*drafts, *inside])

    def _untitled_target(self, heading: Element) -> DraftTarget:
        chapter = self.source.division.id
        span = SourceSpan(self.source.path, 1)
        if heading.text:
            return DraftTarget(chapter, chapter, "heading", heading, 1, span)
        return DraftTarget(chapter, chapter, "place", None, 0, span)

    def _metadata(self, front: FrontBlock, title_text: str) -> ChapterMetadata:
        language = self.reading.language
        title = punctuated(front.title, language) or title_text
        division = self.source.division
        is_counted = division.matter is Matter.BODY or division.kind in COUNTED_ANYWHERE
        return ChapterMetadata(
            title=title,
            running_title=punctuated(front.running_title, language) or title,
            language=language,
            numbered=is_counted if front.numbered is None else front.numbered,
            author=front.author,
            nocite=front.nocite.keys,
            nocite_spans=front.nocite.spans,
        )


def _drop_title_ids(reading: Reading, title: DraftHeading | None) -> dict[str, str]:
    """Ids inside the title lead to the chapter: a title may be printed more than once."""
    anchors: dict[str, str] = {}
    for element in title.element.iter() if title else ():
        if "id" in element.attrib:
            anchors[element.attrib.pop("id")] = reading.division_id
    return anchors


def _target(reading: Reading, draft: DraftTarget) -> Target:
    title = title_of(reading, draft.element) if draft.element is not None else Element("span")
    return Target(
        id=draft.id,
        anchor=draft.anchor,
        kind=draft.kind,
        title_html=inner_html(title).replace("\n", " "),
        title_text=plain_text(title),
        level=draft.level,
        span=draft.span,
    )
