"""Build the text editions that `make screens` looks at: python -m tests.support.screens.books DIR

The repository's own book, the stress book, the sampler, one in German with text from right to
left, and 20 random books, each as one file of HTML and as EPUB.
"""

import sys
import tempfile
from pathlib import Path

from chapbook.cache import Store
from chapbook.pipeline import build_book
from chapbook.text_editions import epub_edition, html_edition
from tests.support.book_project import CHECKOUT
from tests.support.random_books import each_random_book
from tests.support.text_edition_book import mixed_book

NAMED = {
    "booklet": CHECKOUT,
    "stress": CHECKOUT / "tests/books/stress",
    "sampler": CHECKOUT / "tests/books/sampler",
}


def main(folder: Path) -> None:
    """Write the editions, those of random books by number."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, root in NAMED.items():
        _write(folder, name, root)
    with tempfile.TemporaryDirectory() as place:
        _write(folder, "mixed", mixed_book(Path(place)).root)
    each_random_book(lambda number, book: _write(folder, f"random-{number:02d}", book.root))


def _write(folder: Path, name: str, root: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        store = Store(Path(cache))
        built = build_book(root, store, lambda _: None)
        (folder / f"{name}.html").write_bytes(html_edition(built, store).data)
        (folder / f"{name}.epub").write_bytes(epub_edition(built, store).data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
