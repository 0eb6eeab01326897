"""Turn pixels into the bytes of a PNG (ISO/IEC 15948), fast rather than small."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR = 0, 2
NO_FILTER = b"\x00"


def png(width: int, height: int, stride: int, bgr: bytes) -> bytes:
    """The picture of rows of blue, green, red; one without colour takes a third of the room."""
    rows = bgr if stride == 3 * width else _without_padding(width, height, stride, bgr)
    blue, green, red = rows[0::3], rows[1::3], rows[2::3]
    if blue == green == red:
        return _file(width, height, GREY, blue)
    pixels = bytearray(len(rows))
    pixels[0::3], pixels[1::3], pixels[2::3] = red, green, blue
    return _file(width, height, COLOUR, bytes(pixels))


def _without_padding(width: int, height: int, stride: int, rows: bytes) -> bytes:
    starts = range(0, stride * height, stride)
    return b"".join(rows[start : start + 3 * width] for start in starts)


def _file(width: int, height: int, kind: int, pixels: bytes) -> bytes:
    step = len(pixels) // height
    filtered = b"".join(
        NO_FILTER + pixels[start : start + step] for start in range(0, len(pixels), step)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    data = zlib.compress(filtered, 1)
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
