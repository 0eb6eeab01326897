"""Have WeasyPrint lay out a document from the place of a page break on.

Its own pages begin so (layout/page.py, `make_all_pages`): each from what the one before left in
the page maker. Here that is written for a page that nobody has made.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from chapbook.composition.page_starts import skip_stack


@contextmanager
def resumed(layout: ModuleType, first_page: int, way: Sequence[int]) -> Iterator[None]:
    """What is laid out while inside begins on page `first_page` (from 0), at the end of `way`.

    `layout` is WeasyPrint's module of that name. The pages before are left out.
    """
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
        for *_, remake_state in context.page_maker:
            remake_state.update(_nothing_to_do())

    names["make_all_pages"] = make_pages
    try:
        yield
    finally:
        names["make_all_pages"] = stock


def _nothing_to_do() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
