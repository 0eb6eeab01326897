"""A browser for all tests, and a preview for each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.preview import RunningPreview, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium without a window."""
    if not chromium():
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    from tests.support.preview import browser as opened

    with opened() as found:
        yield found


Start = Callable[..., RunningPreview]


@pytest.fixture
def serve() -> Iterator[Start]:
    """Starts previews, and ends them."""
    running: list[RunningPreview] = []

    def start(root: Path, out: Path, port: int = 0) -> RunningPreview:
        running.append(RunningPreview(root, out, port))
        return running[-1]

    yield start
    for one in running:
        one.end()
