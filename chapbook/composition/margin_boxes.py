"""Turn pages into what their margin boxes print, as plain data, and that into the boxes alone.

WeasyPrint 70.0 makes margin boxes when all pages are set (layout/__init__.py, the last loop of
`layout_document`): nothing of the text depends on them. So they are left out with the text, and
made later on empty pages, when the folios are known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from chapbook.composition.change_bars import bar_boxes
from chapbook.composition.model import PageMargins

KEYWORDS = ("first", "start", "last", "first-except", "all-once")
"""Of string(): which of a page's values is meant (CSS GCPM 3, 1.1.2)."""


@dataclass(frozen=True)
class SetApart:
    """What the margin boxes of a document's pages need, and where its pages begin, in
    WeasyPrint's words."""

    margins: list[PageMargins]
    resumed_at: list[Any]


@contextmanager
def margins_apart(layout: ModuleType, unless: bool) -> Iterator[SetApart]:
    """Leave out the margin boxes of a document that is set while inside; it fills what is given.
    `layout` is WeasyPrint's module of that name; nothing is done if `unless`."""
    names = vars(layout)
    stock = names["make_margin_boxes"]
    found = SetApart([], [])
    if unless:
        yield found
        return

    def recorded(context: Any, page: Any, state: Any) -> tuple[()]:
        found.margins.append(_margins(context, page, state))
        found.resumed_at.append(context.page_maker[context.current_page - 1][0])
        return ()

    names["make_margin_boxes"] = recorded
    try:
        yield found
    finally:
        names["make_margin_boxes"] = stock


def _margins(context: Any, page: Any, state: Any) -> PageMargins:
    kind = page.page_type
    strings = {
        f"{keyword} {name}": "".join(context.get_string_set_for(page, name, keyword))
        for name in sorted(context.string_set)
        for keyword in KEYWORDS
    }
    return PageMargins(
        side=kind.side,
        blank=kind.blank,
        name=kind.name,
        index=kind.index,
        groups=tuple(kind.groups),
        counters={name: tuple(values) for name, values in sorted(state[1].items())},
        strings={key: text for key, text in strings.items() if text},
        text_left_px=page.content_box_x(),
    )


class FurnitureLayout:
    """Lays out margin boxes on empty pages, in a context that has the styles of one fragment.

    `page`, `percent`, `background` and `boxes` are WeasyPrint's modules layout.page,
    layout.percent, layout.background and formatting_structure.boxes.
    """

    def __init__(
        self,
        page: ModuleType,
        percent: ModuleType,
        background: ModuleType,
        boxes: ModuleType,
    ) -> None:
        self._page, self._percent = page, percent
        self._background, self._boxes = background, boxes

    def pages(
        self, context: Any, html: Any, margins: Sequence[PageMargins], first_folio: int
    ) -> Iterator[tuple[Any, float]]:
        """A page box with nothing but margin boxes for each of `margins`, and how far to the
        right the page's text moves to stand on its side, in px."""
        context.page_bottom = 0.0
        context.create_block_formatting_context()
        kinds: dict[tuple[bool, ...], Any] = {}
        for number, needs in enumerate(margins, start=1):
            kind = self._kind(context, html, needs, kinds)
            sheet = self.sheet(context, kind, is_first=number == 1)
            shift_px = sheet.content_box_x() - needs.text_left_px
            context.current_page = number
            context.get_string_set_for = _strings_of(needs)
            state = _state(needs, first_folio)
            # The page's own background, border and marks are drawn with the text.
            canvas = sheet.copy()
            canvas.style = sheet.style.anonymous_style
            canvas.background = canvas.canvas_background = None
            bars = bar_boxes(sheet, needs.bars_px, needs.side, self._boxes)
            canvas.children = (*self._page.make_margin_boxes(context, sheet, state), *bars)
            for box in canvas.children:
                self._background.layout_box_backgrounds(canvas, box, context.get_image_from_uri)
            self._background.layout_box_backgrounds(
                canvas, canvas, context.get_image_from_uri, layout_children=False
            )
            for side in ("top", "right", "bottom", "left"):
                # What they take stays in the margins, and no place on the page changes.
                width = getattr(canvas, f"border_{side}_width")
                margin = getattr(canvas, f"margin_{side}") + width
                setattr(canvas, f"margin_{side}", margin)
                setattr(canvas, f"border_{side}_width", 0)
            yield canvas, shift_px

    def _kind(
        self,
        context: Any,
        html: Any,
        needs: PageMargins,
        kinds: dict[tuple[bool, ...], Any],
    ) -> Any:
        """A page type that has the styles computed that this page takes: pages to which the
        same rules apply share them, since computing them is most of the work."""
        kind = self._page.PageType(
            needs.side, needs.blank, needs.name, needs.index, tuple(map(tuple, needs.groups))
        )
        style_for = context.style_for
        rules = tuple(
            style_for._page_type_match(selector, kind)
            for sheet, _, _ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for _, _, selector in selectors
        )
        if rules not in kinds:
            self._page.set_page_type_computed_styles(kind, html, style_for)
            kinds[rules] = kind
        return kinds[rules]

    def sheet(self, context: Any, kind: Any, is_first: bool) -> Any:
        """An empty page with its measures, as WeasyPrint's make_page begins one."""
        style = context.style_for(kind)
        sheet = self._boxes.PageBox(kind, style)
        width, height = style["size"]
        self._percent.resolve_percentages(sheet, (width, height))
        sheet.position_x = sheet.position_y = 0
        self._page.page_width(sheet, context, width)
        self._page.page_height(sheet, context, height)
        if is_first:
            context.style_for.initial_page_sizes["box"] = (width, height)
            context.style_for.initial_page_sizes["area"] = (sheet.width, sheet.height)
        return sheet


def _strings_of(needs: PageMargins) -> Callable[..., str]:
    def string_of(_page: Any, name: str, keyword: str = "first") -> str:
        return needs.strings.get(f"{keyword} {name}", "")

    return string_of


def _state(needs: PageMargins, first_folio: int) -> tuple[Any, ...]:
    """The counters as WeasyPrint keeps them; the fragment's first page was counted as 1."""
    counters: Mapping[str, list[int]] = {
        name: list(values) for name, values in needs.counters.items()
    }
    counters["page"][-1] += first_folio - 1
    return [0], counters, [set(counters)], []
