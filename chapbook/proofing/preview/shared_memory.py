"""Have the threads of a server share their memory.

glibc gives each thread an arena of its own, and what one has freed the others can't use: a server
that answers each request in a thread grows with its edits (mallopt(3), M_ARENA_MAX).
"""

import ctypes
import sys
from contextlib import suppress

ARENA_MAX = -8
"""M_ARENA_MAX in malloc.h."""


def share_memory() -> bool:
    """Let the threads that are begun from now on use one arena; whether that was possible."""
    if sys.platform != "linux":
        return False
    with suppress(AttributeError, OSError):
        return bool(ctypes.CDLL(None).mallopt(ARENA_MAX, 1))
    return False
