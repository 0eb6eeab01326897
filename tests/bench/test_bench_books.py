"""The books that speed is measured with: always the same, as large as promised, without faults."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench.as_markdown import markdown_files
from bench.bench_book import Edit, edited, make_book
from bench.book_model import (
    Book,
    Cite,
    CrossReference,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Run,
    Words,
)
from bench.books import A_PAGE, A_SENTENCE, BOOKLET, book_files, write_files
from bench.prose import Prose, plain_words
from chapbook.cache import Store
from chapbook.diagnostics import Severity
from chapbook.scholarship import read_book
from tests.support.book_project import CHECKOUT, BookProject


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "bench.books", "100", str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True)

    assert len(files_in(tmp_path / "1")) == 7  # 4 chapters, a drawing, book.toml and the .bib
    assert files_in(tmp_path / "1") == files_in(tmp_path / "2")


def runs_of(book: Book) -> Iterator[Run]:
    def inside(runs: Sequence[Run]) -> Iterator[Run]:
        for run in runs:
            yield run
            if isinstance(run, Note):
                yield from inside(run.runs)

    for chapter in book.chapters:
        for block in chapter.blocks:
            match block:
                case Paragraph():
                    yield from inside(block.runs)
                case Quotation():
                    yield from inside(block.paragraph.runs)
                case ListBlock():
                    for item in block.items:
                        yield from inside(item.runs)


def test_a_chapter_has_what_the_budgets_were_set_for() -> None:
    runs = list(runs_of(make_book(4)))
    counts = Counter(type(run) for run in runs)
    words = sum(len(run.text.split()) for run in runs if isinstance(run, Words))
    printed_notes = counts[Note] + counts[Cite] - 4 * 5  # five are cited in notes

    assert words / 4 == pytest.approx(7_500, rel=0.1)
    assert printed_notes == 4 * 20
    assert counts[Cite] == 4 * 15
    assert counts[Mark] == 4 * 60
    assert counts[CrossReference] == 4 * 2
    assert len({run.path[0] for run in runs if isinstance(run, Mark)}) == 4 * 20


def test_a_book_has_nothing_wrong_before_it_has_pages(tmp_path: Path) -> None:
    write_files(book_files("100"), tmp_path)

    assert read_book(tmp_path, Store(tmp_path / "cache")).diagnostics == ()


def test_its_pages_have_no_errors(tmp_path: Path) -> None:
    short = markdown_files(make_book(1, sections=2))
    built = BookProject(tmp_path, short).build()

    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    assert built.book.set_book.pagination.page_count > 10


@pytest.mark.parametrize("size", [BOOKLET, "100"])
@pytest.mark.parametrize("words", [A_SENTENCE, A_PAGE])
def test_an_edit_changes_one_chapter(size: str, words: int) -> None:
    before = book_files(size)
    after = [book_files(size, Edit(variant, words)) for variant in (0, 1, 0)]
    changed = [{path for path in before if before[path] != files[path]} for files in after]

    assert [len(paths) for paths in changed] == [1, 1, 1]
    assert after[0] == after[2] != after[1]
    (path,) = changed[0]
    assert path.startswith("chapters/")
    put_in = Edit(0, words).text().encode()
    assert after[0][path].replace(b" " + put_in, b"") == before[path]


def test_an_edit_of_nothing_leaves_the_book() -> None:
    assert book_files("100", Edit(3, least_words=0)) == book_files("100")


def test_an_edited_model_is_what_other_programs_are_given() -> None:
    book = make_book(2)
    longer = edited(book, Edit(0))

    assert [a == b for a, b in zip(book.chapters, longer.chapters, strict=True)] == [True, False]


def test_files_that_are_the_same_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_files({"a": b"1"}, tmp_path)
    os.utime(path, ns=(1, 1))
    write_files({"a": b"1", "b/c": b"2"}, tmp_path)

    assert path.stat().st_mtime_ns == 1
    assert (tmp_path / "b/c").read_bytes() == b"2"


def test_prose_is_sentences_of_words_of_the_chapters() -> None:
    known = {
        word.rstrip(".,;:?").lower()
        for path in (CHECKOUT / "chapters").glob("*.md")
        for word in plain_words(path.read_text("utf-8"))
    }
    sentences = Prose("a").sentences(500)

    assert 12 < sum(map(len, sentences)) / len(sentences) < 30
    assert all(sentence[0][0].isupper() and sentence[-1][-1] in ".?" for sentence in sentences)
    assert {word.rstrip(".,;:?").lower() for sentence in sentences for word in sentence} <= known


def test_markup_is_no_prose() -> None:
    markdown = (
        "---\ntitle: No\n---\n\n# No\n\nOne [two]{ix=\"No\"} *three*.[^no] Four,[@no, p. 3] 'five'"
        "^[No [no]{.ix}.]\n\n| no |\n\n[^no]: No.\n\n    No.\n"
    )
    assert plain_words(markdown) == ["One", "two", "three.", "Four,", "five"]
