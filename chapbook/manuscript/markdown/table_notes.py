"""Turn the notes of a table into lettered notes that stand below it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.house_style import PLACES_OF_TABLE_NOTES
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import DRAFT, SLOT, DraftNote, Reading

NOTES = "data-notes"
BELOW = "below"
TURNED = "turned"


def set_table_notes(
    reading: Reading, root: Element, notes: dict[int, list[Element]], place: str
) -> None:
    """Take the notes called in tables out of `notes`, and put them below their tables.

    `place` is where notes to tables stand in this book; a table's own `notes` goes before. A
    turned table fills its page and so has its notes below.
    """
    tables = list(root.iter("table"))
    parents = {child: parent for parent in root.iter() for child in parent}
    for number, table in enumerate(tables, start=1):
        own = _place_of(reading, table) or place
        if own != BELOW and TURNED not in table.get("class", "").split():
            continue
        lines = list(_lettered(reading, table, notes, reading.anchor(f"tn{number}")))
        if not lines:
            continue
        below = filled(Element("div", {"class": "table-notes"}), lines)
        if line := table.get("data-line"):
            below.set("data-line", line)
        table.set("class", f"{table.get('class', '')} with-notes".strip())
        parent = parents[table]
        parent.insert(list(parent).index(table) + 1, below)
        below.tail, table.tail = table.tail, None


def _place_of(reading: Reading, table: Element) -> str:
    """What the table says of its own notes, '' where that is nothing."""
    said = table.attrib.pop(NOTES, "")
    if not said or said in PLACES_OF_TABLE_NOTES:
        return said
    message = f"'notes' of a table must be 'foot' or 'below', not '{said}'"
    span = SourceSpan(reading.path, int(table.get("data-line", "1")))
    reading.error("attributes", message, span)
    return ""


def _lettered(
    reading: Reading, table: Element, notes: dict[int, list[Element]], anchor: str
) -> Iterator[Element]:
    """The notes, a paragraph each; their calls in the table become letters."""
    drafts = [(slot, reading.draft_of(slot)) for slot in table.iter(SLOT)]
    called = [(slot, draft) for slot, draft in drafts if isinstance(draft, DraftNote)]
    for number, (slot, draft) in enumerate(called):
        letter = chr(ord("a") + number % 26) * (number // 26 + 1)
        blocks = notes.pop(int(slot.attrib.pop(DRAFT)))
        slot.tag = "a"
        slot.text = letter
        slot.attrib.update(
            {"class": "table-call", "id": f"{anchor}{letter}-call", "href": f"#{anchor}{letter}"}
        )
        marker = Element("a", {"class": "table-marker", "href": f"#{anchor}{letter}-call"})
        note = Element("p", {"id": f"{anchor}{letter}", "data-line": _line_of(draft)})
        filled(note, [filled(marker, [letter]), "\u2002"])
        for at, block in enumerate(blocks):
            filled(note, [" " if at else "", block.text or "", *block])
        yield note


def _line_of(note: DraftNote) -> str:
    """Where the note's text was written, as far as that is known, else where it is called."""
    written = (block.get("data-line") for block in note.content)
    return next((line for line in written if line), str(note.span.line))
