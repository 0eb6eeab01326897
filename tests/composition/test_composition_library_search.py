"""WeasyPrint's libraries are loaded by their names, without running a compiler."""

import ctypes.util
import subprocess
import sys
from pathlib import Path

import pytest

from chapbook.composition.library_search import without_library_search

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux searches so")


def processes_started(imported: str) -> int:
    script = (
        "import sys, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "started = []\n"
        "sys.addaudithook(lambda event, _: event == 'subprocess.Popen' and started.append(event))\n"
        f"import chapbook.composition, {imported}\n"
        "print(len(started))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_setting_type_starts_no_process() -> None:
    assert processes_started("chapbook.composition.engine") == 0


def test_guard_weasyprint_by_itself_still_searches() -> None:
    """Once this fails, library_search.py can go."""
    assert processes_started("weasyprint") > 0


def test_the_search_is_there_again_afterwards() -> None:
    search = ctypes.util.find_library
    with without_library_search():
        assert ctypes.util.find_library("c") is None
    assert ctypes.util.find_library is search
