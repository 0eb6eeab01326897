"""Turn a book's pages into its press sheets, as they are to be seen beside one another."""

from collections.abc import Iterator

from chapbook.bindery.press_layout import PressLayout
from chapbook.bindery.scheme import Plan, plan
from chapbook.bindery.sheets import Forme
from chapbook.copy_budget import has_back_cover
from chapbook.diagnostics import BookError
from chapbook.manuscript.book_config import BookConfig
from chapbook.proofing.preview.messages import SheetCell, Sheets, SheetSide


def press_sheets(config: BookConfig, page_count: int) -> Sheets | None:
    """The sheets of a book of so many pages; None where the paper doesn't hold them."""
    try:
        planned = plan(config.printing, config.page.sheet, page_count, has_back_cover(config))
    except BookError:
        return None
    layout = planned.layout
    sides = tuple(_sides(planned, page_count))
    return Sheets(layout.width_mm, layout.height_mm, sides)


def _sides(planned: Plan, page_count: int) -> Iterator[SheetSide]:
    for number, sheet in enumerate(planned.imposition.sheets, 1):
        for name, forme in (("front", sheet.front), ("back", sheet.back)):
            if forme:
                cells = tuple(_cells(planned.layout, forme, page_count))
                yield SheetSide(f"sheet {number}, {name}", cells)


def _cells(layout: PressLayout, forme: Forme, page_count: int) -> Iterator[SheetCell]:
    for placed in layout.place(forme):
        page = placed.cell.page_index
        yield SheetCell(
            # Behind the book's own pages are those for notes.
            page_index=page if page is not None and page < page_count else None,
            left_mm=round(placed.rect.left_mm + placed.shift_mm, 2),
            top_mm=round(layout.height_mm - placed.rect.top_mm, 2),
            is_head_down=placed.cell.is_head_down,
        )
