"""Turn WeasyPrint's line layout into one that keeps a note on its call's page, and loses none.

When a paragraph's line overflows and can't be pushed on without leaving an orphan, WeasyPrint
70.0 moves the page's notes to the next page to make room (layout/block.py, `_linebox_layout`,
"first try to report footnotes"), then appends the line without laying out its own notes: the
former stand apart from their calls, the latter on no page at all. Near it upstream:
https://github.com/Kozea/WeasyPrint/issues/1564. Here the line is pushed on instead, with as
many lines before it as orphans and widows ask, which is what happens without notes.
"""

import inspect
from types import ModuleType

STOCK_CONDITION = "report = not context.in_column and can_break_now and not could_break_before"
PATCHED = "chapbook_keeps_notes"


def keep_notes_with_calls(layout_block: ModuleType) -> None:
    """Replace `_linebox_layout` of WeasyPrint's module layout.block; once is enough.

    The function is 130 lines long and can't be wrapped at that place, so its source is
    changed. Raises RuntimeError where the source isn't the one that is known.
    """
    stock = layout_block._linebox_layout
    if getattr(stock, PATCHED, False):
        return
    source = inspect.getsource(stock)
    if source.count(STOCK_CONDITION) != 1:
        raise RuntimeError("WeasyPrint's _linebox_layout has changed: see notes_with_calls.py")
    changed = source.replace(STOCK_CONDITION, "report = False")
    exec(compile(changed, inspect.getfile(stock), "exec"), vars(layout_block))
    patched = layout_block._linebox_layout
    setattr(patched, PATCHED, True)
    patched.stock = stock
