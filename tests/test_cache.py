"""The store of stage results: whole or absent."""

from pathlib import Path

import pytest

from chapbook.cache import Store, write_whole


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("fragments", "abc", b"pages")
    assert Store(tmp_path).get("fragments", "abc") == b"pages"
    assert store.get("fragments", "abd") is None


@pytest.mark.parametrize("torn", [b"", b"short", b"x" * 40])
def test_a_torn_or_foreign_entry_is_absent(tmp_path: Path, torn: bytes) -> None:
    store = Store(tmp_path)
    store.put("fragments", "abc", b"pages")
    (tmp_path / "fragments" / "abc").write_bytes(torn)
    assert store.get("fragments", "abc") is None


def test_writing_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "book.pdf", b"one")
    write_whole(tmp_path / "book.pdf", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["book.pdf"]
    assert (tmp_path / "book.pdf").read_bytes() == b"two"
