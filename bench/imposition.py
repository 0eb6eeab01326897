"""How long it takes to impose a book of 400 pages, by scheme (docs/printing.md).

    python -m bench.imposition [PDF]

The pages are those of the PDF over and over; the time is that
of everything from the PDF's bytes to the sheets' bytes.
"""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from chapbook.bindery.booklet import BookletSource, PrintJob, make_booklet
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import MARKS, PrintSettings, Scheme

PAGES = 400
FONT = Path(__file__).parents[1] / "styles/fonts/SourceSans3-Regular.ttf"


def book_of(pages: int, pdf: Path) -> bytes:
    """A PDF of so many pages, taken from another in turn."""
    written = BytesIO()
    with pikepdf.open(pdf) as source, pikepdf.new() as book:
        for index in range(pages):
            book.pages.append(source.pages[index % len(source.pages)])
            page = book.pages[-1]
            page.contents_coalesce()
            drawing = page.Contents.read_bytes() if "/Contents" in page.obj else b""
            page.Contents = book.make_stream(drawing + b"\n% " + str(index).encode())
        book.save(written)
    return written.getvalue()


def main() -> None:
    pdf = book_of(PAGES, Path(sys.argv[1] if len(sys.argv) > 1 else "build/moscow-trials.pdf"))
    source = BookletSource(pdf, True, "A book", datetime(2026, 1, 1, tzinfo=UTC), FONT)
    marked = PrintSettings(paper=PageSize(320, 450), marks=frozenset(MARKS))
    print(f"{PAGES} pages, {len(pdf) / 1024:.0f} KiB")
    for scheme in Scheme:
        started = time.perf_counter()
        booklet = make_booklet(source, replace(marked, scheme=scheme), PrintJob())
        seconds = time.perf_counter() - started
        size = len(booklet.pdf)
        print(f"{scheme:16}{seconds:6.2f} s{size / 1024:8.0f} KiB ({size / len(pdf):.1%})")


if __name__ == "__main__":
    main()
