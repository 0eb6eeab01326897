"""A book directory is read whole, and nothing outside it."""

from pathlib import Path

import pytest

from chapbook.diagnostics import BookError
from chapbook.manuscript.book_files import LARGEST_FILE_BYTES, book_file, inside_book
from chapbook.manuscript.read import read_manuscript

TOML = '[book]\ntitle = "T"\n[divisions]\nbody = ["chapters/a.md", "chapters/b.md"]\n'


def book(root: Path, **chapters: bytes) -> Path:
    (root / "book.toml").write_text(TOML, encoding="utf-8")
    (root / "chapters").mkdir()
    for name, data in chapters.items():
        (root / "chapters" / f"{name}.md").write_bytes(data)
    return root


def mistakes(root: Path) -> list[str]:
    _, found = read_manuscript(root)
    return [f"{one.span} {one.code}" for one in found]


def test_everything_is_read(tmp_path: Path) -> None:
    book(tmp_path, a=b"# A\n", b=b"\xef\xbb\xbf# B\r\nx\ry\n")
    (tmp_path / "chapters" / "index.toml").write_text("x = 1\n")
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / "references.bib").write_text("@book{a}")
    manuscript, found = read_manuscript(tmp_path)
    assert found == ()
    assert manuscript.root == tmp_path.resolve()
    assert [(one.path, one.division.id, one.text) for one in manuscript.chapters] == [
        ("chapters/a.md", "a", "# A\n"),
        ("chapters/b.md", "b", "# B\nx\ny\n"),
    ]
    assert manuscript.bibliography is not None
    assert manuscript.bibliography.text == "@book{a}"
    assert manuscript.index_authority is not None
    assert manuscript.index_authority.path == "chapters/index.toml"


def test_a_missing_chapter_is_left_out(tmp_path: Path) -> None:
    book(tmp_path, a=b"# A\n")
    manuscript, found = read_manuscript(tmp_path)
    assert [one.path for one in manuscript.chapters] == ["chapters/a.md"]
    assert [one.id for one in manuscript.config.divisions] == ["a"]
    assert [(str(one.span), one.message) for one in found] == [
        ("book.toml:4:26", "there is no file 'chapters/b.md'")
    ]


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    book(tmp_path, a=b"# A\n", b="# Ü\näö".encode() + b"\xff\n")
    _, (found,) = read_manuscript(tmp_path)
    assert str(found.span) == "chapters/b.md:2:3"
    assert found.message == "byte 0xff is not UTF-8"


def test_a_file_too_large(tmp_path: Path) -> None:
    book(tmp_path, a=b"# A\n", b=b"x" * (LARGEST_FILE_BYTES + 1))
    assert mistakes(tmp_path) == ["book.toml:4:26 file-too-large"]


def test_a_link_out_of_the_book(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    root = book(tmp_path / "book", a=b"# A\n")
    (tmp_path / "secret.md").write_text("secret")
    (root / "chapters" / "b.md").symlink_to(tmp_path / "secret.md")
    manuscript, found = read_manuscript(root)
    assert [one.code for one in found] == ["file-outside-book"]
    assert [one.path for one in manuscript.chapters] == ["chapters/a.md"]


def test_a_book_toml_that_leads_out_of_the_book(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book.toml").write_text(TOML)
    (tmp_path / "book" / "book.toml").symlink_to(tmp_path / "book.toml")
    with pytest.raises(BookError, match="outside the book"):
        read_manuscript(tmp_path / "book")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    (book(tmp_path, a=b"# A\n") / "chapters" / "b.md").mkdir()
    assert mistakes(tmp_path) == ["book.toml:4:26 file-missing"]


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "C:/x", "a\x00b", "loop/x", "out/x"]
)
def test_paths_that_lead_nowhere_in_the_book(tmp_path: Path, path: str) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "x").write_text("outside")
    (tmp_path / "book" / "loop").symlink_to("loop")
    (tmp_path / "book" / "out").symlink_to(tmp_path)
    assert book_file(tmp_path / "book", path) is None


def test_paths_inside(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert book_file(tmp_path, "a/../link/x") == (tmp_path / "a" / "x").resolve()
    assert inside_book(tmp_path, "new/file") == tmp_path.resolve() / "new" / "file"
    assert book_file(tmp_path, "new/file") is None
