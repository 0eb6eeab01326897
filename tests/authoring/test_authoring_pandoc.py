"""Documents of word processors, through pandoc: `make importers` brings one and runs these."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from chapbook.cache import Store
from chapbook.scholarship import read_book
from tests.authoring.foreign_books import run, words, words_of_book, written

PANDOC = shutil.which("pandoc") or ""
pytestmark = pytest.mark.on_request

TEXT = """\
# First

A text with *emphasis*, a note[^1] and a list:

- one item
- another item

[^1]: The note's text.

| Head  | Other |
|-------|-------|
| cell  | more  |

![Caption words](dot.png)

# Second

> A quotation.

Last words, 50%% of them.
"""


def document(folder: Path, kind: str) -> Path:
    written(folder, {"a.md": TEXT})
    Image.new("RGB", (4, 4)).save(folder / "dot.png")
    command = [PANDOC, "-s", "-M", "title=My Title", "-M", "author=Ann", "a.md", "-o", f"a.{kind}"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / f"a.{kind}"


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "html", "epub"])
def test_a_document_keeps_its_words(tmp_path: Path, kind: str) -> None:
    source = document(tmp_path, kind)
    ran = run("new", "book", "--from", source.name, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    book = read_book(tmp_path / "book", Store(tmp_path / "cache"))
    titles = [chapter.title_text for chapter in book.chapters]
    assert titles[-2:] == ["First", "Second"]
    plain = words(TEXT.replace("[^1]", "").replace("(dot.png)", ""))
    if kind == "rtf":
        plain -= words("The note's text")
        assert "pandoc has lost 1 of the notes" in ran.stderr
    assert plain - words_of_book(book) == words("")
    assert sum(len(chapter.notes) for chapter in book.chapters) == (0 if kind == "rtf" else 1)
    assert list((tmp_path / "book/chapters/figures").iterdir())


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    written(tmp_path, {"a.docx": "no archive"})
    ran = run("new", "book", "--from", "a.docx", cwd=tmp_path)
    assert ran.returncode == 2
    assert "error: pandoc can't read 'a.docx'" in ran.stderr
    assert not (tmp_path / "book").exists()
