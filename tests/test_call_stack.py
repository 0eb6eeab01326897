"""Calls that have room for all that they call."""

import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from chapbook.call_stack import with_room

PROBE = """
import resource
from chapbook.call_stack import with_room

def leaf():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

# Larger than a frame of the next one: at some depth it doesn't fit any more.
leaf.__code__ = leaf.__code__.replace(co_stacksize=200)

def faults(depth):
    if depth:
        return faults(depth - 1)
    before = leaf()
    for _ in range(1000):
        leaf()
    return leaf() - before

def most():
    return max([faults(depth) for depth in range(400)])

print(most(), with_room(most))
"""
THRASHES = 900


def faults() -> tuple[int, int]:
    """How often the system was asked for a page of memory, at worst: without room, and with it."""
    ran = subprocess.run((sys.executable, "-c", PROBE), capture_output=True, check=True, text=True)
    plain, roomy = map(int, ran.stdout.split())
    return plain, roomy


@pytest.mark.parametrize("depth", [0, 100])
def test_nothing_else_is_different(depth: int) -> None:
    def sum_to(number: int, *, base: int) -> int:
        return number + sum_to(number - 1, base=base) if number else base

    assert with_room(sum_to, depth, base=7) == sum_to(depth, base=7)


def test_calls_with_room_ask_for_no_memory() -> None:
    assert resource.getpagesize() <= 64 * 1024
    plain, roomy = faults()
    assert roomy < THRASHES
    if sys.version_info < (3, 13):
        assert plain > THRASHES


def test_some_python_needs_it() -> None:
    """When none before 3.13 is supported any more, `call_stack.py` can go: it was mended in 3.13
    and 3.14 by their releases of spring 2026."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["requires-python"] in (">=3.11", ">=3.12")
