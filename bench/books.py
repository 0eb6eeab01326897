"""Write a book for the bench into a folder: python -m bench.books SIZE FOLDER

The same bytes each time. A size is named after its A5 pages, about; `booklet` is the
repository's own book.
"""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path

from bench.as_markdown import markdown_files
from bench.bench_book import Edit, edited, make_book
from bench.prose import CHECKOUT

BOOKLET = "booklet"
CHAPTERS = {"100": 4, "200": 8, "480": 20, "1600": 67}
SIZES = (BOOKLET, *CHAPTERS)
UNEDITED = Edit(0, least_words=0)
A_SENTENCE, A_PAGE = 1, 420
"""The words that an edit puts in; the second makes a chapter longer by a page."""


EDITED_CHAPTER = 2
"""Of the booklet: the last page of the middle chapter is full, so that any sentence makes a page
more; this one's has room for some."""


def book_files(size: str, edit: Edit = UNEDITED) -> Mapping[str, bytes]:
    """The files of a book by their paths."""
    if size == BOOKLET:
        return _booklet(edit)
    book = make_book(CHAPTERS[size])
    text = markdown_files(edited(book, edit) if edit.least_words else book)
    return {path: content.encode() for path, content in text.items()}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write those that are not there with the same content."""
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _booklet(edit: Edit) -> Mapping[str, bytes]:
    """The repository's book, a paragraph in the middle of one chapter of its body longer."""
    paths = [CHECKOUT / "book.toml", *(CHECKOUT / "chapters").rglob("*")]
    paths += (CHECKOUT / "bibliography").glob("*.bib")
    files = {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes()
        for path in sorted(paths)
        if path.is_file()
    }
    if edit.least_words:
        body = tomllib.loads(files["book.toml"].decode())["divisions"]["body"]
        path = body[EDITED_CHAPTER]
        files[path] = _longer(files[path].decode(), edit).encode()
    return files


def _longer(chapter: str, edit: Edit) -> str:
    lines = chapter.split("\n")
    paragraphs = [at for at, line in enumerate(lines) if line[:1].isalpha() and len(line) > 200]
    lines[paragraphs[(len(paragraphs) // 2 + edit.variant) % len(paragraphs)]] += f" {edit.text()}"
    return "\n".join(lines)


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edit", type=int, metavar="VARIANT", help="with something put in")
    parser.add_argument(
        "--words", type=int, default=A_SENTENCE, help="how many are put in at least"
    )
    asked = parser.parse_args()
    edit = UNEDITED if asked.edit is None else Edit(asked.edit, asked.words)
    write_files(book_files(asked.size, edit), asked.folder)


if __name__ == "__main__":
    main()
