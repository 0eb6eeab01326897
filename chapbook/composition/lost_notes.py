"""Turn WeasyPrint's page maker into one that loses no footnote.

When the last line that fits overflows by its own note, WeasyPrint 70.0 moves notes to the
next page and appends the line (layout/block.py, `_linebox_layout`, "report footnotes and
see if we don't overflow") without laying out that line's notes: they stay in
`context.footnotes` for ever and no page prints them. Near it upstream:
https://github.com/Kozea/WeasyPrint/issues/1564. After each page, the notes of calls that
stand on it and are still waiting are handed to the next page, in the document's order.
"""

from types import ModuleType
from typing import Any

WRAPPED = "chapbook_keeps_notes"


def keep_notes(layout_page: ModuleType) -> None:
    """Wrap `make_page` of WeasyPrint's module layout.page; a second call changes nothing."""
    stock = layout_page.make_page
    if getattr(stock, WRAPPED, False):
        return

    def make_page(context: Any, root_box: Any, *rest: Any) -> Any:
        order = _document_order(context)
        made = stock(context, root_box, *rest)
        _hand_on(context, made[0], order)
        return made

    setattr(make_page, WRAPPED, True)
    vars(layout_page)["make_page"] = make_page


def _document_order(context: Any) -> dict[int, int]:
    """Every note's place in the document, by the identity of its box."""
    if not hasattr(context, "chapbook_notes"):
        # The boxes are kept with their order: a freed box's id could be given again.
        context.chapbook_notes = list(context.footnotes)
        context.chapbook_order = {id(box): i for i, box in enumerate(context.footnotes)}
    order: dict[int, int] = context.chapbook_order
    return order


def _hand_on(context: Any, page: Any, order: dict[int, int]) -> None:
    waiting = {id(box): box for box in context.footnotes}
    if waiting:
        for box in page.descendants():
            note = waiting.pop(id(box.footnote), None) if box.footnote is not None else None
            if note is not None:
                context.footnotes.remove(note)
                context.reported_footnotes.append(note)
    context.reported_footnotes.sort(key=lambda box: order.get(id(box), len(order)))
