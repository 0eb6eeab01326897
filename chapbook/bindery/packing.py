"""Turn a PDF as qpdf writes it into the same with fewer bytes.

qpdf puts a hundred objects into an object stream (ISO 32000-1, 7.5.7), in the order in which they
were made, and deflates by zlib. Here objects of a kind stand together, thousands in a stream, in
the order in which one comes to them from the root, and what isn't compressed yet is deflated by
libdeflate.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import sub
from struct import Struct

from chapbook.bindery.deflating import deflated

MOST_IN_ONE, PART = 8000, 3000
"""So many objects stand in one stream; more in such parts, which are deflated side by side."""
FREE, PLAIN, IN_STREAM = 0, 1, 2
"""Kinds of entries of a cross-reference stream (ISO 32000-1, table 18)."""
LIKE_THE_ROW_ABOVE = 2
_ROW = Struct(">BBHH")
"""A kind, a value of three bytes, one of two."""
_END = re.compile(rb"trailer << (.*?) >>\nstartxref\n(\d+)\n%%EOF\n$")
_KIND = re.compile(rb"/(?:S|Subtype|Type) /(\w+)(?: >>)?$|/Subtype /(\w+)")
_STRING = re.compile(rb" ?(\([^()\\]*(?:\\.[^()\\]*)*\)) ?", re.DOTALL)
_DIGITS = re.compile(rb" ?<(feff(?:[0-9a-f]{4})*)> ?")
_ESCAPED = re.compile(rb"[\\()\r\n]")
_ENDS_OF_LINES = {b"\r": b"\\r", b"\n": b"\\n"}
_PARTS_NOTHING = (
    (b" /", b"/"), (b" [ ", b"["), (b" [", b"["), (b"[ ", b"["), (b" ]", b"]"), (b"] ", b"]"),
    (b" << ", b"<<"), (b" <<", b"<<"), (b"<< ", b"<<"), (b" >>", b">>"), (b">> ", b">>"),
)  # fmt: skip
_REFERENCE, _FIGURES = b" 0 R", b"0123456789"
_OBJECTS_END, _A_STRING = b"\0", b"\1"
"""What qpdf writes in digits, if at all."""
_LENGTH = re.compile(rb" ?/Length (\d+)")
_STREAM, _OBJECT_ENDS = b"\nstream\n", b"\nendobj\n"
_STREAM_ENDS = b"\nendstream" + _OBJECT_ENDS


@dataclass(frozen=True)
class _Stream:
    """A stream: what stands between the brackets of its dictionary, but for its
    length; its data."""

    entries: bytes
    data: bytes


def packed(pdf: bytes) -> bytes:
    """The file, which qpdf has written without object streams, uncompressed, and not linearised.

    Raises ValueError for another one.
    """
    end = _END.search(pdf)
    if end is None:
        raise ValueError("a PDF without its end")
    streams: dict[int, _Stream] = {}
    objects: dict[int, bytes] = {}
    for number, text in _texts(pdf, int(end[2])):
        if text.endswith(_STREAM_ENDS):
            streams[number] = _stream(text)
        else:
            objects[number] = text.removesuffix(_OBJECT_ENDS)
    return _written(pdf[: pdf.index(b"1 0 obj")], streams, objects, end[1])


def _texts(pdf: bytes, table_at: int) -> Iterator[tuple[int, bytes]]:
    """The objects, each without its number, by that."""
    rows = pdf[table_at:].partition(b"trailer")[0].splitlines()[3:]
    offsets = [int(row[:10]) for row in rows]
    for number, (begin, end) in enumerate(pairwise((*offsets, table_at)), start=1):
        name = b"%d 0 obj\n" % number
        if not pdf.startswith(name, begin):
            raise ValueError("a PDF of another writer")
        yield number, pdf[begin + len(name) : end]


def _stream(text: bytes) -> _Stream:
    entries, _, data = text.removesuffix(_STREAM_ENDS).partition(_STREAM)
    return _Stream(_LENGTH.sub(b"", entries.removeprefix(b"<<").removesuffix(b">>")).strip(), data)


def _kind(text: bytes) -> bytes:
    """What objects are sorted by."""
    found = _KIND.search(text[-60:]) or _KIND.search(text)
    return (found[1] or found[2]) if found else b""


def _written(
    head: bytes, streams: Mapping[int, _Stream], objects: Mapping[int, bytes], trailer: bytes
) -> bytes:
    listed = sorted(objects, key=lambda number: (_kind(objects[number]), number))
    new = {old: number for number, old in enumerate((*sorted(streams), *listed), start=1)}
    digits = {b"%d" % old: b"%d" % number for old, number in new.items()}
    in_order = sorted(streams.items())
    writer = _Writer(head)
    holders: list[tuple[list[int], Future[_Stream]]] = []
    # Deflating leaves other threads their turn.
    with ThreadPoolExecutor(max_workers=2) as deflating:
        size = MOST_IN_ONE if len(listed) <= MOST_IN_ONE else PART
        for start in range(0, len(listed), size):
            held = listed[start : start + size]
            texts = _renumbered([objects[number] for number in held], digits)
            numbers = [new[number] for number in held]
            holders.append((numbers, deflating.submit(_holder, numbers, texts)))
        entries = _renumbered([stream.entries for _, stream in in_order], digits)
        for (number, stream), own in zip(in_order, entries, strict=True):
            writer.write(new[number], _deflated(_Stream(own, stream.data)))
    for number, (numbers, holder) in enumerate(holders, start=len(new) + 1):
        writer.hold(number, numbers, holder.result())
    return writer.ended(len(new) + len(holders) + 1, _renumbered([trailer], digits)[0])


def _renumbered(texts: Sequence[bytes], new: Mapping[bytes, bytes]) -> list[bytes]:
    """Objects with the new numbers of those that they refer to, without spaces that part
    nothing, and with strings in UTF-16 written as they are, not in digits (7.3.4).

    All together: a book has tens of thousands, and as many strings and references.
    """
    text = _OBJECTS_END.join(texts)
    parts = _STRING.split(text)
    strings = parts[1::2]
    text = _A_STRING.join(parts[::2])
    for long, short in _PARTS_NOTHING:
        text = text.replace(long, short)
    *parts, end = text.split(_REFERENCE)
    heads = [part.rstrip(_FIGURES) for part in parts]
    numbers = [new[part[len(head) :]] for part, head in zip(parts, heads, strict=True)]
    text = b"".join([*map(b"%b%b 0 R".__mod__, zip(heads, numbers, strict=True)), end])
    parts = text.split(_A_STRING)
    text = b"".join(chain.from_iterable(zip(parts, [*strings, b""], strict=True)))
    return [_in_letters(each) for each in text.split(_OBJECTS_END)]


def _in_letters(text: bytes) -> bytes:
    if b"<feff" not in text:
        return text
    return _DIGITS.sub(
        lambda found: b"(%s)" % _ESCAPED.sub(_escape, bytes.fromhex(found[1].decode())), text
    )


def _escape(found: re.Match[bytes]) -> bytes:
    return _ENDS_OF_LINES.get(found[0], b"\\" + found[0])


class _Writer:
    """Writes objects and remembers where they are."""

    def __init__(self, head: bytes) -> None:
        self._made = [head]
        self._length = len(head)
        self._rows: dict[int, tuple[int, int, int]] = {}

    def write(self, number: int, stream: _Stream) -> None:
        """Write a stream."""
        self._rows[number] = PLAIN, self._length, 0
        text = b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            number, stream.entries, len(stream.data), stream.data
        )  # fmt: skip
        self._made.append(text)
        self._length += len(text)

    def hold(self, number: int, numbers: Iterable[int], holder: _Stream) -> None:
        """Write an object stream of objects with these numbers."""
        self._rows |= {each: (IN_STREAM, number, at) for at, each in enumerate(numbers)}
        self.write(number, holder)

    def ended(self, number: int, entries: bytes) -> bytes:
        """The file, its cross-reference stream written; `entries` are those of the one before."""
        at = self._length
        self._rows[number] = PLAIN, at, 0
        self.write(number, _table(self._rows, entries))
        return b"".join(self._made) + b"startxref\n%d\n%%%%EOF\n" % at


def _deflated(stream: _Stream) -> _Stream:
    """The stream compressed, if it isn't; XMP stays readable for those who look for it so."""
    if b"/Filter" in stream.entries or b"/Metadata" in stream.entries or len(stream.data) < 60:
        return stream
    return _Stream(stream.entries + b"/Filter/FlateDecode", deflated(stream.data))


