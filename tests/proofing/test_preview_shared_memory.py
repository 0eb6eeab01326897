"""The threads of the preview's server share their memory, where the C library lets them."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
# In a process of its own: the tests' own threads keep their arenas.
SCRIPT = """
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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_threads_have_one_arena() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stderr.count("Arena ") == 1
