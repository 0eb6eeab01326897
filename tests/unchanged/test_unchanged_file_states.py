"""A file is read again where it may have changed, and only there."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from chapbook.unchanged import file_states
from chapbook.unchanged.file_states import FileState, TooManyFilesError, state_of, states_in

LONG_AFTER_NS = 10**12


def states(folder: Path, known: dict[str, FileState] | None = None, at_ns: int = 0) -> set[str]:
    return set(states_in({"book": folder}, known or {}, at_ns))


def test_files_are_found_at_any_depth_with_their_digests(tmp_path: Path) -> None:
    (tmp_path / "chapters" / "deep").mkdir(parents=True)
    (tmp_path / "chapters" / "deep" / "one.md").write_bytes(b"# One")
    found = states_in({"book": tmp_path}, {}, 0)
    assert found.keys() == {"book/chapters/deep/one.md"}
    state = found["book/chapters/deep/one.md"]
    assert (state.seen[0], state.digest) == (5, sha256(b"# One").hexdigest())


def test_a_file_that_looks_the_same_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(b"# One")
    known = replace(state_of(tmp_path / "one.md", None, 0), digest="as it was known")
    after = max(known.seen) + LONG_AFTER_NS
    assert states_in({"book": tmp_path}, {"book/one.md": known}, after)["book/one.md"] == known


def test_a_file_that_changed_just_before_it_was_known_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(b"# One")
    known = replace(state_of(tmp_path / "one.md", None, 0), digest="as it was known")
    at_once = max(known.seen[1:3]) + 1
    found = states_in({"book": tmp_path}, {"book/one.md": known}, at_once)
    assert found["book/one.md"].digest == sha256(b"# One").hexdigest()


@pytest.mark.parametrize("field", range(4))
def test_a_file_that_looks_otherwise_is_read_again(tmp_path: Path, field: int) -> None:
    (tmp_path / "one.md").write_bytes(b"# One")
    state = state_of(tmp_path / "one.md", None, 0)
    seen = tuple(each - (number == field) for number, each in enumerate(state.seen))
    known = FileState((seen[0], seen[1], seen[2], seen[3]), "as it was known")
    found = state_of(tmp_path / "one.md", known, max(state.seen) + LONG_AFTER_NS)
    assert found.digest == sha256(b"# One").hexdigest()


@pytest.mark.parametrize("mark", ["CACHEDIR.TAG", "pyvenv.cfg"])
def test_caches_environments_and_repositories_are_left_out(tmp_path: Path, mark: str) -> None:
    for name in ("chapters/one.md", ".git/index", f"build/.cache/{mark}", "build/.cache/x/entry"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert states(tmp_path) == {"book/chapters/one.md"}


def test_the_folder_itself_is_looked_at_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_bytes(b"")
    assert states(tmp_path) == {"book/pyvenv.cfg"}


def test_where_a_link_leads_counts(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_bytes(b"the same")
    (tmp_path / "link.md").symlink_to("one.md")
    (tmp_path / "folder").symlink_to(tmp_path)
    before = states_in({"book": tmp_path}, {}, 0)
    (tmp_path / "link.md").unlink()
    (tmp_path / "link.md").symlink_to("two.md")
    after = states_in({"book": tmp_path}, {}, 0)
    assert {path for path in before if before[path] != after[path]} == {"book/link.md"}
    assert "book/folder/one.md" not in after


def test_a_link_to_nowhere_and_a_missing_folder_are_no_errors(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("nowhere.md")
    assert states(tmp_path) == {"book/link.md"}
    assert states(tmp_path / "missing") == set()
    assert state_of(tmp_path / "missing", None, 0).digest == ""


def test_a_folder_of_too_many_files_is_no_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_states, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(TooManyFilesError):
        states(tmp_path)
