"""A little book on disk: write its files, build it, change it, build it again."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent

from chapbook.bindery.page_proofs import PageProof
from chapbook.cache import Store
from chapbook.composition.compositors import Compositors
from chapbook.composition.standing_type import StandingType
from chapbook.diagnostics import Diagnostic
from chapbook.pipeline import BuiltBook, build_book
from tests.support.inspect_pdf import InspectedPdf

CHECKOUT = Path(__file__).parents[2]

MINIMAL = {
    "book.toml": """
        [book]
        title = "A Small Book"
        running_title = "Small"
        authors = ["Ann Author"]
        date = "2026"

        [divisions]
        front = ["title", "contents"]
        body = ["chapters/one.md"]

        [page]
        trim = "A6"
        """,
    "chapters/one.md": "# One\n\nThe first words of the chapter.\n",
}
WITH_BACK_COVER = """
    [book]
    title = "A Small Book"
    summary = "What it is."

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]
    back = ["back-cover"]

    [page]
    trim = "A5"
    """


def with_index(*chapters: str) -> str:
    """The book.toml of a book of these chapters, on A6, with an index."""
    body = ", ".join(f'"chapters/{chapter}.md"' for chapter in chapters)
    return f"""
    [book]
    title = "A Small Book"

    [divisions]
    front = ["title"]
    body = [{body}]
    back = ["index"]

    [page]
    trim = "A6"
    """


@dataclass(frozen=True)
class Built:
    """A build's outcome, with its PDF opened."""

    book: BuiltBook

    @cached_property
    def pdf(self) -> InspectedPdf:
        """The PDF, for assertions."""
        return InspectedPdf(self.book.pdf)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the build found wrong."""
        return self.book.diagnostics


@dataclass(frozen=True)
class Ran:
    """What the command line did: exit code, and what it printed."""

    code: int
    out: str
    err: str

    def json(self) -> list[dict[str, str | int]]:
        """stdout as a JSON array."""
        found: list[dict[str, str | int]] = json.loads(self.out)
        return found


class BookProject:
    """A book in `root`; text is dedented as it is written. With a `standing` type it is built as
    in a process that stays."""

    def __init__(
        self,
        root: Path,
        files: Mapping[str, str] | None = None,
        standing: StandingType | None = None,
    ) -> None:
        self.root = root / "book"
        self.out = root / "out"
        self._standing = standing
        self._store = Store(root / "cache", remembers=standing is not None)
        for name, text in {**MINIMAL, **(files or {})}.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> "BookProject":
        """Write a file of the book."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), "utf-8")
        return self

    def change(self, name: str, old: str, new: str) -> "BookProject":
        """Replace text that must be in a file."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (self.root / name).write_text(text.replace(old, new), "utf-8")
        return self

    def build(
        self,
        compositors: Compositors | None = None,
        shown: Callable[[PageProof], None] | None = None,
    ) -> Built:
        """Build, in this process if there are no compositors, with this project's own cache."""
        return Built(
            build_book(
                self.root,
                self._store,
                lambda _: None,
                compositors=compositors,
                shown=shown,
                standing=self._standing,
            )
        )

    def run(self, *arguments: str) -> Ran:
        """The command line in a process of its own."""
        command = [sys.executable, str(CHECKOUT / "build.py"), *arguments]
        done = subprocess.run(
            [*command, "--book", str(self.root), "--out", str(self.out)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
        )
        return Ran(done.returncode, done.stdout, done.stderr)
