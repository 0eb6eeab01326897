"""Turn an address into the drawing of its QR code (ISO/IEC 18004), and into what stands beside."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

MODULE_MM = 0.6
"""So large that a cheap printer and an old telephone agree; 0.4 mm is commonly the least."""
QUIET_MODULES = 4
"""The margin that nothing may be printed in (ISO/IEC 18004, 5.3.8)."""
CORRECTION = "m"
"""About 15% may be dirt or a fold."""


def qr_code(address: str) -> Markup:
    """The code as SVG, one black path with its quiet zone, in millimetres."""
    import segno  # Few books need it.

    matrix = segno.make_qr(address, error=CORRECTION).matrix
    side = len(matrix) + 2 * QUIET_MODULES
    return Markup(
        '<svg class="qr-code" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" '
        'width="{mm:g}mm" height="{mm:g}mm" viewBox="0 0 {side} {side}">'
        '<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        '<path fill="#000" d="{path}"/></svg>'
    ).format(label=f"QR: {address}", mm=side * MODULE_MM, side=side, path="".join(_runs(matrix)))


def short_address(address: str) -> str:
    """The address as one would type it: without a scheme, and a slash at its end."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address


def _runs(matrix: Sequence[Sequence[int]]) -> Iterator[str]:
    """A rectangle for each run of dark modules in a row."""
    for y, row in enumerate(matrix):
        x = 0
        for is_dark, modules in groupby(row):
            length = len(list(modules))
            if is_dark:
                yield f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h{length}v1h-{length}z"
            x += length
