"""Build a book again and again in one process, as watch does: python -m bench.warm SIZE FOLDER OUT

Prints as JSON the seconds of each build after an edit, on the clock, of the processor, and on the
clock until the edited chapter was set; and the process's peak memory in MiB.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

from bench.bench_book import Edit
from bench.books import A_SENTENCE, SIZES, UNEDITED, book_files, write_files
from bench.measured import KIB_PER_MIB, processor_seconds_of_group
from chapbook.cache import Store
from chapbook.composition.compositors import Compositors, jobs_at_hand
from chapbook.pipeline import build_book


def build(book: Path, out: Path, compositors: Compositors) -> float:
    """One build; the seconds after which its first fragment was set again, 0 where none was. The
    only place that knows how Chapbook is called inside a process, and what it says."""
    started = time.perf_counter()
    shown: list[float] = []
    build_book(
        book,
        Store(out / ".cache"),
        lambda _: None,
        compositors=compositors,
        shown=lambda _: shown.append(time.perf_counter() - started),
    )
    return shown[0] if shown else 0.0


def main() -> None:
    """Build it as it is, then after each edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("book", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--variants", type=int, nargs="+", default=[0], help="the edits")
    asked = parser.parse_args()
    os.setpgid(0, 0)
    edits = [UNEDITED, *(Edit(variant, A_SENTENCE) for variant in asked.variants)]
    seconds = []
    with Compositors(jobs_at_hand()) as compositors:
        for edit in edits:
            write_files(book_files(asked.size, edit), asked.book)
            started, cpu = time.perf_counter(), processor_seconds_of_group(os.getpgid(0))
            chapter_s = build(asked.book, asked.out, compositors)
            wall_s = time.perf_counter() - started
            cpu_s = processor_seconds_of_group(os.getpgid(0)) - cpu
            seconds.append((wall_s, cpu_s, chapter_s))
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"builds": seconds[1:], "peak_mib": peak / KIB_PER_MIB}))


if __name__ == "__main__":
    main()
