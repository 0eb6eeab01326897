"""The store of stage results: whole or absent, and of a size."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chapbook import cache
from chapbook.cache import Store, write_whole

CHECKOUT = Path(__file__).parents[1]
KIB = b"x" * 992  # with its checksum a KiB
PUTS_AND_GETS = """
import sys
from pathlib import Path
from chapbook.cache import Store
store = Store(Path(sys.argv[1]), most_bytes=20_000)
for number in range(400):
    key = f"{number % 40:02}"
    data = f"entry {key} ".encode() * 100
    got = store.get("fragments", key)
    assert got in (None, data), got
    if got is None:
        store.put("fragments", key, data)
    if number % 20 == 0:
        store.empty()
print("well")
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def used_at(folder: Path, kind: str, key: str, seconds: int) -> None:
    os.utime(folder / kind / key, (seconds, seconds))


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("fragments", "abc", b"pages")
    assert Store(tmp_path).get("fragments", "abc") == b"pages"
    assert store.get("fragments", "abd") is None


@pytest.mark.parametrize("torn", [b"", b"short", b"x" * 40])
def test_a_torn_or_foreign_entry_is_absent_and_told_to_who_asks(
    tmp_path: Path, torn: bytes
) -> None:
    told: list[str] = []
    store = Store(tmp_path, told.append)
    store.put("fragments", "abc", b"pages")
    (tmp_path / "fragments" / "abc").write_bytes(torn)
    assert store.get("fragments", "abc") is None
    assert told == ["fragments abc in the cache is not whole; it is made again"]


def test_an_entry_that_nothing_can_be_made_of_is_absent(tmp_path: Path) -> None:
    told: list[str] = []
    store = Store(tmp_path, told.append)
    store.put("pages", "abc", b"seven")
    assert store.load("pages", "abc", int) is None
    assert store.load("pages", "abc", bytes.decode) == "seven"
    assert store.load("pages", "abd", bytes.decode) is None
    assert told == ["pages abc in the cache is of another kind; it is made again"]


def test_what_was_decoded_is_remembered_until_a_build_has_not_used_it(tmp_path: Path) -> None:
    store = Store(tmp_path, remembers=True)
    store.put("pages", "abc", b"7")
    store.put("pages", "abd", b"8")
    assert [store.load("pages", key, int) for key in ("abc", "abd")] == [7, 8]
    (tmp_path / "pages" / "abc").unlink()
    (tmp_path / "pages" / "abd").unlink()
    for _ in range(3):
        store.forget_unused()
        assert store.load("pages", "abc", int) == 7
    assert store.load("pages", "abd", int) is None
    assert Store(tmp_path).load("pages", "abc", int) is None


def test_the_folder_is_marked_as_a_cache(tmp_path: Path) -> None:
    Store(tmp_path / "cache").put("pages", "abc", b"seven")
    tag = (tmp_path / "cache" / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


def test_of_too_much_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    full = Store(tmp_path)
    for number in range(8):
        full.put("pages", str(number), KIB)
        used_at(tmp_path, "pages", str(number), 1000 + number)
    assert full.get("pages", "0") == KIB
    Store(tmp_path, most_bytes=8 * 1024).put("pages", "new", KIB)
    # Three quarters of eight stay: the new one, the one that was asked for, the four last.
    assert names(tmp_path / "pages") == {"new", "0", "7", "6", "5", "4"}


def test_what_fits_stays(tmp_path: Path) -> None:
    for number in range(8):
        Store(tmp_path, most_bytes=8 * 1024).put("pages", str(number), KIB)
    assert len(names(tmp_path / "pages")) == 8


def test_not_every_entry_is_looked_at_when_one_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []
    scan = os.scandir

    def scandir(folder: str) -> object:
        listed.append(str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    store = Store(tmp_path, most_bytes=4 * 1024)
    for number in range(13):
        store.put("pages", str(number), KIB)
    assert listed.count(str(tmp_path / "pages")) == 3
    assert len(names(tmp_path / "pages")) <= 8


def test_what_a_killed_build_left_is_removed_after_an_hour(tmp_path: Path) -> None:
    Store(tmp_path).put("pages", "one", KIB)
    for name in (".left", ".writing"):
        (tmp_path / "pages" / name).write_bytes(b"half")
    used_at(tmp_path, "pages", ".left", 1000)
    Store(tmp_path).put("pages", "two", KIB)
    assert names(tmp_path / "pages") == {"one", "two", ".writing"}


def test_emptied_it_is_gone_and_can_be_used_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.put("pages", "one", KIB)
    store.empty()
    assert not (tmp_path / "cache").exists()
    store.empty()
    store.put("pages", "one", KIB)
    assert store.get("pages", "one") == KIB
    store.drop("pages", "one")
    store.drop("pages", "one")
    assert store.get("pages", "one") is None


def test_two_processes_may_use_it_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PUTS_AND_GETS, str(tmp_path / "cache")],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.communicate() for process in running] == [("well\n", "")] * 2


def test_writing_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "book.pdf", b"one")
    write_whole(tmp_path / "book.pdf", b"two")
    assert names(tmp_path) == {"book.pdf"}
    assert (tmp_path / "book.pdf").read_bytes() == b"two"


def test_writing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"")
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"one")
    assert names(tmp_path) == {"folder"}


def test_the_bound_leaves_room_for_large_books() -> None:
    assert cache.SWEPT_AFTER < cache.MOST_BYTES * (1 - cache.KEPT_SHARE)


def test_what_was_made_is_kept_for_the_next_build_in_a_process_that_remembers(
    tmp_path: Path,
) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("once")
        return "text"

    store = Store(tmp_path, remembers=True)
    for builds in range(3):
        store.forget_unused()
        assert store.made("kind", "a", make) == "text"
        assert len(made) == 1, builds
    store.forget_unused()
    store.forget_unused()
    store.made("kind", "a", make)
    assert len(made) == 2
    Store(tmp_path).made("kind", "a", make)
    assert len(made) == 3
    assert not any(tmp_path.iterdir())
