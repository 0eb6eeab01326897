"""Unicode's default collation table (DUCET), read as far as it is needed.

pyuca reads all of the 30,000 lines before the first comparison, which takes a fifth of a second;
a book has some hundred different characters.
"""

from collections.abc import Sequence
from pathlib import Path

import pyuca
from pyuca.collator import COLL_ELEMENT_PATTERN
from pyuca.utils import hexstrings2int


class LazyCollator(pyuca.Collator):
    """pyuca's collator, which reads a character's lines when it meets the character."""

    def load(self, filename: str) -> None:
        """Keep the lines of the table by their first character."""
        self._unread: dict[str, list[str]] = {}
        for line in Path(filename).read_text("utf-8").split("\n"):
            if line[:1] == "@":
                self._directive(line)
            elif line[:1] not in ("", "#"):
                self._unread.setdefault(line.split(None, 1)[0], []).append(line)

    def _directive(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        if name == "@implicitweights":
            characters, base = rest.split("#")[0].split(";")
            first, last = characters.split("..")
            self.implicit_weights.append([int(first, 16), int(last, 16), int(base, 16)])

    def build_lookup_key(self, text: str) -> list[int]:
        """The text's code points; all that the table has on them is read now."""
        points = [ord(sign) for sign in text]
        for point in points:
            self._read(self._unread.pop(f"{point:04X}", ()))
        return points

    def _read(self, lines: Sequence[str]) -> None:
        for line in lines:
            characters, _, elements = line.split("#", 1)[0].partition(";")
            weights = [hexstrings2int(found) for found in COLL_ELEMENT_PATTERN.findall(elements)]
            self.table.add(hexstrings2int(characters.split()), weights)
