"""Have the threads of a server share their memory, and give back what they don't use.

glibc gives each thread an arena of its own, and what one has freed the others can't use: a server
that answers each request in a thread grows with its edits (mallopt(3), M_ARENA_MAX). It also raises
the size from which a block is given back when it is freed to that of the largest one so far, a
picture of a page: smaller ones then leave holes (M_MMAP_THRESHOLD, "dynamic mmap threshold").
"""

import ctypes
import sys
from contextlib import suppress

ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD = -8, -3, -1
"""Their names in malloc.h begin with M_."""
LARGE_BYTES = 128 * 1024
"""Blocks from this size on, and so much free room at the end, go back to the system: with what
glibc begins, but fixed."""


def share_memory() -> bool:
    """Let the threads that are begun from now on use one arena, and give back what is large;
    whether that was possible."""
    if sys.platform != "linux":
        return False
    with suppress(AttributeError, OSError):
        set_option = ctypes.CDLL(None).mallopt
        wanted = (ARENA_MAX, 1), (MMAP_THRESHOLD, LARGE_BYTES), (TRIM_THRESHOLD, LARGE_BYTES)
        done = [set_option(*option) for option in wanted]
        return all(done)
    return False
