"""Turn WeasyPrint's block layout into one after whose figures and tables the text is on the grid.

A picture's height, a table's or a caption's is no multiple of the leading, and an extract that is
divided between pages loses the half line above it; so what follows would stand between the
lines of the facing page. CSS has `block-step-size` for it (CSS Rhythmic Sizing), which WeasyPrint
70.0 lacks; here a block takes what is missing to the next line below itself.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.leading import leading_px

FLOWS = frozenset(("article", "section"))
"""The blocks of these are the running text,"""
LISTS = frozenset(("references",))
"""and so are those in a division of this class."""
SMALL = frozenset(("endnotes",))
"""Those of this class are set in a size of their own throughout, on a grid of their own."""
TOLERANCE_PX = 0.1


def snap_to_grid(block: ModuleType) -> None:
    """Change WeasyPrint's module layout.block; once is enough."""
    stock: Callable[..., Any] = vars(block)["block_level_layout"]
    if is_changed(stock):
        return

    def block_level_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
        *further: Any, **named: Any,
    ) -> Any:  # fmt: skip
        made = stock(context, box, bottom_space, skip_stack, containing_block, *further, **named)
        laid, resume_at = made[0], made[1]
        if laid is not None and resume_at is None and _is_snapped(box, containing_block):
            _stretch(context, laid, bottom_space)
        return made

    vars(block)["block_level_layout"] = replaced(stock, block_level_layout)


def _is_snapped(box: Any, parent: Any) -> bool:
    element = getattr(parent, "element", None)
    if element is None or box.style["column_count"] != "auto":
        return False
    classes = set(element.get("class", "").split())
    return bool(LISTS & classes) or (element.tag in FLOWS and not SMALL & classes)


def _stretch(context: Any, laid: Any, bottom_space: float) -> None:
    """Make the block higher, unless the page has no room."""
    line_px = leading_px(laid.style.root_style)
    bottom_px = laid.border_box_y() + laid.border_height()
    top_px = context.current_footnote_area.page.content_box_y()
    missing_px = -(bottom_px + laid.margin_bottom - top_px) % line_px
    is_level = min(missing_px, line_px - missing_px) < TOLERANCE_PX
    if not is_level and not context.overflows_page(bottom_space, bottom_px + missing_px):
        laid.height += missing_px
