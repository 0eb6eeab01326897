"""Build what `make validate` validates: python -m tests.support.verapdf.books DIR

The stress book, the sampler, three books with colours of ink and 20 random books, as PDFs in DIR.
"""

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from chapbook.cache import Store
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT, BookProject
from tests.support.inked_book import INKED, inked_book
from tests.support.random_books import FIGURES, random_chapters

RANDOM = """
    [book]
    title = "Random"

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]
    back = ["index"]

    [page]
    trim = "A6"
    """


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
    numbers = iter(range(1, 1000))

    @given(random_chapters())
    @settings(
        max_examples=20,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def build(chapter: tuple[str, int]) -> None:
        files = {"book.toml": RANDOM, "chapters/one.md": chapter[0], **FIGURES}
        with tempfile.TemporaryDirectory() as place:
            made = BookProject(Path(place), files).build().book.pdf
        (folder / f"random-{next(numbers):02d}.pdf").write_bytes(made)

    build()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
