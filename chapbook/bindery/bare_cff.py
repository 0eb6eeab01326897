"""Turn an OpenType font with CFF outlines into the outlines alone, in another order.

A composite font needs no other table (ISO 32000-1, table 126), and finds its glyphs by their
place. Format: Adobe Technical Note 5176, The Compact Font Format.
"""

from typing import Any

CHARSTRINGS = 17
"""The operator of a Top DICT behind the place of the CharStrings INDEX."""
ESCAPE, SHORT, LONG, REAL = 12, 28, 29, 30


def bare_cff(face: Any, swapped: tuple[int, int] | None) -> bytes:
    """The CFF table of a font that isn't CID-keyed, with two glyphs in each other's place.

    The glyphs' names stay where they are: nothing finds a glyph by them here.
    """
    table = bytes(face.reference_table("CFF ").data)
    if swapped is None:
        return table
    names_end = _Index(table, table[2]).end
    dictionary = _Index(table, names_end)
    charstrings = _Index(table, _number_before(dictionary.item(0), CHARSTRINGS))
    return charstrings.with_swapped(*swapped)


class _Index:
    """An INDEX of a CFF table, from `start` on."""

    def __init__(self, table: bytes, start: int) -> None:
        self._table, self._start = table, start
        self.count = int.from_bytes(table[start : start + 2], "big")
        self._size = table[start + 2]
        self._data = start + 3 + (self.count + 1) * self._size - 1
        self.end = self._data + self._offset(self.count) if self.count else start + 2

    def _offset(self, number: int) -> int:
        at = self._start + 3 + number * self._size
        return int.from_bytes(self._table[at : at + self._size], "big")

    def item(self, number: int) -> bytes:
        """An item's bytes."""
        begin, end = self._offset(number), self._offset(number + 1)
        return self._table[self._data + begin : self._data + end]

    def with_swapped(self, one: int, other: int) -> bytes:
        """The table, as long as before, with two items in each other's place."""
        items = [self.item(number) for number in range(self.count)]
        items[one], items[other] = items[other], items[one]
        offsets, place = b"", 1
        for item in (*items, b""):
            offsets += place.to_bytes(self._size, "big")
            place += len(item)
        head = self._table[: self._start + 3]
        return head + offsets + b"".join(items) + self._table[self.end :]


def _number_before(dictionary: bytes, wanted: int) -> int:
    """The last operand of an operator of one byte in a DICT. Raises ValueError without it."""
    at, operand = 0, 0
    while at < len(dictionary):
        first = dictionary[at]
        if first == wanted:
            return operand
        if first == ESCAPE:
            at += 2
        elif first < SHORT:
            at += 1
        elif first in (SHORT, LONG):
            length = 2 if first == SHORT else 4
            operand = int.from_bytes(dictionary[at + 1 : at + 1 + length], "big", signed=True)
            at += 1 + length
        elif first == REAL:
            at += 1
            while dictionary[at] & 0xF != 0xF:
                at += 1
            at += 1
        elif first < 247:
            operand, at = first - 139, at + 1
        else:
            sign, base = (1, 247) if first < 251 else (-1, 251)
            operand = sign * ((first - base) * 256 + dictionary[at + 1] + 108)
            at += 2
    raise ValueError("a CFF font without CharStrings")
