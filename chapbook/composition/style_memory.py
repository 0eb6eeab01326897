"""Turn what WeasyPrint works out for every box and text into what it works out once for a style.

A book has some hundred styles and a hundred thousand boxes. What is remembered depends on the
style alone, or on it and the containing block's size, and is kept with the style object, which
WeasyPrint copies before it changes it.
"""

import sys
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced

PACKAGE = "weasyprint."
MOST_BREAKS = 4096


def remember_styles(line_break: ModuleType, percent: ModuleType, boxes: ModuleType) -> None:
    """Change WeasyPrint's modules text.line_break, layout.percent and formatting_structure.boxes,
    and all that import from them; once is enough."""
    if is_changed(vars(line_break)["strut"]):
        return
    layout = vars(line_break)["Layout"]
    layout.setup = replaced(layout.setup, _setup(layout.setup, line_break))
    _replace(line_break, "strut", _strut)
    _replace(line_break, "can_break_text", lambda stock: lru_cache(MOST_BREAKS)(stock))
    _replace(percent, "resolve_percentages", lambda stock: _percentages(stock, boxes.PageBox))
    in_flow = boxes.Box.is_in_normal_flow
    boxes.Box.is_in_normal_flow = replaced(in_flow, _in_flow(in_flow))


def _replace(
    module: ModuleType, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> None:
    """Put the function that `make` makes wherever WeasyPrint's own is imported by name."""
    stock = vars(module)[name]
    instead = replaced(stock, make(stock))
    for other in list(sys.modules.values()):
        if getattr(other, "__name__", "").startswith(PACKAGE) and vars(other).get(name) is stock:
            vars(other)[name] = instead


def _setup(stock: Callable[..., Any], line_break: ModuleType) -> Callable[..., Any]:
    """A Pango layout as the style's first one was, before it had any text."""
    ffi, pango, gobject = line_break.ffi, line_break.pango, line_break.gobject
    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")

    def copied(layout: Any) -> Any:
        return ffi.gc(pango.pango_layout_copy(layout), gobject.g_object_unref)

    def setup(self: Any, style: Any) -> None:
        known = vars(style).get("empty_layout")
        if known is None:
            stock(self, style)
            attributes = {name: vars(self)[name] for name in SET_UP if name in vars(self)}
            vars(style)["empty_layout"] = copied(self.layout), attributes
        else:
            empty, attributes = known
            vars(self).update(attributes, style=style, first_line_direction=0)
            self.layout = copied(empty)

    return setup


def _strut(stock: Callable[..., Any]) -> Callable[..., Any]:
    def strut(style: Any) -> Any:
        known = vars(style).get("strut")
        if known is None:
            known = vars(style)["strut"] = stock(style)
        return known

    return strut


def _in_flow(stock: Callable[..., Any]) -> Callable[..., Any]:
    def is_in_normal_flow(self: Any) -> Any:
        known = vars(self.style).get("in_flow")
        if known is None:
            known = vars(self.style)["in_flow"] = stock(self)
        return known

    return is_in_normal_flow


def _percentages(stock: Callable[..., Any], page_box: type) -> Callable[..., Any]:
    """The used values of margins, padding, borders and sizes, for a containing block's size."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        if isinstance(box, page_box) or style["border_collapse"] == "collapse":
            stock(box, containing_block)
            return
        if isinstance(containing_block, tuple):
            size = containing_block
        else:
            size = (containing_block.width, containing_block.height)
        known = vars(style).setdefault("used_values", {})
        values = known.get(size)
        if values is None:
            stock(box, containing_block)
            attributes = vars(box)
            known[size] = {name: attributes[name] for name in USED_VALUES}
        else:
            vars(box).update(values)

    return resolve_percentages


SET_UP = (
    "language",
    "ascent",
    "underline_position",
    "strikethrough_position",
    "underline_thickness",
    "strikethrough_thickness",
)
"""The attributes that WeasyPrint's Layout.setup sets, besides its layout and style."""
USED_VALUES = (
    *(
        f"{kind}_{side}"
        for kind in ("margin", "padding")
        for side in ("top", "right", "bottom", "left")
    ),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)
"""The attributes that WeasyPrint's resolve_percentages sets."""
