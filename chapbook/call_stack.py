"""Give a function room for all that it calls, so that no call waits for memory.

CPython takes memory for frames from the system in pieces of 16 KiB, and gives a piece back when the
first call in it ends. Deep in WeasyPrint's layout that may be every call of a loop: by the chance
of how deep it begins, setting takes 1.04 to 1.6 times as long. A frame that is larger gets a larger
piece, and what is called stands in the rest of it.
Upstream (mended in 3.15, and in 3.13 and 3.14 by 2026's releases):
https://github.com/python/cpython/issues/142183
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

ROOM_IN_WORDS = 140_000
"""A piece is a power of two: this one 2 MiB, of which calls have about the half, more than Python's
limit of recursion lets them use. Nothing of it is real memory until it is used."""
Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def with_room(
    function: Callable[Parameters, Returned],
    *arguments: Parameters.args,
    **named: Parameters.kwargs,
) -> Returned:
    """What the function returns."""
    return function(*arguments, **named)


with_room.__code__ = with_room.__code__.replace(co_stacksize=ROOM_IN_WORDS)
