"""Turn what the Markdown rules meet in one chapter into drafts of its notes, marks and slots.

One Reading lives as long as the parsing of one chapter. The drafts get their final numbers
in numbering.py, when the whole chapter is known.
"""

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from chapbook.diagnostics import Diagnostic, SourceSpan, error, warning
from chapbook.manuscript.book_config import KINDS_KEPT
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.positions import PlacedText, Positions
from chapbook.manuscript.model import Citation, MarkRole

SLOT = "cb-slot"
DRAFT = "cb-draft"
MARKED = "cb-marks"


@dataclass
class DraftNote:
    """A note called in the text. `content` holds its blocks; `is_scanned` whether the rules
    for what stands inside blocks have been applied to them."""

    span: SourceSpan
    content: Element
    is_scanned: bool


@dataclass(frozen=True)
class DraftReference:
    """A cross reference, with the author's text as a tree."""

    target: str
    content: Element
    show_text: bool
    show_folio: bool
    span: SourceSpan


DraftSlot = DraftNote | Citation | DraftReference


@dataclass(frozen=True)
class DraftMark:
    """An index mark whose anchor is not yet known."""

    path: tuple[str, ...]
    role: MarkRole
    principal: bool
    sort_key: str
    span: SourceSpan


@dataclass(frozen=True)
class DraftTarget:
    """A target; `element` holds its title, None for a place."""

    id: str
    anchor: str
    kind: str
    element: Element | None
    level: int
    span: SourceSpan


@dataclass
class NoteDefinition:
    """`[^label]: …`: its blocks, its place, and whether a call has used it."""

    content: Element
    span: SourceSpan
    is_called: bool = False


@dataclass(frozen=True)
class CodeBlock:
    """A fenced code block, as written."""

    text: str
    attributes: Attributes
    language: str
    span: SourceSpan


@dataclass(frozen=True)
class FencedDivision:
    """The opening line of a `:::` division: what it says, and its text from `span` on."""

    attributes: Attributes
    span: SourceSpan
    text: str


@dataclass(frozen=True)
class RawBlock:
    """Lines of raw HTML, from the tag at `span` on."""

    text: str
    span: SourceSpan


@dataclass(frozen=True)
class DraftHeading:
    """A heading: its element, the id that the author gave it ('' for none), its place.

    `marks` are index marks for its whole section.
    """

    element: Element
    local_id: str
    span: SourceSpan
    marks: tuple[DraftMark, ...]


@dataclass
class Reading:
    """All that is gathered while one chapter is parsed. `shows_remarks`: notes to editors and
    changes are shown; `prints_proposed`: of a change that isn't settled the new text is printed."""

    path: str
    division_id: str
    language: str
    html: str
    root: Path
    in_text_citations: bool = False
    shows_remarks: bool = False
    prints_proposed: bool = False
    keeps_together: frozenset[str] = frozenset(KINDS_KEPT)
    positions: Positions = field(default_factory=Positions)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    link_references: dict[str, tuple[str, str]] = field(default_factory=dict)
    definitions: dict[str, NoteDefinition] = field(default_factory=dict)
    note_labels: list[tuple[str, SourceSpan]] = field(default_factory=list)
    code_blocks: list[CodeBlock] = field(default_factory=list)
    raw_blocks: list[RawBlock] = field(default_factory=list)
    openings: list[FencedDivision] = field(default_factory=list)
    slots: list[DraftSlot] = field(default_factory=list)
    marks: list[DraftMark] = field(default_factory=list)
    targets: list[DraftTarget] = field(default_factory=list)
    headings: list[DraftHeading] = field(default_factory=list)
    ids: dict[str, SourceSpan] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    image_lookups: dict[str, str | None] = field(default_factory=dict)
    figures: int = 0
    tables: int = 0

    def span(self, placed: PlacedText, start: int, end: int) -> SourceSpan:
        """The place of `placed.text[start:end]`, as far as it is on one line."""
        line, column = placed.at(start)
        feed = placed.text.find("\n", start, end)
        length = (end if feed < 0 else feed) - start
        return SourceSpan(self.path, line, column, max(1, length))

    def error(self, code: str, message: str, span: SourceSpan, hint: str = "") -> None:
        """Note an error of the author's."""
        self.diagnostics.append(error(code, message, span, hint))

    def warn(self, code: str, message: str, span: SourceSpan, hint: str = "") -> None:
        """Note something that looks wrong but can be built."""
        self.diagnostics.append(warning(code, message, span, hint))

    def slot(self, draft: DraftSlot) -> Element:
        """A slot element for `draft`."""
        self.slots.append(draft)
        return Element(SLOT, {DRAFT: str(len(self.slots) - 1)})

    def draft_of(self, slot: Element) -> DraftSlot:
        """What stands in a slot element."""
        return self.slots[int(slot.attrib[DRAFT])]

    def mark_element(self, element: Element, marks: list[DraftMark]) -> None:
        """Let `element` be the anchor of `marks` too."""
        numbers = element.get(MARKED, "").split()
        numbers += [str(len(self.marks) + offset) for offset in range(len(marks))]
        self.marks += marks
        element.set(MARKED, " ".join(numbers))

    def anchor(self, local_id: str) -> str:
        """The id in the book's HTML for an id in this chapter."""
        return f"{self.division_id}--{local_id}"

    def free_id(self, wanted: str, span: SourceSpan) -> str:
        """`wanted`, or with a number after it where that is taken; taken from now on."""
        local_id, number = wanted, 0
        while local_id in self.ids:
            number += 1
            local_id = f"{wanted}-{number}"
        self.ids[local_id] = span
        return local_id

    def claim_id(self, local_id: str, span: SourceSpan) -> str | None:
        """The anchor for an id that the author gives; None, and an error, if it is taken."""
        first = self.ids.get(local_id)
        if first is not None:
            message = f"the id '{local_id}' is already used in line {first.line}"
            self.error("id-duplicate", message, span)
            return None
        self.ids[local_id] = span
        return self.anchor(local_id)
