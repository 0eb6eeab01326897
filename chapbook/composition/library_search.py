"""Turn WeasyPrint's search for its libraries into loading them by their names.

It tries Windows's names first, and for each that can't be loaded ctypes.util.find_library runs
gcc, ld and ldconfig: fifty processes at each start (https://github.com/Kozea/WeasyPrint/issues/1125).
Its names for Linux, tried last, need no search; bootstrap.py has seen that they load.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_library_search() -> Iterator[None]:
    """On Linux, ctypes finds no library by searching while inside."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_nothing(name: str) -> str | None:
    del name
    return None
