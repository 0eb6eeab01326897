"""Turn an OpenType font with CFF outlines into the outlines alone, found by CIDs.

A composite font needs no other table (ISO 32000-1, table 126). Format: Adobe Technical Note 5176,
The Compact Font Format, 8 to 10, 13, 18 and 19.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

FONT_BOX, CHARSET, CHARSTRINGS, PRIVATE, SUBROUTINES = b"\x05", b"\x0f", b"\x11", b"\x12", b"\x13"
MATRIX, ROS, CID_COUNT = b"\x0c\x07", b"\x0c\x1e", b"\x0c\x22"
FONTS, FONT_OF_GLYPH = b"\x0c\x24", b"\x0c\x25"
"""Operators of a DICT."""
ESCAPE, SHORT, LONG, REAL = 12, 28, 29, 30
STRINGS = (b"Adobe", b"Identity")
FIRST_STRING = 391
"""The number of a font's own first string."""


def bare_cff(face: Any, glyphs: Mapping[int, int]) -> bytes:
    """The outlines of these glyphs of a font that isn't CID-keyed, by their CIDs.

    Raises ValueError for a font that has subroutines of its own.
    """
    cids = [0, *glyphs]
    table = bytes(face.reference_table("CFF ").data)
    names = _Index(table, table[2])
    dictionaries = _Index(table, names.end)
    strings = _Index(table, dictionaries.end)
    top = dict(_entries(dictionaries.item(0)))
    drawings = _Index(table, _numbers(top[CHARSTRINGS])[0])
    size, start = _numbers(top[PRIVATE])
    private = table[start : start + size]
    if SUBROUTINES in dict(_entries(private)):
        raise ValueError("the font has subroutines")
    head = table[: table[2]] + table[table[2] : names.end]
    shared = table[strings.end : _Index(table, strings.end).end]
    kept = b"".join(top[key] + key for key in (FONT_BOX, MATRIX) if key in top)
    # All places in it have the same length whatever they are.
    length = len(head) + len(_index([_top(kept, cids, 0, 0, 0, 0)]))
    parts = [_index(STRINGS), shared, _charset(cids), _fonts_of_glyphs(len(cids))]
    parts += [_index([drawings.item(glyph) for glyph in (0, *glyphs.values())]), private]
    places = [length]
    for part in parts:
        places.append(places[-1] + len(part))
    dictionary = _top(kept, cids, places[2], places[3], places[4], places[6])
    fonts = _index([_number(size) + _number(places[5]) + PRIVATE])
    return head + _index([dictionary]) + b"".join(parts) + fonts


def _top(
    kept: bytes, cids: Sequence[int], charset: int, select: int, drawings: int, fonts: int
) -> bytes:
    return b"".join(
        (
            *map(_number, (FIRST_STRING, FIRST_STRING + 1, 0)), ROS,
            kept,
            _number(max(cids) + 1), CID_COUNT,
            _number(charset), CHARSET,
            _number(select), FONT_OF_GLYPH,
            _number(drawings), CHARSTRINGS,
            _number(fonts), FONTS,
        )
    )  # fmt: skip


def _charset(cids: Sequence[int]) -> bytes:
    return b"\0" + b"".join(cid.to_bytes(2, "big") for cid in cids[1:])


def _fonts_of_glyphs(count: int) -> bytes:
    """All glyphs are of the first font."""
    return b"\3" + (1).to_bytes(2, "big") + bytes(3) + count.to_bytes(2, "big")


def _number(number: int) -> bytes:
    return bytes([LONG]) + number.to_bytes(4, "big", signed=True)


def _index(items: Sequence[bytes]) -> bytes:
    size = (sum(map(len, items)) + 1).bit_length() // 8 + 1
    offsets, place = b"", 1
    for item in (*items, b""):
        offsets += place.to_bytes(size, "big")
        place += len(item)
    return len(items).to_bytes(2, "big") + bytes([size]) + offsets + b"".join(items)


class _Index:
    """An INDEX of a CFF table, from `start` to `end`."""

    def __init__(self, table: bytes, start: int) -> None:
        self._table, self.start = table, start
        self.count = int.from_bytes(table[start : start + 2], "big")
        self._size = table[start + 2]
        self._data = start + 3 + (self.count + 1) * self._size - 1
        self.end = self._data + self._offset(self.count) if self.count else start + 2

    def _offset(self, number: int) -> int:
        at = self.start + 3 + number * self._size
        return int.from_bytes(self._table[at : at + self._size], "big")

    def item(self, number: int) -> bytes:
        """An item's bytes."""
        begin, end = self._offset(number), self._offset(number + 1)
        return self._table[self._data + begin : self._data + end]


def _entries(dictionary: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each operator of a DICT with its operands' bytes."""
    start = at = 0
    while at < len(dictionary):
        first = dictionary[at]
        if first <= 21:
            end = at + (2 if first == ESCAPE else 1)
            yield dictionary[at:end], dictionary[start:at]
            start = at = end
        elif first == REAL:
            at += 1
            while 0xF not in divmod(dictionary[at], 16):
                at += 1
            at += 1
        else:
            at += {SHORT: 3, LONG: 5}.get(first, 1 if first < 247 else 2)


def _numbers(operands: bytes) -> list[int]:
    """The whole numbers of an operator."""
    found, at = [], 0
    while at < len(operands):
        first = operands[at]
        if first in (SHORT, LONG):
            length = 3 if first == SHORT else 5
            found.append(int.from_bytes(operands[at + 1 : at + length], "big", signed=True))
        elif first < 247:
            length = 1
            found.append(first - 139)
        else:
            length = 2
            low = operands[at + 1]
            found.append(
                (first - 247) * 256 + low + 108 if first < 251 else -(first - 251) * 256 - low - 108
            )
        at += length
    return found
