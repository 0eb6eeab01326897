"""Turn the open folios of a document into marked content with the figures of their fonts."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.coded_fonts import code_of
from chapbook.composition.model import OpenFolio
from chapbook.composition.open_folios import CLASS, mark_of

FIGURES = "0123456789"


def mark_open_folios(draw: ModuleType, line_break: ModuleType) -> None:
    """Change WeasyPrint's module draw so that open folios can be found in what it draws; once is
    enough."""
    stock = vars(draw)["draw_text"]
    if is_changed(stock):
        return

    def draw_text(stream: Any, box: Any, *rest: Any) -> None:
        number = _number(box)
        glyphs = _figures(box.style, line_break) if number is not None else None
        if number is None or glyphs is None:
            stock(stream, box, *rest)
            return
        font_key, ids = glyphs
        font, _ = stream.add_font(font_key)
        stream.stream.append(mark_of(number) + b" BMC")
        stock(stream, box, *rest)
        stream.stream.append(b"EMC")
        for figure, glyph in zip(FIGURES, ids, strict=True):
            # All of them go into the font: nobody knows yet which are wanted.
            font.to_unicode[glyph] = figure
            font.widths[glyph] = font.widths[ids[0]]
        vars(box)["figures"] = font, ids

    vars(draw)["draw_text"] = replaced(stock, draw_text)


def number_open_folios(tree: Any) -> tuple[str, ...]:
    """Number the open folios of a document; their anchors in that order."""
    spans = [span for span in tree.iter("span") if span.get("class") == CLASS]
    for number, span in enumerate(spans):
        span.set("data-number", str(number))
    return tuple(span.get("data-anchor") for span in spans)


def undrawn_folios(
    pages: Sequence[Any], anchors: Sequence[str], line_break: ModuleType
) -> tuple[OpenFolio, ...]:
    """The open folios of laid-out pages, before they are drawn and have codes."""
    return tuple(
        OpenFolio(number, anchors[_number(box) or 0], ())
        for number, page in enumerate(pages)
        for box in (page._page_box.descendants() if anchors else ())
        if type(box).__name__ == "TextBox"
        and _number(box) is not None
        and _figures(box.style, line_break)
    )


def open_folios_of(pages: Sequence[Any], anchors: Sequence[str]) -> tuple[OpenFolio, ...]:
    """The open folios that were drawn on laid-out pages which have been written, in the order of
    their numbers."""
    found = {
        _number(box): OpenFolio(number, anchors[_number(box) or 0], _codes(*vars(box)["figures"]))
        for number, page in enumerate(pages)
        for box in page._page_box.descendants()
        if "figures" in vars(box)
    }
    return tuple(found[number] for number in sorted(found, key=lambda number: number or 0))


def _codes(font: Any, glyphs: Sequence[int]) -> tuple[str, ...]:
    return tuple(code_of(font, glyph) for glyph in glyphs)


def _number(box: Any) -> int | None:
    element = box.element
    if element is None or element.get("class") != CLASS:
        return None
    number = element.get("data-number")
    return None if number is None else int(number)


def _figures(style: Any, line_break: ModuleType) -> tuple[Any, tuple[int, ...]] | None:
    """The font and glyphs of a style's figures, where all are of one width."""
    remembered = vars(style)
    if "figures" not in remembered:
        remembered["figures"] = _shaped(style, line_break)
    found: tuple[Any, tuple[int, ...]] | None = remembered["figures"]
    return found


def _shaped(style: Any, line_break: ModuleType) -> tuple[Any, tuple[int, ...]] | None:
    layout = line_break.create_layout(FIGURES, style, None, None, 0)
    line, _ = layout.get_first_line()
    run = line.runs[0]
    glyphs = run.data.glyphs
    if run.next != line_break.ffi.NULL or glyphs.num_glyphs != len(FIGURES):
        return None
    infos = [glyphs.glyphs[at] for at in range(len(FIGURES))]
    if len({info.geometry.width for info in infos}) > 1:
        return None
    return run.data.item.analysis.font, tuple(info.glyph for info in infos)
