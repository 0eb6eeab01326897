"""Turn a drawing into the same without states that are kept for nothing."""

from collections.abc import Sequence


def without_idle_states(drawn: Sequence[bytes]) -> list[bytes]:
    """The operations without a q and its Q that have nothing between them but another such pair
    (ISO 32000-1, 8.4.2), or nothing at all."""
    ends = _ends(drawn)
    idle = set[int]()
    for begin, end in ends.items():
        if end == begin + 1 or ends.get(begin + 1) == end - 1:
            idle |= {begin, end}
    return [each for at, each in enumerate(drawn) if at not in idle]


def _ends(drawn: Sequence[bytes]) -> dict[int, int]:
    """Where the state is brought back that is kept there."""
    ends, begun = dict[int, int](), list[int]()
    for at, operation in enumerate(drawn):
        if operation == b"q":
            begun.append(at)
        elif operation == b"Q" and begun:
            ends[begun.pop()] = at
    return ends
