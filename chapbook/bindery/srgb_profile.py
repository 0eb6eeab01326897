"""Turn the definition of sRGB (IEC 61966-2-1) into an ICC profile (ICC.1:2004-10, version 4.2)."""

from struct import pack

DESCRIPTION = "sRGB IEC61966-2.1"
COPYRIGHT = "No copyright"
# Adapted to D50 by the linear Bradford transform, as the profile's space wants it.
WHITE = (0.9642, 1.0, 0.8249)
RED = (0.43607, 0.22249, 0.01392)
GREEN = (0.38515, 0.71687, 0.09708)
BLUE = (0.14307, 0.06061, 0.71410)
ADAPTATION = (1.04788, 0.02292, -0.05020, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168)
# Y = (a X + b)^g where X ≥ d, else c X: a parametric curve of type 3 (10.15).
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
HEADER = 128


def srgb_profile() -> bytes:
    """The profile: three primaries and one curve, a few hundred bytes."""
    curve = b"para" + bytes(4) + pack(">HH", 3, 0) + _numbers(CURVE)
    tags = {
        b"desc": _text(DESCRIPTION),
        b"cprt": _text(COPYRIGHT),
        b"wtpt": _place(WHITE),
        b"chad": b"sf32" + bytes(4) + _numbers(ADAPTATION),
        b"rXYZ": _place(RED),
        b"gXYZ": _place(GREEN),
        b"bXYZ": _place(BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = _tagged(tags)
    size = HEADER + len(table) + len(data)
    header = pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    header += pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _numbers(WHITE)
    return header.ljust(HEADER, b"\0") + table + data


def _tagged(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The table of tags and what they refer to; what is the same stands there once."""
    first = HEADER + 4 + 12 * len(tags)
    data, table = b"", pack(">I", len(tags))
    offsets: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in offsets:
            offsets[content] = first + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + pack(">II", offsets[content], len(content))
    return table, data


def _text(text: str) -> bytes:
    written = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">II4sII", 1, 12, b"enUS", len(written), 28) + written


def _place(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(place)


def _numbers(numbers: tuple[float, ...]) -> bytes:
    """As s15Fixed16 (4.6)."""
    return b"".join(pack(">i", round(number * 65536)) for number in numbers)
