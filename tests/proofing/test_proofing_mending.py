"""Mending changes what was found and nothing else, and never a file that has changed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.diagnostics import SourceSpan, error
from chapbook.manuscript.book_files import normalised
from chapbook.proofing.checks.findings import Mend
from chapbook.proofing.checks.mending import ChangedMeanwhileError, changes, write
from chapbook.proofing.checks.mistyped_keys import mend_keys


def mend(line: int, column: int, old: str, new: str) -> Mend:
    return Mend(SourceSpan("one.md", line, column, len(old)), old, new)


def changed(root: Path, data: bytes, *mends: Mend) -> bytes:
    (root / "one.md").write_bytes(data)
    texts = {"one.md": normalised(data.decode("utf-8"))}
    made = list(changes(root, mends, texts))
    write(root, made)
    return (root / "one.md").read_bytes()


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    data = "\ufeffa  b\r\nc  d\ne  f".encode()
    made = changed(tmp_path, data, *(mend(line, 2, "  ", " ") for line in (1, 2, 3)))
    assert made == "\ufeffa b\r\nc d\ne f".encode()


def test_several_mends_in_a_line_and_two_that_overlap(tmp_path: Path) -> None:
    mends = [mend(1, 1, "aa", "1"), mend(1, 2, "aa", "2"), mend(1, 7, "b", "")]
    assert changed(tmp_path, b"aaaa  bc\n", *mends) == b"a2a  c\n"


def test_what_is_not_there_any_more_is_left(tmp_path: Path) -> None:
    assert changed(tmp_path, b"abc\n", mend(1, 1, "x", "y"), mend(7, 1, "a", "b")) == b"abc\n"


def test_a_diff_shows_what_would_change(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("One.\n\nA  b", "utf-8")
    (change,) = changes(tmp_path, [mend(3, 2, "  ", " ")], {"one.md": "One.\n\nA  b"})
    assert change.as_diff() == "--- a/one.md\n+++ b/one.md\n@@ -2,2 +2,2 @@\n \n-A  b\n+A b\n"


def test_a_file_that_has_changed_since_it_was_checked_is_left(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("A  b, and more.\n", "utf-8")
    with pytest.raises(ChangedMeanwhileError, match=r"one\.md"):
        list(changes(tmp_path, [mend(1, 2, "  ", " ")], {"one.md": "A  b\n"}))


def test_a_file_that_changes_while_one_is_asked_is_left_and_so_are_the_others(
    tmp_path: Path,
) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("A  b\n", "utf-8")
    texts = {"one.md": "A  b\n", "two.md": "A  b\n"}
    other = Mend(SourceSpan("two.md", 1, 2, 2), "  ", " ")
    made = list(changes(tmp_path, [mend(1, 2, "  ", " "), other], texts))
    (tmp_path / "two.md").write_text("A  b, edited\n", "utf-8")
    with pytest.raises(ChangedMeanwhileError):
        write(tmp_path, made)
    assert (tmp_path / "one.md").read_text("utf-8") == "A  b\n"
    assert (tmp_path / "two.md").read_text("utf-8") == "A  b, edited\n"


def test_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("A  b\n", "utf-8")
    real.chmod(0o640)
    (tmp_path / "one.md").symlink_to(real)
    write(tmp_path, changes(tmp_path, [mend(1, 2, "  ", " ")], {"one.md": "A  b\n"}))
    assert real.read_text("utf-8") == "A b\n"
    assert (tmp_path / "one.md").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 8), st.integers(1, 3)), max_size=8))
def test_mends_of_any_places_change_only_what_they_name(
    places: list[tuple[int, int, int]],
) -> None:
    lines = ["abcdefgh", "", "ijklmnop"]
    mends = [
        mend(line, column, lines[line - 1][column - 1 : column - 1 + length], "")
        for line, column, length in places
        if lines[line - 1][column - 1 : column - 1 + length]
    ]
    with TemporaryDirectory() as folder:
        made = changed(Path(folder), "\n".join(lines).encode(), *mends).decode()
    gone = sum(map(len, lines)) - sum(map(len, made.split("\n")))
    assert made.count("\n") == 2
    assert 0 <= gone <= sum(len(each.old) for each in mends)
    assert (gone > 0) == bool(mends)


def undefined(key: str, column: int) -> str | None:
    """What a mistyped key becomes, None where nobody can be sure."""
    span = SourceSpan("one.md", 1, column, 4)
    wrong = error("citation-undefined", f"no entry '{key}' in references.bib", span)
    keys = ["serge1937", "conquest1990", "conquest1991"]
    found = list(mend_keys([wrong], keys, lambda _: f"So [@{key}, p. 3].\n"))
    return found[0].mends[0].new if found else None


def test_a_mistyped_key_becomes_the_one_that_is_near() -> None:
    assert undefined("sergee1937", 5) == "@serge1937"


@pytest.mark.parametrize("key", ["conquest1992", "nobody2001", "serge1938"])
def test_a_key_that_may_mean_two_or_none_stays(key: str) -> None:
    assert undefined(key, 5) is None
