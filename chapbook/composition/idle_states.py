"""Turn a drawing into the same without states that are kept for nothing."""

from collections.abc import Sequence

SIX_PLACES = 6


def without_idle_states(drawn: Sequence[bytes], *, at_end: bool = False) -> list[bytes]:
    """The operations without a q and its Q that have nothing between them but another such pair
    (ISO 32000-1, 8.4.2), or nothing at all; with `at_end`, or nothing behind them.

    Changes of the coordinates that follow each other then are made one.
    """
    ends = _ends(drawn)
    idle = set[int]()
    for begin, end in ends.items():
        if end == begin + 1 or ends.get(begin + 1) == end - 1:
            idle |= {begin, end}
    last = len(drawn) - 1
    begins = {end: begin for begin, end in ends.items()}
    while at_end and last in begins:
        idle |= {begins[last], last}
        last -= 1
    return _turned_once([each for at, each in enumerate(drawn) if at not in idle])


def _ends(drawn: Sequence[bytes]) -> dict[int, int]:
    """Where the state is brought back that is kept there."""
    ends, begun = dict[int, int](), list[int]()
    for at, operation in enumerate(drawn):
        if operation == b"q":
            begun.append(at)
        elif operation == b"Q" and begun:
            ends[begun.pop()] = at
    return ends


def _turned_once(drawn: Sequence[bytes]) -> list[bytes]:
    made: list[bytes] = []
    for operation in drawn:
        if operation.endswith(b" cm") and made and made[-1].endswith(b" cm"):
            operation = _product(operation, made.pop())
        made.append(operation)
    return made


def _product(inner: bytes, outer: bytes) -> bytes:
    a, b, c, d, e, f = (float(each) for each in inner.split()[:6])
    k, m, n, o, p, q = (float(each) for each in outer.split()[:6])
    product = (
        a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o,
        e * k + f * n + p, e * m + f * o + q,
    )  # fmt: skip
    return " ".join(brief(each, SIX_PLACES) for each in product).encode() + b" cm"


def brief(number: float, places: int) -> str:
    """A number to so many places, in few characters (7.3.3)."""
    written = f"{number:.{places}f}".rstrip("0").rstrip(".")
    if written in ("-0", ""):
        return "0"
    return written.replace("0.", ".", 1) if written.startswith(("0.", "-0.")) else written
