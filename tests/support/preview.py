"""A preview that runs, and a browser that looks at it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.book_project import CHECKOUT

PATIENCE_S = 60
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Where Chromium is, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    # The program's own setting leaves no fonts, without which Chromium ends.
    variables = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(), args=[*FLAGS], env={**variables}
        )
        try:
            yield opened
        finally:
            opened.close()


class RunningPreview:
    """`serve` in a process of its own, for the book in `root`."""

    def __init__(self, root: Path, out: Path, port: int = 0) -> None:
        self.root = root
        command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--port", str(port), "--book", str(root), "--out", str(out)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self.url = self._url()
        self.port = int(self.url.split(":")[2].split("/")[0])

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip())

    def _url(self) -> str:
        line = self._lines.get(timeout=PATIENCE_S)
        found = re.search(r"http://\S+", line)
        assert found, line
        return found[0]

    def children(self) -> list[int]:
        """The processes below it, by their ids."""
        found, waiting = [], [self.process.pid]
        parents = _parents()
        while waiting:
            parent = waiting.pop()
            below = [child for child, of in parents.items() if of == parent]
            found += below
            waiting += below
        return found

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C, or something worse, does; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        if self.process.stdout:
            self.process.stdout.close()
        return code


def _parents() -> dict[int, int]:
    """The parent of every process, as /proc has it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state != "Z":
            parents[int(stat.parent.name)] = int(parent)
    return parents


def wait_for_pages(page: Page, timeout_s: float = PATIENCE_S) -> None:
    """Until the first picture of a page is there, and the builder rests."""
    page.wait_for_selector(".page img", timeout=timeout_s * 1000)
    wait_until_built(page, timeout_s)


def wait_until_built(page: Page, timeout_s: float = PATIENCE_S) -> None:
    """Until the builder has come to an end."""
    page.wait_for_selector("#progress[hidden]", state="attached", timeout=timeout_s * 1000)


def click_on_text(page: Page, index: int, x_share: float, y_share: float) -> None:
    """A click at a place on a page, as shares of its width and height."""
    element = page.locator(f'.page[data-index="{index}"]').first
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    element.click(position={"x": box["width"] * x_share, "y": box["height"] * y_share})
