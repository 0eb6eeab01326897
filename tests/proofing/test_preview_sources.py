"""Texts of the book are read and saved, nothing outside it, and nobody's work is written over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.proofing.preview.book_sources import (
    MOST_BYTES,
    BookSources,
    NotEditableError,
)
from chapbook.proofing.preview.line_ends import BOM, plain_text, written_as


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "chapters").mkdir(parents=True)
    (root / "build").mkdir()
    (root / "chapters" / "one.md").write_text("# One\n", "utf-8")
    (tmp_path / "secret.md").write_text("secret\n", "utf-8")
    return root


@pytest.fixture
def sources(book: Path) -> BookSources:
    return BookSources(book, book / "build")


def test_a_text_is_saved_over_the_one_that_was_read(book: Path, sources: BookSources) -> None:
    read = sources.read("chapters/one.md")
    assert read.text == "# One\n"
    saved = sources.save("chapters/one.md", "# Two\n", read.digest)
    assert not saved.is_conflict
    assert (book / "chapters/one.md").read_text("utf-8") == "# Two\n"
    assert sources.read("chapters/one.md") == saved.file
    assert [path.name for path in (book / "chapters").iterdir()] == ["one.md"]


def test_a_file_that_another_has_changed_stays_as_it_is(book: Path, sources: BookSources) -> None:
    read = sources.read("chapters/one.md")
    (book / "chapters/one.md").write_text("# Theirs\n", "utf-8")
    saved = sources.save("chapters/one.md", "# Mine\n", read.digest)
    assert saved.is_conflict
    assert saved.file.text == "# Theirs\n"
    assert (book / "chapters/one.md").read_text("utf-8") == "# Theirs\n"
    again = sources.save("chapters/one.md", "# Mine\n", saved.file.digest)
    assert not again.is_conflict
    assert (book / "chapters/one.md").read_text("utf-8") == "# Mine\n"


def test_line_ends_mark_and_mode_stay_as_they_were(book: Path, sources: BookSources) -> None:
    place = book / "chapters/one.md"
    place.write_bytes(b"\xef\xbb\xbf# One\r\n\r\nText.\r\n")
    place.chmod(0o640)
    read = sources.read("chapters/one.md")
    assert read.text == "# One\n\nText.\n"
    sources.save("chapters/one.md", "# One\n\nNew.\n", read.digest)
    assert place.read_bytes() == b"\xef\xbb\xbf# One\r\n\r\nNew.\r\n"
    assert place.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("before", "edited", "after"),
    [
        (b"a\r\nb\nc\r\n", "a\nB\nc\n", b"a\r\nB\nc\r\n"),
        (b"a\r\nb\nc\r\n", "a\nb\nc\nd\n", b"a\r\nb\nc\r\nd\r\n"),
        (b"a\r\nb\nc\r\n", "new\na\nb\nc\n", b"new\r\na\r\nb\nc\r\n"),
        (b"a\r\nb\nc\r\nd\n", "a\nc\nd\n", b"a\r\nc\r\nd\n"),
        (b"a\rb\rc", "a\nb!\nc", b"a\rb!\rc"),
        (b"a\n\n\tb  \nc", "a\n\n\tb  \nC", b"a\n\n\tb  \nC"),
        (b"a\r\nb", "a\nb\n", b"a\r\nb\r\n"),
        (b"\xef\xbb\xbf", "a\n", b"\xef\xbb\xbfa\n"),
        (b"a\xe2\x80\xa8b\x0cc\r\nd\n", "a\u2028b\x0cc\nD\n", b"a\xe2\x80\xa8b\x0cc\r\nD\n"),
    ],
)
def test_only_what_was_edited_is_changed(
    book: Path, sources: BookSources, before: bytes, edited: str, after: bytes
) -> None:
    place = book / "chapters/one.md"
    place.write_bytes(before)
    read = sources.read("chapters/one.md")
    sources.save("chapters/one.md", edited, read.digest)
    assert place.read_bytes() == after


@given(
    st.lists(st.sampled_from(["a\r\n", "a\n", "b\r", "c\r\n", "\n"])), st.sampled_from(["", BOM])
)
def test_a_text_that_was_not_edited_is_written_as_it_was(lines: list[str], mark: str) -> None:
    text = mark + "".join(lines)
    assert written_as(plain_text(text), text) == text


@pytest.mark.parametrize(
    "path",
    [
        "",
        "..",
        "../secret.md",
        "chapters/../../secret.md",
        "chapters/../chapters/one.md",
        "/etc/passwd",
        "chapters\\..\\one.md",
        "chapters/one.md\0",
        "chapters",
        "chapters/none.md",
        "chapters/run.py",
        "link.md",
        "folder/secret.md",
        "build/out.md",
        ".git/config.md",
    ],
)
def test_no_other_file_is_reached(
    book: Path, sources: BookSources, path: str, tmp_path: Path
) -> None:
    (book / "link.md").symlink_to(tmp_path / "secret.md")
    (book / "folder").symlink_to(tmp_path)
    (book / "chapters" / "run.py").write_text("", "utf-8")
    (book / "build" / "out.md").write_text("", "utf-8")
    (book / ".git").mkdir()
    (book / ".git" / "config.md").write_text("", "utf-8")
    with pytest.raises(NotEditableError):
        sources.read(path)
    with pytest.raises(NotEditableError):
        sources.save(path, "changed", "")
    assert (tmp_path / "secret.md").read_text("utf-8") == "secret\n"


def test_a_link_inside_the_book_is_written_through(book: Path, sources: BookSources) -> None:
    (book / "chapters" / "same.md").symlink_to("one.md")
    read = sources.read("chapters/same.md")
    sources.save("chapters/same.md", "# Both\n", read.digest)
    assert (book / "chapters/same.md").is_symlink()
    assert (book / "chapters/one.md").read_text("utf-8") == "# Both\n"


def test_what_is_too_large_or_no_text_is_refused(book: Path, sources: BookSources) -> None:
    place = book / "chapters/one.md"
    digest = sources.read("chapters/one.md").digest
    with pytest.raises(NotEditableError, match="4 MiB"):
        sources.save("chapters/one.md", "x" * (MOST_BYTES + 1), digest)
    place.write_bytes(b"\xff\xfe")
    with pytest.raises(NotEditableError, match="not UTF-8"):
        sources.read("chapters/one.md")
    place.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(NotEditableError, match="larger"):
        sources.read("chapters/one.md")
