"""Turn a built book into the paper that a printed copy of it takes."""

from chapbook.bindery.scheme import plan
from chapbook.bindery.sheet_budget import SheetBudget
from chapbook.diagnostics import BookError
from chapbook.manuscript.book_config import BookConfig
from chapbook.pipeline import BuiltBook


def sheet_budget(built: BuiltBook) -> SheetBudget | None:
    """What a copy takes, None where there are no pages, or the paper doesn't hold them."""
    config = built.manuscript.config
    pages = built.set_book.pagination.page_count
    if not pages:
        return None
    try:
        return plan(config.printing, config.page.sheet, pages, has_back_cover(config)).budget
    except BookError:
        return None


def has_back_cover(config: BookConfig) -> bool:
    """Whether the last page is the back cover."""
    return config.divisions[-1].kind == "back-cover"
