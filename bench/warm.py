"""Build a book again and again in one process, as watch does: python -m bench.warm SIZE FOLDER OUT

Prints as JSON of each build after an edit the seconds on the clock and of the processor, then on
the clock until the edited page, and its whole chapter, could be seen; and the process's peak
memory in MiB.
"""

import argparse
import gc
import json
import os
import resource
import time
from pathlib import Path

from bench.bench_book import Edit
from bench.books import A_SENTENCE, SIZES, UNEDITED, book_files, write_files
from bench.measured import KIB_PER_MIB, processor_seconds_of_group
from chapbook.cache import Store
from chapbook.call_stack import with_room
from chapbook.composition.compositors import Compositors
from chapbook.composition.first_compositor import jobs_at_hand
from chapbook.composition.standing_type import StandingType
from chapbook.pipeline import build_book


class WarmBook:
    """A book that is built again and again in this process. The only place that knows how
    Chapbook is called inside a process, and what it says."""

    def __init__(self, book: Path, out: Path, compositors: Compositors) -> None:
        self._book, self._compositors = book, compositors
        self._store = Store(out / ".cache", remembers=True)
        self._standing = StandingType()

    def build(self) -> tuple[float, float]:
        """One build; the seconds after which pages of its first division that was set again were
        there, and all of them; 0 where none was."""
        seen: list[tuple[bool, float]] = []
        started = time.perf_counter()
        build_book(
            self._book,
            self._store,
            lambda _: None,
            compositors=self._compositors,
            shown=lambda proof: seen.append((proof.is_whole, time.perf_counter() - started)),
            standing=self._standing,
        )
        whole_s = next((after_s for is_whole, after_s in seen if is_whole), 0.0)
        return (seen[0][1] if seen else 0.0), whole_s


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
        book = WarmBook(asked.book, asked.out, compositors)
        for edit in edits:
            write_files(book_files(asked.size, edit), asked.book)
            started, cpu = time.perf_counter(), processor_seconds_of_group(os.getpgid(0))
            gc.disable()
            page_s, chapter_s = book.build()
            wall_s = time.perf_counter() - started
            cpu_s = processor_seconds_of_group(os.getpgid(0)) - cpu
            seconds.append((wall_s, cpu_s, page_s, chapter_s))
            # As `watch` does: while nobody waits.
            gc.enable()
            gc.collect()
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"builds": seconds[1:], "peak_mib": peak / KIB_PER_MIB}))


if __name__ == "__main__":
    with_room(main)
