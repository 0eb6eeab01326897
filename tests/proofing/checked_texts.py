"""Cases of checks, as texts that people read and add to: files of a book, then what is found.

A case begins with '=== name'; '@ path' begins a file, '==>' what is found in them, '--> path' what
mending makes of a file. A book that names none has a book.toml in British English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chapbook.cache import Store
from chapbook.diagnostics import in_order
from chapbook.proofing.checks.findings import Finding
from chapbook.proofing.checks.mending import changes
from chapbook.proofing.checks.text_checks import check_texts
from chapbook.proofing.indexed_book import worked_chapters
from chapbook.scholarship import Scholarship, read_book

CASES = Path(__file__).parent / "checks"
BOOK = '[book]\ntitle = "A Book"\nlanguage = "en-GB"\n'


@dataclass(frozen=True)
class CheckedCase:
    """A case: the files of a book, the findings, and files as they are when mended."""

    name: str
    files: dict[str, str]
    found: str
    mended: dict[str, str]


def cases(name: str) -> list[CheckedCase]:
    """The cases of a file."""
    return list(_cases((CASES / name).read_text("utf-8")))


def _cases(text: str) -> Iterator[CheckedCase]:
    for case in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        title, rest = case.split("\n", 1)
        written, expected = re.split(r"^==>\n", rest, flags=re.MULTILINE)
        found, *mended = re.split(r"^--> ", expected, flags=re.MULTILINE)
        yield CheckedCase(title, _files(written), found.strip(), _named(mended))


def _files(written: str) -> dict[str, str]:
    files = _named(re.split(r"^@ ", written, flags=re.MULTILINE)[1:])
    return {"book.toml": BOOK, **files}


def _named(parts: list[str]) -> dict[str, str]:
    named = (part.split("\n", 1) for part in parts)
    return {name: f"{text.strip()}\n" for name, text in named}


def read_written(root: Path, files: dict[str, str]) -> Scholarship:
    """The book of these files, written to `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_book(root, Store(root / ".cache"))


def findings_in(book: Scholarship) -> list[Finding]:
    """What is found in the texts of a book."""
    return list(check_texts(book, list(worked_chapters(book))))


def as_lines(findings: list[Finding]) -> str:
    """Findings as a case has them, in the order in which they are told."""
    return "\n".join(
        f"{one.span}: {one.severity}: {one.message} [{one.code}]"
        for one in in_order(each.diagnostic for each in findings)
    )


def mended(root: Path, book: Scholarship, findings: list[Finding]) -> dict[str, str]:
    """The files that mending changes, as they become."""
    texts = {chapter.path: chapter.text for chapter in book.manuscript.chapters}
    texts["book.toml"] = (root / "book.toml").read_text("utf-8")
    mends = [mend for each in findings for mend in each.mends]
    return {change.path: change.after.decode() for change in changes(root, mends, texts)}
