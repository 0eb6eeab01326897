"""The threads of the preview's server share their memory and give it back, where the C library lets
them."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
# In processes of their own: the tests' own threads keep their arenas.
THREADS = """
import ctypes
from threading import Thread
from chapbook.proofing.preview.shared_memory import share_memory
assert share_memory()
threads = [Thread(target=lambda: [bytearray(9000) for _ in range(99)]) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
"""
LARGE = """
import ctypes
from chapbook.proofing.preview.shared_memory import share_memory
assert share_memory()
class Counts(ctypes.Structure):
    _fields_ = [(f"count{number}", ctypes.c_int) for number in range(10)]
library = ctypes.CDLL(None)
library.malloc.restype, library.mallinfo.restype = ctypes.c_void_p, Counts
library.free.argtypes = [ctypes.c_void_p]
library.free(library.malloc(8 << 20))
before = library.mallinfo().count3
library.malloc(1 << 20)
print(library.mallinfo().count3 - before)
"""
pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="other libraries have no arenas"
)


def ran(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )


def test_threads_have_one_arena() -> None:
    assert ran(THREADS).stderr.count("Arena ") == 1


def test_a_large_block_is_given_back_whatever_was_freed_before() -> None:
    """Blocks of their own mappings are: the fourth count of mallinfo(3)."""
    assert ran(LARGE).stdout == "1\n"
