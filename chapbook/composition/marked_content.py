"""Turn the drawing of texts and pictures into marked content that the structure tree refers to.

WeasyPrint marks each piece of a line for itself (pdf/stream.py). Here what stands in one element
on one page is marked once, what is no part of the text is an artifact, and the ends of lines say
what they are.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.line_ends import END, LineEnd
from chapbook.composition.page_structure import PLACE
from chapbook.composition.soft_hyphens import SOFT_HYPHEN, soft_hyphen_glyph
from chapbook.composition.structure_tree import MarkedText

ENDED = b"EMC"
LAST_GLYPH = re.compile(rb"<([0-9a-f]*)([0-9a-f]{4})>[-0-9.e]*\] TJ$")
TAG = b"/P"
"""Of all marked content: what it is, the structure tree says, by its MCID (ISO 32000-1, 14.7.4)."""
OPEN_HYPHEN = b"/Span<</ActualText<FEFF00AD>>>BDC"


def mark_content(stream_module: ModuleType, draw: ModuleType, line_break: ModuleType) -> None:
    """Change WeasyPrint's modules pdf.stream and draw, over what else changes draw_text; once is
    enough."""
    stream_class = stream_module.Stream
    stock = vars(stream_class)["marked"]
    if is_changed(stock):
        return

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if stream._tags is None or PLACE not in vars(box):
            with stock(stream, box, tag):
                yield
            return
        if _is_empty(box):
            start = len(stream.stream)
            yield
            # A space may have a line through or under it.
            if len(stream.stream) > start:
                stream.stream[start:start] = [b"/Artifact BMC"]
                stream.stream.append(ENDED)
                stream.last_place = None, vars(box)[PLACE][1]
            return
        _open(stream, *vars(box)[PLACE])
        yield
        stream.stream.append(ENDED)

    inner = vars(draw)["draw_text"]

    def draw_text(stream: Any, box: Any, *rest: Any) -> None:
        inner(stream, box, *rest)
        end = vars(box).get(END) if stream._tags is not None else None
        if end is None or stream.stream[-1] != b"ET":
            return
        if end is LineEnd.HYPHEN:
            _mark_hyphen(stream, box.style, line_break)
        elif not box.text.endswith(" "):
            _add_space(stream, box.style, line_break)

    stream_class.marked = replaced(stock, marked)
    vars(draw)["draw_text"] = replaced(inner, draw_text)


def _is_empty(box: Any) -> bool:
    """Whether nothing is drawn of a box."""
    text = getattr(box, "text", None)
    return text is not None and (not text.strip() or box.style["visibility"] != "visible")


def _open(stream: Any, place: MarkedText | None, at: int) -> None:
    """Begin the marked content of a place, or go on with it where nothing came between."""
    drawn = stream.stream
    last, last_at = vars(stream).get("last_place", (None, 0))
    stream.last_place = place, at
    if drawn and drawn[-1] is ENDED and place is last and at > last_at:
        drawn.pop()
        return
    if place is None:
        drawn.append(b"/Artifact BMC")
        return
    number = len(stream._tags)
    stream._tags[number] = place.owner
    place.drawn.append((at, number))
    drawn.append(b"%s<</MCID %d>>BDC" % (TAG, number))


def _mark_hyphen(stream: Any, style: Any, line_break: ModuleType) -> None:
    """Make the last glyph that was shown a soft hyphen: by its text, or by what stands for it."""
    drawn = stream.stream
    found = LAST_GLYPH.search(drawn[-2])
    if not found:
        return
    before, glyph = found.groups()
    font, _ = stream.add_font(_space(style, line_break)[0])
    soft = None if font.variations else soft_hyphen_glyph(font.file_content, int(glyph, 16))
    if soft is not None and font.hash == stream._old_font[0]:
        font.to_unicode[soft] = SOFT_HYPHEN
        font.widths[soft] = font.widths[int(glyph, 16)]
        drawn[-2] = drawn[-2][: found.start()] + b"<%s%04x>] TJ" % (before, soft)
        return
    shown = drawn[-2][: found.start()] + (b"<%s>" % before if before else b"")
    kept = [] if shown == b"[" else [shown + b"] TJ"]
    drawn[-2:-1] = [*kept, OPEN_HYPHEN, b"<%s> Tj" % glyph, b"EMC"]


def _add_space(stream: Any, style: Any, line_break: ModuleType) -> None:
    """Show a space behind the last glyph: it moves nothing that comes after."""
    font_key, glyph = _space(style, line_break)
    font, size = stream.add_font(font_key)
    font.to_unicode.setdefault(glyph, " ")
    if glyph not in font.widths:
        line_break.pango.pango_font_get_glyph_extents(
            font_key, glyph, stream.ink_rect, stream.logical_rect
        )
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * line_break.FROM_UNITS / size)
    stream.begin_text()
    stream.set_font_size(font.hash, size)
    stream.stream.append(b"<%04x> Tj" % glyph)
    stream.end_text()


def _space(style: Any, line_break: ModuleType) -> tuple[Any, int]:
    """The font and the glyph of a style's space, which the style remembers."""
    remembered = vars(style)
    if "space_glyph" not in remembered:
        layout = line_break.create_layout(" ", style, None, None, 0)
        run = layout.get_first_line()[0].runs[0].data
        remembered["space_glyph"] = run.item.analysis.font, run.glyphs.glyphs[0].glyph
        remembered["space_layout"] = layout
    found: tuple[Any, int] = remembered["space_glyph"]
    return found
