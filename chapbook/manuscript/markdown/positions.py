"""Turn source places into invisible characters that travel with the text, and back.

Python-Markdown keeps no line numbers. A private-use character of plane 15 at the start
of a line's content (and of a table's cells) stands for its line and column.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_FIRST, _LAST = 0xF0000, 0xFFFFD
MARK = re.compile("[\U000f0000-\U000ffffd]")
RESERVED = re.compile("[\U000f0000-\U0010ffff]")


@dataclass(frozen=True)
class PlacedText:
    """A text without marks, that knows where in the source each of its characters stands.

    From index `indices[k]` on, it stands at line and column `places[k]`.
    """

    text: str
    indices: tuple[int, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    def at(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `index`."""
        nearest = bisect_right(self.indices, index) - 1
        if not self.indices:
            return 1, 1
        if nearest < 0:
            line, column = self.places[0]
            return line, max(1, column - (self.indices[0] - index))
        line, column = self.places[nearest]
        passed = self.text.count("\n", self.indices[nearest], index)
        if not passed:
            return line, column + index - self.indices[nearest]
        after = nearest + 1
        if after < len(self.indices) and "\n" not in self.text[index : self.indices[after]]:
            line, column = self.places[after]
            return line, max(1, column - (self.indices[after] - index))
        return line + passed, index - self.text.rfind("\n", 0, index)


class Positions:
    """The marks given out for one chapter."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int]] = []

    def mark(self, line: int, column: int) -> str:
        """A mark for that place; '' once there are no more characters to be had."""
        if _FIRST + len(self._places) > _LAST:
            return ""
        self._places.append((line, column))
        return chr(_FIRST + len(self._places) - 1)

    def first_line(self, text: str) -> int | None:
        """The line of the first mark in `text`."""
        match = MARK.search(text)
        return self._places[ord(match.group()) - _FIRST][0] if match else None

    def read(self, text: str) -> PlacedText:
        """`text` without its marks, with the places they stood for."""
        parts: list[str] = []
        indices: list[int] = []
        places: list[tuple[int, int]] = []
        length = start = 0
        for match in MARK.finditer(text):
            parts.append(text[start : match.start()])
            length += match.start() - start
            start = match.end()
            indices.append(length)
            places.append(self._places[ord(match.group()) - _FIRST])
        parts.append(text[start:])
        return PlacedText("".join(parts), tuple(indices), tuple(places))
