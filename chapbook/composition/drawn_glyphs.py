"""Turn the glyphs of a line, as Pango has them, into what WeasyPrint writes of them.

WeasyPrint 70.0 asks for each glyph of a book by four calls through cffi, and works out anew what
it writes of it (draw/text.py, `draw_first_line`). Here a run is read at once, and what is written
of a glyph with its width is kept with the font. The bytes are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.glyph_infos import GlyphInfo, glyph_infos

_NO_SIZE = 1e-6


@dataclass(frozen=True)
class _Run:
    """Glyphs of one font; `item` is Pango's."""

    item: Any
    font_key: Any
    font: Any
    size: float
    infos: Sequence[GlyphInfo]


def draw_glyphs_at_once(draw_text: ModuleType) -> None:
    """Change WeasyPrint's module draw.text; once is enough."""
    stock = vars(draw_text)["draw_first_line"]
    if is_changed(stock):
        return
    ffi, pango = draw_text.ffi, draw_text.pango

    def draw_first_line(
        stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        is_plain = text_overflow != "ellipsis" and block_ellipsis == "none"
        if is_plain and box.text.strip() and box.style["font_size"] >= _NO_SIZE:
            pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
            # What is read of the line lives as long as the layout.
            line, _ = box.pango_layout.get_first_line()
            runs = [*_runs(stream, box, line, ffi, pango)]
            if all(_is_plain(run, pango) for run in runs):
                _show(stream, box, matrix, runs, draw_text)
                return []
        return stock(stream, box, text_overflow, block_ellipsis, matrix)

    vars(draw_text)["draw_first_line"] = replaced(stock, draw_first_line)


def _runs(stream: Any, box: Any, line: Any, ffi: Any, pango: Any) -> Iterator[_Run]:
    key = font = None
    size = 0.0
    run = line.runs
    while run != ffi.NULL:
        data = run.data
        glyphs = data.glyphs
        if key is None or data.item.analysis.font != key:
            key = data.item.analysis.font
            font, size = stream.add_font(key)
            if pango.pango_version() < 14802 or font.png:
                # As WeasyPrint does: https://gitlab.gnome.org/GNOME/pango/-/issues/530
                size = box.style["font_size"]
        yield _Run(data, key, font, size, glyph_infos(glyphs, ffi))
        run = run.next


def _is_plain(run: _Run, pango: Any) -> bool:
    """Whether it has no glyph that is lacking, raised, or a picture."""
    font, unknown = run.font, pango.PANGO_GLYPH_UNKNOWN_FLAG
    return not (font.bitmap or font.svg or font.png or font.colr) and not any(
        rise or glyph & unknown for glyph, _, _, rise in run.infos
    )


def _show(stream: Any, box: Any, matrix: Any, runs: Sequence[_Run], module: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    font_key = None
    written = ""
    for run in runs:
        if run.font_key != font_key:
            font_key = run.font_key
            if written:
                stream.show_text(written)
            written = ""
            stream.set_font_size(run.font.hash, run.size)
        known = vars(run.font).setdefault("written", {}).setdefault(run.size, {})
        pieces = ["<"]
        for at, info in enumerate(run.infos):
            piece = known.get(info)
            if piece is None:
                piece = known[info] = _written(stream, box, run, at, module)
            pieces.append(piece)
        written += "".join(pieces)
        written = written[:-1] if written[-1] == "<" else f"{written}>"
    stream.show_text(written)


def _written(stream: Any, box: Any, run: _Run, at: int, module: Any) -> str:
    """What is written of a glyph; the font learns its text and its width."""
    glyph, width, x_offset, _ = run.infos[at]
    font, size = run.font, run.size
    if glyph == module.pango.PANGO_GLYPH_EMPTY:
        return f">{-width / size}<"
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _text(box, run, at)
    if glyph not in font.widths:
        module.pango.pango_font_get_glyph_extents(
            run.font_key, glyph, stream.ink_rect, stream.logical_rect
        )
        logical = stream.logical_rect.width
        font.widths[glyph] = round(logical * 1000 * module.FROM_UNITS / size)
    offset = x_offset / size
    kerning = font.widths[glyph] + offset - width * 1000 * module.FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    return f"{before}{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")


def _text(box: Any, run: _Run, at: int) -> str:
    """The letters that a glyph stands for."""
    item, clusters = run.item.item, run.item.glyphs.log_clusters
    start = clusters[at]
    if item.analysis.level % 2:
        end = item.length if at == 0 else clusters[at - 1]
    else:
        end = item.length if at == len(run.infos) - 1 else clusters[at + 1]
    text: bytes = box.pango_layout.text.encode()
    return text[item.offset + start : item.offset + end].decode()
