"""Turn WeasyPrint's note area into one whose last note may go on, on the next page.

WeasyPrint 70.0 never divides a note: one that doesn't fit goes whole to the next page, and one
taller than the page runs over the text (https://github.com/Kozea/WeasyPrint/issues/1564). Here
the page's notes are laid out in the room that its text leaves. Where they don't fit, the last
is cut as any block is, by orphans and widows, and its rest comes first on the next page, as
TeX splits an insertion (The TeXbook, chapter 15).
"""

from itertools import islice
from math import inf
from typing import Any

LEAST_TEXT_SHARE = 0.25
"""So much of a page is left to the text by notes that come from the page before."""


class NotesOverPages:
    """The notes of a page under construction; WeasyPrint's LayoutContext has the methods.

    `cut_note` is the note that goes on behind this page with the place where, `resumed_note`
    the same of the page before; `room_px` is what the notes may take, margins included.
    """

    cut_note: tuple[Any, Any] | None = None
    resumed_note: tuple[Any, Any] | None = None
    room_px: float = inf
    # WeasyPrint's block_level_layout, create_anonymous_boxes and iter_line_boxes.
    laid_out: Any
    anonymous: Any
    lines_of: Any

    # What LayoutContext has.
    footnotes: list[Any]
    current_page_footnotes: list[Any]
    reported_footnotes: list[Any]
    current_footnote_area: Any
    page_bottom: float
    in_column: bool

    def layout_area(self, absolute: list[Any], fixed: list[Any], may_cut: bool) -> tuple[Any, Any]:
        """The page's notes in their room, laid out at the page's bottom, and where they end.

        With `may_cut` nothing is forced into the room: there may be no layout at all.
        """
        area = self.current_footnote_area
        notes, resumed = area.children, self.resumed_note
        skip = {0: resumed[1]} if resumed and notes and notes[0] is resumed[0] else None
        space = self.page_bottom - area.position_y - self.room_px
        copy = self.anonymous(area.deepcopy())
        # Notes go on from page to page, their areas don't: each has its margins and rule.
        copy.style = _undivided(area)
        laid, end, *_ = self.laid_out(
            self, copy, space, skip, area.page, not may_cut, absolute, fixed
        )
        if laid is not None and end is not None:
            # A box that is divided fills its room; the notes stand on the page's last line.
            laid.height = _bottom(laid) - laid.content_box_y()
        return laid, end

    def _update_footnote_area(self) -> bool:
        """Lay out the notes and take their height from the page's text."""
        area = self.current_footnote_area
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        area.children = self.current_page_footnotes
        if not area.children:
            area.height = "auto"
            return False
        laid, _ = self.layout_area([], [], may_cut=False)
        area.height = laid.height
        if not self.in_column:
            self.page_bottom -= laid.margin_height()
        return False

    def unlayout_footnote(self, footnote: Any) -> None:
        """Take a note from the page again, with what of it was to follow."""
        if any(footnote is waiting for waiting in self.footnotes):
            return
        self.footnotes.append(footnote)
        if self.cut_note and self.cut_note[0] is footnote:
            self.cut_note, self.room_px = None, inf
        self.current_page_footnotes = _without(self.current_page_footnotes, footnote)
        self.reported_footnotes = _without(self.reported_footnotes, footnote)
        self._update_footnote_area()

    def cut_last_note(self, room_px: float) -> bool:
        """Divide the page's last note so that its notes have room, or leave all as it was."""
        area = self.current_footnote_area
        if self.in_column or self.cut_note or self.reported_footnotes or not area.children:
            return False
        self.room_px = room_px
        laid, end = self.layout_area([], [], may_cut=True)
        last = len(area.children) - 1
        if laid is None or (end is not None and (last not in end or end[last] is None)):
            self.room_px = inf
            return False
        if end is None:
            self.room_px = inf
        else:
            self.cut_note = (area.children[last], end[last])
            self.reported_footnotes.append(area.children[last])
        self._update_footnote_area()
        return True

    def carry_footnotes(self, reported: list[Any], is_blank: bool) -> None:
        """Begin a page with the notes that the page before has left over.

        `is_blank`: the page has no text, and the notes may fill it.
        """
        self.resumed_note, self.cut_note, self.room_px = self.cut_note, None, inf
        height_px = self.current_footnote_area.page.height
        room_px = height_px if is_blank else height_px * (1 - LEAST_TEXT_SHARE)
        for number, note in enumerate(reported):
            self.current_page_footnotes.append(note)
            self._update_footnote_area()
            if self.current_footnote_area.margin_height() <= room_px:
                continue
            if self.cut_last_note(room_px):
                self.reported_footnotes += reported[number + 1 :]
                return
            if number:
                self.current_page_footnotes.pop()
                self._update_footnote_area()
                self.reported_footnotes = reported[number:]
                return

    def cut_at_call(
        self, box: Any, child: Any, line: Any, resume_at: Any, lines_above: int, bottom_px: float
    ) -> bool:
        """Divide the note whose call stands in `line`, so that the line needn't move.

        `line` is in the paragraph `box` under `lines_above` others, and the paragraph goes on
        at `resume_at`; `bottom_px` is the line's bottom with all that must stand below it.
        Further lines that orphans and widows bind to this one get room, too.
        """
        behind = self._lines_behind(box, child, line, resume_at)
        orphans, widows = box.style["orphans"], box.style["widows"]
        kept = next(
            kept
            for kept in range(behind + 1)
            if kept == behind or (lines_above + 1 + kept >= orphans and behind - kept >= widows)
        )
        full_px = self.page_bottom + self.current_footnote_area.margin_height()
        return self.cut_last_note(full_px - bottom_px - kept * line.height)

    def _lines_behind(self, box: Any, child: Any, line: Any, resume_at: Any) -> int:
        """How many lines a paragraph still has, as far as orphans and widows ask."""
        if resume_at is None:
            return 0
        indent = child.text_indent
        lines = self.lines_of(
            self, child, line.position_y + line.height, 0, resume_at, box, [], [], None, None
        )
        behind = sum(1 for _ in islice(lines, box.style["orphans"] + box.style["widows"]))
        child.text_indent = indent
        return behind


def _undivided(area: Any) -> Any:
    """The style of a note area that keeps its margin, padding and border where it is divided
    (CSS Fragmentation 3, 5.4)."""
    made = vars(area)
    if "undivided" not in made:
        made["undivided"] = area.style.copy()
        made["undivided"]["box_decoration_break"] = "clone"
    return made["undivided"]


def _bottom(box: Any) -> float:
    """The bottom of the last line in a box."""
    lines = [line for line in box.descendants() if type(line).__name__ == "LineBox"]
    return max((float(line.position_y + line.height) for line in lines), default=0.0)


def _without(notes: list[Any], note: Any) -> list[Any]:
    return [other for other in notes if other is not note]
