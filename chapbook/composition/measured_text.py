"""Turn a text box of WeasyPrint into the places of its letters and of its breaks, shaped once."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from types import ModuleType
from typing import Any

import pyphen

from chapbook.composition.glyph_infos import glyph_infos

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_LOG_ATTR_BYTES, _IS_LINE_BREAK = 4, 1
"""PangoLogAttr is one word of flags, of which is_line_break is the first."""


@dataclass(frozen=True)
class TextBreak:
    """A place where a text may be divided: the bytes before it, and whether with a hyphen."""

    at: int
    is_hyphenated: bool


@dataclass(frozen=True)
class MeasuredText:
    """A text in UTF-8. `places_px` has where each of its bytes begins, and the text's end;
    `breaks` stand in order, without those at its ends."""

    text: bytes
    places_px: tuple[float, ...]
    breaks: tuple[TextBreak, ...]


def measured_text(box: Any, line_break: ModuleType) -> MeasuredText | None:
    """The text of a box on a line without end; None where it isn't one that runs from left to
    right, or has a forced break. `line_break` is WeasyPrint's module."""
    layout = line_break.create_layout(box.text, box.style, None, None, 0)
    line, second = layout.get_first_line()
    text = box.text.encode()
    ffi = line_break.ffi
    if second is not None or line.length != len(text):
        return None
    widths = [0] * len(text)
    for offset, cluster, width in _glyphs(line, ffi):
        if offset is None:
            return None
        widths[offset + cluster] += width
    unit_px = line_break.FROM_UNITS
    places = tuple(units * unit_px for units in accumulate(widths, initial=0))
    attrs = line_break.pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    flags = array("I", bytes(ffi.buffer(attrs, _LOG_ATTR_BYTES * (len(box.text) + 1))))
    breaks = [at for at in range(1, len(box.text)) if flags[at] & _IS_LINE_BREAK]
    return MeasuredText(text, places, tuple(_breaks(box, breaks)))


def _glyphs(line: Any, ffi: Any) -> Iterator[tuple[int | None, int, int]]:
    """Each glyph's run, its cluster in it, both in bytes, and its width in Pango's units.

    The run is None where it goes from right to left.
    """
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        offset = None if item.analysis.level % 2 else item.offset
        clusters = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        for cluster, info in zip(clusters, glyph_infos(glyphs, ffi), strict=True):
            yield offset, cluster, info[1]
        run = run.next


def _breaks(box: Any, places: list[int]) -> Iterator[TextBreak]:
    """The breaks at `places`, in characters, and those within the words between them."""
    text, style = box.text, box.style
    dictionary = _dictionary(style)
    least = style["hyphenate_limit_chars"][0]
    offsets = list(accumulate((len(letter.encode()) for letter in text), initial=0))
    for start, end in pairwise([0, *places, len(text)]):
        if start:
            yield TextBreak(offsets[start], text[start - 1] == SOFT_HYPHEN)
        if dictionary:
            for at in _divisions(text[start:end], dictionary, least):
                yield TextBreak(offsets[start + at], is_hyphenated=True)


def _dictionary(style: Any) -> pyphen.Pyphen | None:
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return None
    _, left, right = style["hyphenate_limit_chars"]
    return _patterns(language, left, right)


@lru_cache
def _patterns(language: str, left: int, right: int) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=left, right=right)


def _divisions(text: str, dictionary: pyphen.Pyphen, least: int) -> list[int]:
    """Where the first long word of a text without breaks may be divided."""
    if SOFT_HYPHEN in text:
        return []
    for word in _WORD.finditer(text):
        if len(word[0]) >= least:
            return [word.start() + int(at) for at in dictionary.positions(word[0])]
    return []