def _holder(numbers: Sequence[int], texts: Sequence[bytes]) -> _Stream:
    """An object stream of objects and their numbers."""
    ends = accumulate(len(text) + 1 for text in texts)
    places = zip(numbers, (0, *ends), strict=False)
    head = b" ".join(b"%d %d" % place for place in places) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(texts), len(head))
    return _Stream(entries, deflated(head + b"\n".join(texts)))


def _table(rows: Mapping[int, tuple[int, int, int]], entries: bytes) -> _Stream:
    """A cross-reference stream (7.5.8); each row is written as what it differs by from the one
    above it (7.4.4.4)."""
    size = max(rows) + 1
    free = (FREE, 0, 0)
    written = b"".join(
        _ROW.pack(kind, *divmod(value, 0x10000), index)
        for kind, value, index in (rows.get(number, free) for number in range(size))
    )
    above = bytes(_ROW.size) + written
    differences = bytes([each & 0xFF for each in map(sub, written, above)])
    data = bytearray([LIKE_THE_ROW_ABOVE]) * (size * (_ROW.size + 1))
    for column in range(_ROW.size):
        data[column + 1 :: _ROW.size + 1] = differences[column :: _ROW.size]
    kept = b"".join(
        found[0] for found in re.finditer(rb"/(?:Root|Info) \d+ 0 R|/ID ?\[.*?\]", entries)
    )
    described = b"/Type/XRef/W[1 3 2]/Size %d/Filter/FlateDecode" % size
    parameters = b"/DecodeParms<</Columns 6/Predictor 12>>"
    return _Stream(described + parameters + kept, deflated(bytes(data)))
