"""Turn a book directory into a Manuscript: its settings and the text of each of its files."""

from pathlib import Path

from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Division, Edition
from chapbook.manuscript.book_files import book_file, read_book_file
from chapbook.manuscript.config import read_config
from chapbook.manuscript.model import (
    Manuscript,
    SourceChapter,
    SourceText,
)

INDEX_AUTHORITY = "chapters/index.toml"


def read_manuscript(
    root: Path, output: Edition = Edition.STANDARD
) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """Everything in the book at `root` for `output`, and all that is wrong with reading it.

    A chapter that can't be read is reported where book.toml names it, and left out. Raises
    BookError only where there is no configuration to be had.
    """
    root = root.resolve()
    config, found = read_config(root, output)
    diagnostics = list(found)
    chapters: list[SourceChapter] = []
    for division in config.divisions:
        chapter = _chapter(root, division, diagnostics)
        if chapter is not None:
            chapters.append(chapter)
    bibliography = _other(root, config.bibliography_source, diagnostics)
    authority = INDEX_AUTHORITY if book_file(root, INDEX_AUTHORITY) else None
    index_authority = _other(root, authority, diagnostics)
    manuscript = Manuscript(root, config, tuple(chapters), bibliography, index_authority)
    return manuscript, tuple(diagnostics)


def _chapter(root: Path, division: Division, found: list[Diagnostic]) -> SourceChapter | None:
    if division.source is None:
        return None
    read = read_book_file(root, division.source, division.span)
    found.extend(read.diagnostics)
    if read.source is None:
        return None
    return SourceChapter(division, read.source.path, read.source.text)


def _other(root: Path, relative: str | None, found: list[Diagnostic]) -> SourceText | None:
    if relative is None:
        return None
    read = read_book_file(root, relative, None)
    found.extend(read.diagnostics)
    return read.source
