"""Turn the glyph tables of a PDF font, ToUnicode and W, into dictionaries and back."""

import re
from collections.abc import Iterable, Mapping

from pikepdf import Array, Object

# A CMap may have at most this many mappings in a block (ISO 32000-1, 9.10.3, after PLRM 5.11.4).
BLOCK = 100

CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<%s> <%s>
endcodespacerange
"""

CMAP_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def read_to_unicode(cmap: bytes) -> dict[int, bytes]:
    """The text of each glyph, as UTF-16 in hexadecimal, from a CMap as WeasyPrint writes it."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>", b"".join(_bfchar_blocks(cmap)))
    return {int(glyph, 16): text for glyph, text in pairs}


def write_to_unicode(text_by_code: Mapping[int, bytes], code_bytes: int = 2) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) of codes of so many bytes, in their order."""
    digits = 2 * code_bytes
    lines = [b"<%0*x> <%s>\n" % (digits, *pair) for pair in sorted(text_by_code.items())]
    blocks = [lines[start : start + BLOCK] for start in range(0, len(lines), BLOCK)]
    body = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks
    )
    return CMAP_HEAD % (b"0" * digits, b"f" * digits) + body + CMAP_TAIL


def read_widths(widths: Object) -> dict[int, int]:
    """The advance of each glyph in thousandths of an em, from /W as WeasyPrint writes it."""
    items = list(widths.as_list())
    return {
        int(first) + offset: int(width)
        for first, run in zip(items[::2], items[1::2], strict=True)
        for offset, width in enumerate(run.as_list())
    }


def write_widths(width_by_glyph: Mapping[int, int]) -> Array:
    """/W (ISO 32000-1, 9.7.4.3): runs of neighbouring glyphs, each with its first glyph."""
    entries = Array()
    for run in _runs(width_by_glyph):
        entries.append(run[0])
        entries.append(Array([width_by_glyph[glyph] for glyph in run]))
    return entries


def _bfchar_blocks(cmap: bytes) -> list[bytes]:
    return re.findall(rb"beginbfchar(.*?)endbfchar", cmap, flags=re.DOTALL)


def _runs(glyphs: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for glyph in sorted(glyphs):
        if runs and glyph == runs[-1][-1] + 1:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs
