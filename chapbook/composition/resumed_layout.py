"""Have WeasyPrint lay out a document from the place of a page break on.

Its own pages begin so (layout/page.py, `make_all_pages`): each from what the one before left in
the page maker. Here that is written for a page that nobody has made.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from chapbook.composition.page_starts import skip_stack


@dataclass
class Resumed:
    """How far a document was laid out. `is_cut`: there is more, behind a page that is whole."""

    is_cut: bool = False


@contextmanager
def resumed(
    layout: ModuleType, first_page: int, way: Sequence[int], last_block: int
) -> Iterator[Resumed]:
    """What is laid out while inside begins on page `first_page` (from 0), at the end of `way`, and
    ends with the page on which block `last_block` of the flow does.

    `layout` is WeasyPrint's module of that name. The pages before are left out.
    """
    done = Resumed()
    names = vars(layout)
    stock = names["make_all_pages"]
    remake_page = vars(names["page"])["remake_page"]

    def make_pages(context: Any, root_box: Any, html: Any, made: Any) -> Iterator[Any]:
        if made:
            yield from made
            return
        context.rendered_notes = []
        _, next_page, is_right, state, _ = context.page_maker[0]
        context.page_maker = [
            (skip_stack(way), next_page, is_right ^ bool(number % 2), state, _nothing_to_do())
            for number in range(first_page + 1)
        ]
        number = first_page
        while True:
            page, resume_at = remake_page(number, context, root_box, html)
            yield page
            number += 1
            if resume_at is None and not context.reported_footnotes:
                break
            if _block(resume_at) > last_block:
                done.is_cut = True
                break
        for *_, remake_state in context.page_maker:
            remake_state.update(_nothing_to_do())

    names["make_all_pages"] = make_pages
    try:
        yield done
    finally:
        names["make_all_pages"] = stock


def _block(resume_at: Any) -> int:
    """The block of the flow with which the next page begins, or goes on; -1 for no single one."""
    number = -1
    # The body, the flow in it, the block in that.
    for _ in range(3):
        if not resume_at or len(resume_at) != 1:
            return -1
        ((number, resume_at),) = resume_at.items()
    return int(number)


def _nothing_to_do() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
