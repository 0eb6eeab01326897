"""Turn what book.toml prints into findings of straight marks, which nothing there makes curly."""

from collections.abc import Iterator

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_files import read_book_file
from chapbook.manuscript.model import Manuscript
from chapbook.manuscript.punctuation import punctuated
from chapbook.manuscript.settings import Settings, load_toml
from chapbook.proofing.checks.findings import Finding, Mend, finding

BOOK_FILE = "book.toml"
PRINTED = (
    "title", "subtitle", "running_title", "authors", "editors", "publisher", "place", "edition",
    "licence", "summary",
)  # fmt: skip


def check_book_texts(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding for each text of [book] that is printed with a straight mark."""
    source = read_book_file(manuscript.root, BOOK_FILE, None).source
    if source is None:
        return
    settings, lines = load_toml(BOOK_FILE, source.text), source.text.split("\n")
    for key in PRINTED:
        for number, text in enumerate(settings.texts("book", key)):
            if "'" in text or '"' in text:
                yield _straight(settings, lines, key, number, manuscript.config.language)


def _straight(
    settings: Settings, lines: list[str], key: str, number: int, language: str
) -> Finding:
    """The finding; the change that mends it where the text stands in its line as it is."""
    text, place = settings.texts("book", key)[number], settings.span("book", key, number)
    printed = punctuated(text, language)
    at = lines[place.line - 1].find(text)
    span = SourceSpan(place.path, place.line, at + 1, len(text)) if at >= 0 else place
    mends = (Mend(span, text, printed),) if at >= 0 else ()
    message = f"'{key}' prints with straight marks"
    return finding("straight-quote", message, span, f"write {printed}", mends)
