"""Edit a book at random for long in one preview: python -m bench.soak --edits 1000 --size longer

Prints the memory of each process, server, builder and compositors, and of the page's own objects
after each tenth of the edits, and ends with status 1 where one has grown by more than a tenth
since the processes were warm, or a process is left, after Ctrl-C or after the server was killed.
The small book is set by the builder alone; the longer one has compositors.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession

from bench.books import SIZES, book_files, write_files
from tests.support.preview import RunningPreview, browser, wait_for_pages

WARM_SHARE = 0.2
GROWTH_ALLOWED = 1.1
REPORTS = 10
PATIENCE_S = 120
SMALL, LONGER = "small", "longer"
OWN = {SMALL: (4, 5), LONGER: (6, 60)}
"""Chapters, and paragraphs in each: an edit takes a fraction of a second, or about one."""
ENDED_AFTER_S = 5
"""So long after the server's end everything else has ended."""
WORDS = (
    "the",
    "a",
    "of",
    "letter",
    "winter",
    "house",
    "river",
    "nobody",
    "list",
    "came",
    "went",
    "was",
)
IS_RESTING = "document.getElementById('progress').hidden"
REVISION = "import('/static/pages.js').then(({ current }) => current().revision)"


def own_book(chapters: int, paragraphs_a_chapter: int) -> dict[str, bytes]:
    """A book of chapters without notes."""
    chance = random.Random(1)
    names = [f"chapters/{number}.md" for number in range(chapters)]
    listed = ", ".join(f'"{name}"' for name in names)
    toml = f'[book]\ntitle = "Soak"\n\n[divisions]\nfront = ["contents"]\nbody = [{listed}]\n'
    files = {"book.toml": f'{toml}\n[page]\ntrim = "A6"\n'.encode()}
    for number, name in enumerate(names):
        paragraphs = [sentence(chance, 40) for _ in range(paragraphs_a_chapter)]
        files[name] = "\n\n".join([f"# Chapter {number}", *paragraphs, ""]).encode()
    return files


def sentence(chance: random.Random, words: int) -> str:
    """Words at random."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def edit(chance: random.Random, book: Path) -> None:
    """Change a paragraph of a chapter: put in a sentence, or take out the last that was put in."""
    path = chance.choice(sorted((book / "chapters").glob("*.md")))
    lines = path.read_text("utf-8").split("\n")
    plain = [at for at, line in enumerate(lines) if line[:1].isalpha() and len(line) > 80]
    if not plain:
        return
    at = chance.choice(plain)
    before, _, added = lines[at].partition(" Soaked:")
    lines[at] = before if added else f"{before} Soaked: {sentence(chance, 9)}"
    path.write_text("\n".join(lines), "utf-8")


def memory_mib(preview: RunningPreview, browser_page: CDPSession) -> dict[str, float]:
    """The resident memory of the server, the builder and each compositor, in the order in which
    they were started; what the page in the browser holds once its garbage is collected."""
    browser_page.send("HeapProfiler.collectGarbage")
    metrics = browser_page.send("Performance.getMetrics")["metrics"]
    heap_bytes = next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize")
    found = {"server": _rss_mib(preview.process.pid), "page": heap_bytes / 2**20}
    below = sorted(preview.children())
    # The first is Python's own tracker of what processes share.
    for number, pid in enumerate(below[1:]):
        found[f"compositor {number}" if number else "builder"] = _rss_mib(pid)
    return found


def _rss_mib(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def ended(preview: RunningPreview, how: signal.Signals) -> list[str]:
    """End a preview; the processes that are left of it, a line."""
    below = preview.children()
    preview.end(how)
    until = time.monotonic() + ENDED_AFTER_S
    left = below
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = [pid for pid in left if _rss_mib(pid)]
    return [f"after {how.name} processes are left: {', '.join(map(str, left))}"] if left else []


def soak(size: str, edits: int, seed: int) -> list[str]:
    """Do so many edits; what is wrong, a line each."""
    chance = random.Random(seed)
    history: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="chapbook-") as folder, browser() as opened:
        book = Path(folder) / "book"
        write_files(own_book(*OWN[size]) if size in OWN else book_files(size), book)
        preview = RunningPreview(book, Path(folder) / "out")
        try:
            page = opened.new_page(viewport={"width": 1280, "height": 800})
            page.goto(preview.url)
            wait_for_pages(page, PATIENCE_S)
            heap = page.context.new_cdp_session(page)
            heap.send("Performance.enable")
            for number in range(1, edits + 1):
                before = page.evaluate(REVISION)
                edit(chance, book)
                until = time.monotonic() + PATIENCE_S
                while not (page.evaluate(REVISION) > before and page.evaluate(IS_RESTING)):
                    if time.monotonic() > until:
                        return [f"edit {number} was not shown"]
                    time.sleep(0.05)
                if number % max(1, edits // REPORTS) == 0:
                    history.append(memory_mib(preview, heap))
                    shown = ", ".join(f"{name} {mib:.0f}" for name, mib in history[-1].items())
                    print(f"{number} edits: {shown} MiB", flush=True)
        finally:
            wrong = ended(preview, signal.SIGINT)
        preview = RunningPreview(book, Path(folder) / "out", preview.port)
        edit(chance, book)
        time.sleep(1)
        wrong += ended(preview, signal.SIGKILL)
    if size == LONGER and "compositor 2" not in history[-1]:
        wrong.append("no compositors were at work")
    warm = history[int(len(history) * WARM_SHARE)]
    for name, mib in history[-1].items():
        before = warm.get(name, mib)
        print(f"{name}: {mib / before:.3f} of the memory when warm")
        if mib > GROWTH_ALLOWED * before:
            wrong.append(f"{name} has grown from {before:.0f} to {mib:.0f} MiB")
    return wrong


def main() -> int:
    """Soak, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--size", choices=(*OWN, *SIZES), default=SMALL)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = soak(asked.size, asked.edits, asked.seed)
    print("\n".join(wrong) or f"{asked.edits} edits, nothing wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
