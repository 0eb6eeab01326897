"""Turn a number of pages into the sheets of a saddle-stitched booklet."""

from chapbook.bindery.model import Forme, Imposition, Sheet

PAGES_PER_SHEET = 4


def saddle_stitch(page_count: int, back_cover: bool) -> Imposition:
    """Two pages on each side of a sheet, the sheets nested, folded and stitched in the fold.

    The pages are made up to a multiple of four with empty ones. With `back_cover` these
    go before the last page, which so stays on the outside; else they come last.

    Of n pages the outermost sheet has (n, 1) on its front forme and (2, n-1) on its back:
    the sheet is turned over its short edge, as a leaf is, so that what was at the right
    comes to the left, head still up, and page 2 lies behind page 1. In a printer's
    terms: landscape, both sides, flip on short edge.

    Raises ValueError for fewer pages than one.
    """
    if page_count < 1:
        raise ValueError(f"a booklet needs a page; there are {page_count}")
    pages = _made_up(page_count, back_cover)
    last = len(pages) - 1
    return Imposition(
        tuple(
            Sheet(
                front=Forme(left=pages[last - outer], right=pages[outer]),
                back=Forme(left=pages[outer + 1], right=pages[last - outer - 1]),
            )
            for outer in range(0, len(pages) // 2, 2)
        )
    )


def _made_up(page_count: int, back_cover: bool) -> list[int | None]:
    pages: list[int | None] = list(range(page_count))
    empty: list[int | None] = [None] * (-page_count % PAGES_PER_SHEET)
    place = page_count - 1 if back_cover else page_count
    return pages[:place] + empty + pages[place:]
