"""Two set-ups at once: the second waits for the first."""

import threading
from pathlib import Path

import pytest

from chapbook.setup.commands import SetupError
from chapbook.setup.turns import one_at_a_time


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text("a==1\n")
    events: list[str] = []
    waiting = threading.Event()

    def say_waiting() -> None:
        events.append("waits")
        waiting.set()

    def second() -> None:
        with one_at_a_time(path, say_waiting):
            events.append("second")

    with one_at_a_time(path, lambda: events.append("first waits")):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(timeout=10)
        events.append("first")
    thread.join(timeout=10)
    assert events == ["waits", "first", "second"]
    assert path.read_text() == "a==1\n"


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "requirements.lock"
    path.touch()
    waited: list[bool] = []
    with pytest.raises(KeyboardInterrupt), one_at_a_time(path, lambda: waited.append(True)):
        raise KeyboardInterrupt
    with one_at_a_time(path, lambda: waited.append(True)):
        pass
    assert waited == []


def test_what_cannot_be_opened_is_a_set_up_error(tmp_path: Path) -> None:
    with (
        pytest.raises(SetupError, match="needs to write in"),
        one_at_a_time(tmp_path / "gone", lambda: None),
    ):
        pass
