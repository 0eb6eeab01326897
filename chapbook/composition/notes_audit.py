"""Turn a set fragment's anchors into what became of its notes: none may be lost.

A note belongs on the page of its call or, when there is no room, on one that follows; and
notes keep their order.
"""

from collections.abc import Iterator, Sequence

from chapbook.composition.model import PlannedNote
from chapbook.composition.set_lines import SetPage
from chapbook.diagnostics import Diagnostic, error

FARTHEST_PAGES = 2
"""How far behind its call a note may begin before it is an error."""
TOLERANCE_PX = 1.0


def audit_notes(notes: Sequence[PlannedNote], pages: Sequence[SetPage]) -> Iterator[Diagnostic]:
    """What is wrong with `notes` as they stand on `pages`."""
    backwards = reversed(list(enumerate(pages)))
    where = {anchor: number for number, page in backwards for anchor in page.anchors}
    last = -1
    for note in notes:
        call, text = where.get(note.call_anchor), where.get(note.note_anchor)
        if call is None or text is None:
            what = "call" if call is None else "text"
            yield error("note-lost", f"the note's {what} is on no page", note.span)
            continue
        if not call <= text <= call + FARTHEST_PAGES:
            message = f"the note stands {abs(text - call)} pages from its call"
            yield error("note-far", message, note.span)
        if text < last:
            yield error(
                "note-order", "the note stands before one that is called earlier", note.span
            )
        last = max(last, text)
        if pages[text].anchors[note.note_anchor][1] < pages[text].top_px - TOLERANCE_PX:
            yield error("note-too-long", "the note is taller than the page", note.span)
