"""Join the set pages of a built book: python -m bench.link BOOK OUT [--against PDF]

OUT is what BOOK was built into. Prints how long it takes in a process that has read the book,
and how large the PDF is against that of WeasyPrint alone. Budgets: 0.7 s for 480 pages, as many
seconds a page for 1,600 as for 200, at most 1.1 × the size.
"""

import argparse
import gc
import json
import resource
from pathlib import Path

from bench.measured import KIB_PER_MIB
from chapbook.cache import Store
from chapbook.call_stack import with_room
from chapbook.pipeline import build_book


def link_seconds(book: Path, out: Path) -> tuple[float, int, int]:
    """The seconds of one link, the pages, the PDF's bytes: all else comes from the cache. The only
    place that knows where Chapbook tells its seconds."""
    # As commands do, which build a book once.
    gc.collect()
    gc.disable()
    built = build_book(book, Store(out / ".cache"), lambda _: None)
    return built.seconds["bind"], built.set_book.pagination.page_count, len(built.pdf)


def main() -> None:
    """Link it some times, print the quickest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path, metavar="PDF", help="of WeasyPrint alone")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="as bench.speed wants it")
    asked = parser.parse_args()
    book, out = asked.book.resolve(), asked.out.resolve()
    seconds, pages, size = min(link_seconds(book, out) for _ in range(asked.runs))
    if asked.json:
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"builds": [(seconds, 0)], "peak_mib": peak_kib / KIB_PER_MIB}))
        return
    print(f"{pages} pages linked in {seconds:.2f} s, {seconds / pages * 1000:.2f} ms a page")
    print(f"{size / 1000:.0f} KB", end="")
    if asked.against:
        alone = asked.against.stat().st_size
        print(f", {size / alone:.2f} × the {alone / 1000:.0f} KB of {asked.against.name}", end="")
    print()


if __name__ == "__main__":
    with_room(main)
