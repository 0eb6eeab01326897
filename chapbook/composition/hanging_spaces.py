"""Turn WeasyPrint's breaking of a text into lines into one that lets the text's last space hang.

A text that fills its line but for the space at its end, before an italic word, say, doesn't fit
with that space; WeasyPrint 70.0 then breaks it behind its first word. The space belongs behind the
line's end (CSS Text 3, 4.1.2).
"""

from collections.abc import Callable
from math import inf
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced

COLLAPSING = frozenset(("normal", "pre-line"))


def hang_spaces(inline: ModuleType) -> None:
    """Change WeasyPrint's module layout.inline; once is enough."""
    stock: Callable[..., Any] = vars(inline)["split_first_line"]
    if is_changed(stock):
        return

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float, *further: Any, **named: Any
    ) -> Any:
        made = stock(text, style, context, max_width, *further, **named)
        words = text.rstrip(" ")
        if words == text or style["white_space"] not in COLLAPSING or not _stops(made, words):
            return made
        _, _, resume_at, width, *_ = stock(words, style, context, max_width, *further, **named)
        if resume_at is not None or width > max_width:
            return made
        return stock(text, style, context, inf, *further, **named)

    vars(inline)["split_first_line"] = replaced(stock, split_first_line)


def _stops(made: tuple[Any, ...], words: str) -> bool:
    """Whether the line ends in or behind the first of several words."""
    _, length, resume_at, *_ = made
    first, space, _ = words.partition(" ")
    return bool(space) and resume_at is not None and length <= len(first.encode())
