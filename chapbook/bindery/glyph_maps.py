"""Turn the glyph tables of a PDF font, CMaps and W, into dictionaries and back."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pikepdf import Array, Object

_SECTION = re.compile(rb"begin(bf|cid)(char|range)(.*?)end\1\2", re.DOTALL)


def read_to_unicode(cmap: bytes) -> dict[bytes, bytes]:
    """The text of each code, as UTF-16 in hexadecimal digits, from a ToUnicode CMap (ISO 32000-1,
    9.10.3) as WeasyPrint or this program writes it."""
    texts: dict[bytes, bytes] = {}
    for section, kind, body in _SECTION.findall(cmap):
        if section == b"bf":
            for code, at, text in _entries(kind, body):
                number = int(text, 16) if at else 0
                texts[code] = b"%0*x" % (len(text), number + at) if at else text.lower()
    return texts


def read_encoding(cmap: bytes) -> dict[bytes, int]:
    """The glyph of each code, from a CMap that is a font's /Encoding (9.7.5.3)."""
    return {
        code: int(glyph) + at
        for section, kind, body in _SECTION.findall(cmap)
        if section == b"cid"
        for code, at, glyph in _entries(kind, body)
    }


def read_widths(widths: Object) -> dict[int, int]:
    """The advance of each CID in thousandths of an em, from /W (ISO 32000-1, 9.7.4.3): lists from
    one on, and ranges."""
    found: dict[int, int] = {}
    # As one text: to ask for them one by one takes four times as long.
    before, *lists = widths.unparse(resolved=True).strip(b"[] ").split(b"[")
    ranges = before.split()
    for text in lists:
        listed, _, behind = text.partition(b"]")
        *ranges, first = ranges
        found |= _of_ranges(ranges)
        found |= {int(first) + at: round(float(width)) for at, width in enumerate(listed.split())}
        ranges = behind.split()
    return found | _of_ranges(ranges)


def _of_ranges(words: Sequence[bytes]) -> dict[int, int]:
    found: dict[int, int] = {}
    for first, last, width in zip(words[::3], words[1::3], words[2::3], strict=True):
        found |= dict.fromkeys(range(int(first), int(last) + 1), round(float(width)))
    return found


def write_widths(width_by_glyph: Mapping[int, int]) -> Array:
    """/W (ISO 32000-1, 9.7.4.3): runs of neighbouring glyphs, each with its first glyph."""
    entries = Array()
    for run in _runs(width_by_glyph):
        entries.append(run[0])
        entries.append(Array([width_by_glyph[glyph] for glyph in run]))
    return entries


def _entries(kind: bytes, body: bytes) -> Iterable[tuple[bytes, int, bytes]]:
    """The codes of a section, with how far each is behind the first of its range, and the value
    of that."""
    words = [word.strip(b"<>") for word in re.findall(rb"<[0-9a-fA-F]*>|[0-9]+", body)]
    if kind == b"char":
        for code, value in zip(words[::2], words[1::2], strict=True):
            yield bytes.fromhex(code.decode()), 0, value
        return
    for first, last, value in zip(words[::3], words[1::3], words[2::3], strict=True):
        start = int(first, 16)
        for at in range(int(last, 16) - start + 1):
            yield (start + at).to_bytes(len(first) // 2, "big"), at, value


def _runs(glyphs: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for glyph in sorted(glyphs):
        if runs and glyph == runs[-1][-1] + 1:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs
