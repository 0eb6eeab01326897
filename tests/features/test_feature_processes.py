"""A book set in two processes is the same book; Ctrl-C and a killed parent leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from chapbook.cache import Store
from chapbook.composition import compositors
from chapbook.composition.compositor import Work
from chapbook.composition.compositors import Compositors
from chapbook.composition.engine import Typesetter
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.diagnostics import BookError
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT, BookProject

FILLING = "Words of a chapter that goes on, and which has notes.^[A note, *of* that.] " * 60
FILES = {
    "book.toml": """
        [book]
        title = "Four Chapters"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md", "chapters/three.md", "chapters/four.md"]
        back = ["index"]
        """,
    "chapters/one.md": f"# One\n\nSee [it](#three).\n\n{FILLING}\n",
    "chapters/two.md": f"# Two\n\n[Word]{{.ix}}. {FILLING}\n",
    "chapters/three.md": f"# Three {{#three}}\n\n[Word]{{.ix}} {FILLING}\n\n{FILLING}\n",
    "chapters/four.md": f"# Four\n\n{FILLING}\n",
}


def test_two_processes_make_the_same_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    alone = BookProject(tmp_path / "alone", FILES).build()
    with Compositors(2) as two:
        together = BookProject(tmp_path / "together", FILES).build(two)
        assert two._staff.compositors
    assert together.book.pdf == alone.book.pdf
    assert together.diagnostics == alone.diagnostics
    assert together.book.set_again == alone.book.set_again


def test_a_chapter_that_fails_is_named_and_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compositors, "WORTH_A_PROCESS", 0)
    stock = Typesetter.typeset

    def typeset(self: Typesetter, fragment: HtmlFragment, *rest: Any) -> TypesetFragment:
        if fragment.id == "two":
            os.kill(os.getpid(), signal.SIGKILL)
        return stock(self, fragment, *rest)

    book = BookProject(tmp_path, FILES)
    with monkeypatch.context() as patched, Compositors(2) as two:
        patched.setattr(Typesetter, "typeset", typeset)
        with pytest.raises(BookError) as raised:
            book.build(two)
    (found,) = raised.value.diagnostics
    assert found.code == "setting-failed"
    assert found.message == "setting 'two' failed: the process was ended by SIGKILL"
    assert found.span is not None
    assert found.span.path == "chapters/two.md"
    again = book.build().book.set_again
    assert again[0] == "two", again
    assert "four" not in again


def test_whoever_waits_for_pages_sees_them_before_the_index_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compositors, "WORTH_A_PROCESS", 0)
    book = BookProject(tmp_path, FILES)
    heard: list[str] = []
    stock = Compositors.begin

    def begin(self: Compositors, work: Work) -> bool:
        heard.append(f"{work.id} begun")
        return stock(self, work)

    with Compositors(2) as two:
        store = Store(tmp_path / "store")
        build_book(book.root, store, lambda _: None, compositors=two)
        book.change("chapters/two.md", "[Word]{.ix}", "[Word]{.ix} and [sign]{.ix}")
        monkeypatch.setattr(Compositors, "begin", begin)
        build_book(
            book.root, store, lambda _: None, compositors=two,
            shown=lambda made: heard.append(f"{made.division} shown"),
        )  # fmt: skip
    assert heard.index("two shown") < heard.index("index begun")


def test_fragments_are_shown_as_soon_as_they_are_set(tmp_path: Path) -> None:
    book = BookProject(tmp_path, FILES)
    store = Store(tmp_path / "store")
    build_book(book.root, store, lambda _: None)
    book.change("chapters/two.md", "Words of", "Another sentence about words of")
    seen: list[str] = []
    build_book(book.root, store, lambda _: None, shown=lambda made: seen.append(made.division))
    assert seen[0] == "two"
    assert "four" not in seen


def test_less_than_one_process_is_wrong_usage(tmp_path: Path) -> None:
    ran = BookProject(tmp_path).run("--jobs", "0")
    assert ran.code == 2
    assert "argument --jobs: '0' is no number from 1 up" in ran.err


def _started(book: BookProject) -> "subprocess.Popen[bytes]":
    """The command, with two processes and much to set, once both are at work."""
    command = [sys.executable, str(CHECKOUT / "build.py"), "--jobs", "2"]
    run = subprocess.Popen(
        [*command, "--book", str(book.root), "--out", str(book.out)],
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What runs in the background of a shell without job control inherits that they are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 60
    while len(_descendants(run.pid)) < 2:
        assert run.poll() is None, "the build ended before it had begun"
        assert time.monotonic() < until
        time.sleep(0.02)
    return run


def _descendants(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(child) for child in listed.split()]
    return [*children, *(each for child in children for each in _descendants(child))]


def _are_gone(pids: list[int]) -> bool:
    until = time.monotonic() + 60
    while any(_is_alive(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


LONG = {**FILES, **{f"chapters/{name}.md": f"# {name}\n\n" + f"{FILLING}\n\n" * 25
        for name in ("one", "two", "three", "four")}}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("whole_group", [True, False], ids=["ctrl-c", "kill -INT"])
def test_an_interrupt_leaves_no_process_and_no_half_file(tmp_path: Path, whole_group: bool) -> None:
    book = BookProject(tmp_path, LONG)
    run = _started(book)
    processes = _descendants(run.pid)
    if whole_group:
        os.killpg(run.pid, signal.SIGINT)
    else:
        os.kill(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in told
    assert _are_gone(processes)
    left = {path.name for path in book.out.rglob("*") if path.is_file()}
    assert not any(name.startswith(".") or name.endswith(".pdf") for name in left)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    book = BookProject(tmp_path, LONG)
    run = _started(book)
    processes = _descendants(run.pid)
    run.kill()
    run.communicate(timeout=60)
    assert _are_gone(processes)
