"""Turn an ICC profile's bytes into what it says of itself, and a CMYK one into that of its black.

Structure as in ICC.1:2001-04 (version 2.4): a header of 128 bytes, a table of tags, their data.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEADER_BYTES, TAG_BYTES = 128, 12
OUTPUT_CLASS = "prtr"
D50 = (0.9642, 1.0, 0.8249)


@dataclass(frozen=True)
class IccProfile:
    """A profile: its device class ('prtr' for a printer), colour space ('GRAY', 'RGB', 'CMYK'),
    description, and the data of its tags by their signatures."""

    data: bytes
    device_class: str
    space: str
    description: str
    tags: Mapping[str, bytes]


def read_icc(data: bytes) -> IccProfile:
    """The profile in `data`. Raises ValueError for what isn't one."""
    if len(data) < HEADER_BYTES + 4 or data[36:40] != b"acsp":
        raise ValueError("it has no header of an ICC profile")
    tags = {}
    (count,) = struct.unpack(">I", data[HEADER_BYTES : HEADER_BYTES + 4])
    for number in range(min(count, 200)):
        at = HEADER_BYTES + 4 + number * TAG_BYTES
        if at + TAG_BYTES > len(data):
            raise ValueError("its table of tags is cut off")
        name, start, length = struct.unpack(">4sII", data[at : at + TAG_BYTES])
        if start + length > len(data):
            raise ValueError("its tags are cut off")
        tags[name.decode("ascii", "replace")] = data[start : start + length]
    device_class, space = (data[at : at + 4].decode("ascii", "replace").strip() for at in (12, 16))
    return IccProfile(data, device_class, space, _description(tags.get("desc", b"")), tags)


def _description(tag: bytes) -> str:
    """The text of a 'desc' tag of version 2, or the first of an 'mluc' of version 4."""
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack(">I", tag[8:12])
        return tag[12 : 12 + length].split(b"\0")[0].decode("ascii", "replace")
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, start = struct.unpack(">II", tag[20:28])
        return tag[start : start + length].decode("utf-16-be", "replace")
    return ""


def black_profile(of: IccProfile, levels: Sequence[float]) -> IccProfile:
    """The profile of the black ink alone, a monochrome output profile (ICC.1:2001-04, 6.3.3.1).

    `levels` are the luminances from full ink to bare paper, which is 1, in equal steps.
    """
    described = f"Black ink: {of.description}"
    tags = {
        b"desc": _text_description(described),
        b"cprt": of.tags.get("cprt", b"text\0\0\0\0none\0"),
        b"wtpt": of.tags.get("wtpt", b"XYZ \0\0\0\0" + _xyz(D50)),
        b"kTRC": _curve(levels),
    }
    data = _assembled(tags)
    return read_icc(data)


def _text_description(text: str) -> bytes:
    """The tag's ASCII part; the Unicode and Macintosh parts are empty."""
    plain = text.encode("ascii", "replace") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(plain)) + plain + bytes(4 + 4 + 2 + 1 + 67)


def _curve(levels: Sequence[float]) -> bytes:
    values = [round(min(max(level, 0.0), 1.0) * 65535) for level in levels]
    return b"curv\0\0\0\0" + struct.pack(f">I{len(values)}H", len(values), *values)


def _xyz(values: Sequence[float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _assembled(tags: Mapping[bytes, bytes]) -> bytes:
    """Header, table and data. The date is the day of the format's version: no clock is read."""
    start = HEADER_BYTES + 4 + TAG_BYTES * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI",
        start + len(body), b"\0" * 4, 0x02400000, b"prtr", b"GRAY", b"XYZ ",
        2001, 4, 1, 0, 0, 0, b"acsp", b"\0" * 4, 0, b"\0" * 4, b"\0" * 4, 0, 1,
    )  # fmt: skip
    header += _xyz(D50)
    return header + bytes(HEADER_BYTES - len(header)) + table + body
