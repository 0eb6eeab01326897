"""Random books: no word lost, none printed twice, nothing wrong, no crash.

`make random-books` makes 200 of them, new ones each time.
"""

import os
import re
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from chapbook.diagnostics import Severity
from tests.support.book_project import BookProject, with_index
from tests.support.random_books import FIGURES, random_chapters

COUNT = int(os.environ.get("CHAPBOOK_RANDOM_BOOKS", "0"))


@given(random_chapters())
@settings(
    max_examples=COUNT or 20,
    derandomize=not COUNT,
    suppress_health_check=list(HealthCheck),
)
def test_no_word_of_a_random_book_is_lost(chapter: tuple[str, int]) -> None:
    text, words = chapter
    files = {"book.toml": with_index("one"), "chapters/one.md": text, **FIGURES}
    with tempfile.TemporaryDirectory() as folder:
        built = BookProject(Path(folder), files).build()
    errors = [one for one in built.diagnostics if one.severity is Severity.ERROR]
    assert errors == []
    body = next(
        place for place in built.book.set_book.pagination.placements if place.division.id == "one"
    )
    pages = range(body.first_page_index, body.first_page_index + body.page_count)
    found = Counter(
        word for page in pages for word in re.findall(r"w\d+x", built.pdf.page_text(page))
    )
    heads = set(re.findall(r"w\d+x", text.split("\n", 1)[0]))
    once = {word: count for word, count in found.items() if word not in heads}
    repeated = _column_heads(text)
    assert {word for word, count in once.items() if count > 1} <= repeated
    assert len(found) == words


def _column_heads(text: str) -> set[str]:
    """Words in the heads of tables, which are repeated from page to page."""
    heads = re.findall(r"^(\|.*\|)\n\|---", text, re.MULTILINE)
    return {word for head in heads for word in re.findall(r"w\d+x", head)}
