"""Turn the codes of a font into CMaps: which glyph a code shows, and which text it stands for."""

from collections.abc import Iterator, Mapping

# A CMap may have at most this many mappings in a block (ISO 32000-1, 9.10.3, after PLRM 5.11.4).
BLOCK = 100
# Nothing needs the names that a CMap may have besides (9.7.5.4, 9.10.3).
_HEAD = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>def
/CMapName/%s def
/CMapType %d def
"""
_TAIL = b"""endcmap
CMapName currentdict/CMap defineresource pop
end
end"""
ENCODING_NAME = "OneByteIdentityH"
"""pdfminer reads no CMap that is an encoding, but takes codes of one byte by this name."""


def write_encoding(glyph_by_code: Mapping[bytes, int], code_spaces: bytes) -> bytes:
    """A CMap to be a font's /Encoding (ISO 32000-1, 9.7.5.3)."""
    singles, ranges = [], []
    for code, glyph, count in _runs(glyph_by_code):
        if count == 1:
            singles.append(b"<%s>%d" % (code.hex().encode(), glyph))
        else:
            ranges.append(b"<%s><%s>%d" % (*_ends(code, count), glyph))
    head = _HEAD % (b"Identity", ENCODING_NAME.encode(), 1)
    return head + code_spaces + _blocks(b"cidchar", singles) + _blocks(b"cidrange", ranges) + _TAIL


def write_to_unicode(text_by_code: Mapping[bytes, bytes], code_spaces: bytes) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3); texts are UTF-16 in hexadecimal digits."""
    plain = {code: int(text, 16) for code, text in text_by_code.items() if len(text) == 4}
    singles = [
        b"<%s><%s>" % (code.hex().encode(), text)
        for code, text in sorted(text_by_code.items())
        if code not in plain
    ]
    ranges = []
    for code, text, count in _runs(plain):
        if count == 1:
            singles.append(b"<%s><%04x>" % (code.hex().encode(), text))
        else:
            ranges.append(b"<%s><%s><%04x>" % (*_ends(code, count), text))
    head = _HEAD % (b"UCS", b"Adobe-Identity-UCS", 2)
    return head + code_spaces + _blocks(b"bfchar", singles) + _blocks(b"bfrange", ranges) + _TAIL


def code_spaces(*ranges: tuple[bytes, bytes]) -> bytes:
    """How long codes are, by the bytes that they begin with."""
    return _blocks(
        b"codespacerange",
        [b"<%s><%s>" % (first.hex().encode(), last.hex().encode()) for first, last in ranges],
    )


def _runs(value_by_code: Mapping[bytes, int]) -> Iterator[tuple[bytes, int, int]]:
    """Codes of one length that follow each other, but for their last byte alike, as do their
    values: the first of each, and how many."""
    first, value, count = b"", 0, 0
    for code, at in sorted(value_by_code.items(), key=lambda item: (len(item[0]), item[0])):
        follows = len(code) == len(first) and code[:-1] == first[:-1]
        # Values that a range counts up by their last byte alone stay in one.
        follows = follows and code[-1] == first[-1] + count and at == value + count
        if count and follows and at >> 8 == value >> 8:
            count += 1
            continue
        if count:
            yield first, value, count
        first, value, count = code, at, 1
    if count:
        yield first, value, count


def _ends(code: bytes, count: int) -> tuple[bytes, bytes]:
    last = code[:-1] + bytes([code[-1] + count - 1])
    return code.hex().encode(), last.hex().encode()


def _blocks(kind: bytes, entries: list[bytes]) -> bytes:
    return b"".join(
        b"%d begin%s\n%s\nend%s\n" % (len(block), kind, b"\n".join(block), kind)
        for block in (entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK))
    )
