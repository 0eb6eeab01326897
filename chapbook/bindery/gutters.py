"""Turn a booklet's pages into a warning where creep brings their text too near to the fold."""

from collections.abc import Iterator

from pikepdf import Pdf

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.painted_page import Text, painted
from chapbook.bindery.press_layout import PlacedPage, PressLayout
from chapbook.bindery.printed_fonts import Fonts
from chapbook.bindery.sheets import Imposition, Side
from chapbook.diagnostics import Diagnostic, SourceSpan, warning

LEAST_FROM_FOLD_MM = 8.0
"""Text that is nearer to the fold of a thick booklet goes around the bend."""
LEAST_SHIFT_MM = 0.5
MOST_PAGES = 24
"""So many pages are measured, those that creep moves furthest."""


def audit_gutters(
    book: Pdf, imposition: Imposition, layout: PressLayout, span: SourceSpan
) -> tuple[Diagnostic, ...]:
    """A warning where the text of a page that creep moves ends up nearer than 8 mm to the fold,
    and would not without."""
    moved = sorted(
        _moved(imposition, layout, len(book.pages)), key=lambda page: -abs(page.shift_mm)
    )
    fonts, worst = Fonts(), (LEAST_FROM_FOLD_MM, 0.0, 0)
    for placed in moved[:MOST_PAGES]:
        index = placed.cell.page_index
        assert index is not None
        margin_mm = _inner_margin_mm(book, index, _spine_of(placed), fonts)
        shift_mm = abs(placed.shift_mm)
        if margin_mm is not None and margin_mm >= LEAST_FROM_FOLD_MM:
            worst = min(worst, (margin_mm - shift_mm, shift_mm, index))
    left_mm, shift_mm, index = worst
    if left_mm >= LEAST_FROM_FOLD_MM:
        return ()
    message = (
        f"creep moves page {index + 1} by {shift_mm:.1f} mm, "
        f"and its text stands {left_mm:.1f} mm from the fold"
    )
    hint = 'take thinner paper, a wider gutter, or signatures: scheme = "perfect-binding"'
    return (warning("imposition-gutter", message, span, hint),)


def _moved(imposition: Imposition, layout: PressLayout, page_count: int) -> Iterator[PlacedPage]:
    """The book's own pages that creep moves, each once."""
    seen: set[int] = set()
    for sheet in imposition.sheets:
        for forme in sheet.formes:
            for placed in layout.place(forme):
                index = placed.cell.page_index
                if index is None or index >= page_count or index in seen:
                    continue
                seen.add(index)
                if abs(placed.shift_mm) >= LEAST_SHIFT_MM:
                    yield placed


def _spine_of(placed: PlacedPage) -> Side:
    """The side of the page, upright, at which it is bound."""
    cell = placed.cell
    return cell.spine.other if cell.is_head_down else cell.spine


def _inner_margin_mm(book: Pdf, index: int, spine: Side, fonts: Fonts) -> float | None:
    """What there is between the trim at the spine and the text; None without text."""
    page = book.pages[index]
    left, _, right, _ = (float(side) for side in page.trimbox.as_list())
    ends = [
        end for each in painted(page, fonts) if isinstance(each, Text) for end in _ends_pt(each)
    ]
    if not ends:
        return None
    margin_pt = min(ends) - left if spine is Side.LEFT else right - max(ends)
    return margin_pt / PT_PER_MM


def _ends_pt(text: Text) -> tuple[float, float]:
    """Where a text begins and ends, across the page."""
    if not text.words.strip():
        return (text.matrix.e, text.matrix.e)
    return (text.matrix.e, text.matrix.e + text.width_em * text.matrix.a)
