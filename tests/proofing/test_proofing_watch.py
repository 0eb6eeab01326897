"""A saved change builds the book again and is told in one line."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from tests.support.book_project import CHECKOUT, BookProject

PATIENCE_S = 60


@contextmanager
def watching(book: BookProject) -> Iterator["Queue[str]"]:
    """The lines that `watch` prints, as they come."""
    command = [sys.executable, str(CHECKOUT / "build.py"), "watch"]
    process = subprocess.Popen(
        [*command, "--book", str(book.root), "--out", str(book.out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: Queue[str] = Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line.rstrip())

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        yield lines
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        reader.join(PATIENCE_S)
        if process.stdout:
            process.stdout.close()


def test_a_save_is_told_in_one_line_and_an_error_leaves_the_book(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"chapters/one.md": "# One\n\nWords.\n"})
    pdf = book.out / "a-small-book.pdf"
    with watching(book) as lines:
        first = lines.get(timeout=PATIENCE_S)
        assert re.fullmatch(r"set title, one, contents; 5 pages, \d+\.\d s", first), first
        before = pdf.read_bytes()
        book.change("chapters/one.md", "Words", "Other words")
        second = lines.get(timeout=PATIENCE_S)
        assert re.fullmatch(r"chapters/one\.md: set one; 5 pages, \d+\.\d s", second), second
        good = pdf.read_bytes()
        assert good != before
        book.change("chapters/one.md", "Other", "See [it](#nowhere), other")
        told = [lines.get(timeout=PATIENCE_S)]
        while not told[-1].startswith("chapters/one.md: "):
            told.append(lines.get(timeout=PATIENCE_S))
        assert "chapters/one.md:3:5: error: nothing in the book has the id 'nowhere'" in told[0]
        assert "not written" in told[-1]
        assert pdf.read_bytes() == good
