"""Build what `make validate` validates: python -m tests.support.verapdf.books DIR

The stress book, the sampler, three books with colours of ink and 20 random books, as PDFs in DIR.
"""

import sys
import tempfile
from pathlib import Path

from chapbook.cache import Store
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT
from tests.support.inked_book import INKED, inked_book
from tests.support.random_books import each_random_book


def main(folder: Path) -> None:
    """Write the PDFs, the random ones by number."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("stress", "sampler"):
        with tempfile.TemporaryDirectory() as cache:
            root = CHECKOUT / "tests" / "books" / name
            built = build_book(root, Store(Path(cache)), lambda _: None)
        (folder / f"{name}.pdf").write_bytes(built.pdf)
    for what in INKED:
        with tempfile.TemporaryDirectory() as inked:
            pdf = inked_book(Path(inked), what).build().book.pdf
        (folder / f"inked-{what}.pdf").write_bytes(pdf)
    each_random_book(
        lambda number, book: _write(folder / f"random-{number:02d}.pdf", book.build().book.pdf)
    )


def _write(path: Path, pdf: bytes) -> None:
    path.write_bytes(pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
