"""Turn the glyphs and moves of a line of text, as WeasyPrint writes them, into the same with fewer
bytes.

It moves by nothing behind most glyphs, and before and behind each space of a justified line, to
fifteen places. A third of a PDF of text is that.
"""

import re
from collections.abc import Collection
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced

TOKEN = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
SPACES = frozenset((" ", "\u00a0"))


def write_compact_text(stream_module: ModuleType) -> None:
    """Change WeasyPrint's module pdf.stream; once is enough."""
    stream_class = stream_module.Stream
    stock = stream_class.show_text
    if is_changed(stock):
        return

    def show_text(stream: Any, text: str) -> None:
        stock(stream, compact(text, _spaces(stream)))

    stream_class.show_text = replaced(stock, show_text)


def _spaces(stream: Any) -> frozenset[str]:
    """The glyphs of the font in use that have been shown for spaces, as they are written."""
    key, _ = stream._current_font
    fonts = [font for font in stream._fonts.values() if font.hash == key]
    return frozenset().union(*(_spaces_of(font) for font in fonts))


def _spaces_of(font: Any) -> frozenset[str]:
    known = vars(font).get("known_spaces", (0, frozenset()))
    if known[0] != len(font.to_unicode):
        spaces = (glyph for glyph, text in font.to_unicode.items() if text in SPACES)
        known = len(font.to_unicode), frozenset(f"{glyph:04x}" for glyph in spaces)
        vars(font)["known_spaces"] = known
    found: frozenset[str] = known[1]
    return found


def compact(text: str, spaces: Collection[str] = ()) -> str:
    """The operand of TJ without its brackets (ISO 32000-1, 9.4.3): moves are thousandths of an
    em, rounded to a tenth; glyphs stay where they are within a hundredth of a point a line.

    What is behind one of the `spaces` goes before it: nobody sees where in its room it is.
    """
    runs, last = _runs(text)
    made = ""
    behind = 0.0
    for number, (move, glyphs) in enumerate(runs):
        move, behind = move - behind, 0.0
        following = runs[number + 1][0] if number + 1 < len(runs) else 0.0
        if following and move and glyphs in spaces:
            move, behind = move + following, following
        moved = _short(move)
        made += f"<{glyphs}" if not made and moved == "0" else _joint(moved, made) + glyphs
    end = _short(last)
    return made + (">" if made else "") + (end if end != "0" else "")


def _joint(moved: str, made: str) -> str:
    """What stands between the glyphs before a move and those behind it."""
    if moved == "0":
        return ""
    return f">{moved}<" if made else f"{moved}<"


def _runs(text: str) -> tuple[list[tuple[float, str]], float]:
    """Glyphs with what they are moved by, and what comes behind the last."""
    runs: list[tuple[float, str]] = []
    move = 0.0
    for glyphs, number in TOKEN.findall(text):
        if number:
            move += float(number)
        elif glyphs:
            runs.append((move, glyphs))
            move = 0.0
    return runs, move


def _short(number: float) -> str:
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
