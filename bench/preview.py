"""How long from a saved file to pixels in the browser: python -m bench.preview booklet 480

Drives `serve` and Chromium. For each edit: the seconds from writing the file until the browser
has painted the edited page, and until the builder rests. Prints p50 and p95 as a Markdown table;
with --write it goes into docs/performance.md.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from bench.bench_book import Edit
from bench.books import A_SENTENCE, SIZES, book_files, write_files
from bench.speed import DOCUMENT, machine, written
from tests.support.preview import RunningPreview, browser, wait_for_pages

LONGEST_S = 600
HEAD = """| book | edits | page p50 s | page p95 s | whole book p50 s | whole book p95 s |
|:--|--:|--:|--:|--:|--:|"""
LISTEN = """() => {
  window.painted = [];
  document.getElementById("desk").addEventListener("painted", ({ detail }) => {
    window.painted.push({ at: Date.now() / 1000, ...detail });
  });
}"""
NEWEST = """async () => {
  const { current } = await import("/static/pages.js");
  const { changed, isExact, revision } = current();
  return { changed, isExact, revision, isResting: document.getElementById("progress").hidden };
}"""


@dataclass(frozen=True)
class Latency:
    """Seconds from a save to the edited page, and to the end of the build."""

    page_s: float
    book_s: float


def measure(page: Page, book: Path, size: str, variant: int) -> Latency:
    """One edit."""
    files = book_files(size, Edit(variant, A_SENTENCE))
    page.evaluate("window.painted.length = 0")
    before = page.evaluate(NEWEST)["revision"]
    saved_at = time.time()
    write_files(files, book)
    seen_s = 0.0
    while time.time() < saved_at + LONGEST_S:
        state = page.evaluate(NEWEST)
        painted = page.evaluate("window.painted")
        wanted = [each for each in painted if each["index"] in state["changed"]]
        if wanted and not seen_s:
            seen_s = wanted[0]["at"] - saved_at
        is_done = state["isExact"] and state["isResting"] and state["revision"] > before
        if seen_s and is_done:
            return Latency(seen_s, time.time() - saved_at)
        # Asking costs the browser time.
        time.sleep(0.1)
    raise TimeoutError(f"edit {variant} of {size} was not seen")


def measured(size: str, edits: int) -> list[Latency]:
    """So many edits of one book."""
    with tempfile.TemporaryDirectory(prefix="chapbook-") as folder, browser() as opened:
        book = Path(folder) / "book"
        write_files(book_files(size), book)
        preview = RunningPreview(book, Path(folder) / "out")
        try:
            page = opened.new_page(viewport={"width": 1280, "height": 800})
            page.goto(preview.url)
            wait_for_pages(page, LONGEST_S)
            page.evaluate(LISTEN)
            # The first edit has its page drawn and the processes made.
            measure(page, book, size, 0)
            return [measure(page, book, size, variant) for variant in range(1, edits + 1)]
        finally:
            preview.end()


def row(size: str, found: Sequence[Latency]) -> str:
    """A line of the table."""
    columns = ([each.page_s for each in found], [each.book_s for each in found])
    cells = [f"{part(column):.2f}" for column in columns for part in (statistics.median, p95)]
    return f"| {size} | {len(found)} | {' | '.join(cells)} |"


def p95(values: Sequence[float]) -> float:
    """What 19 of 20 values stay below."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def main() -> None:
    """Measure the books that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", choices=SIZES, default=["booklet", "480"])
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    asked = parser.parse_args()
    lines = [HEAD]
    print(HEAD)
    for size in asked.sizes:
        lines.append(row(size, measured(size, asked.edits)))
        print(lines[-1], flush=True)
    if asked.write:
        told = f"`make bench-preview EDITS={asked.edits}`: {machine()}"
        table = "\n".join((told, "", *lines))
        DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8"), table, "bench-preview"), "utf-8")


if __name__ == "__main__":
    main()
