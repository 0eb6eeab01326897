"""What serve says where it can show nothing."""

import json
import socket
from pathlib import Path

from tests.support.book_project import BookProject


def test_a_folder_without_a_book_is_told_as_to_any_command(tmp_path: Path) -> None:
    book = BookProject(tmp_path)
    (book.root / "book.toml").unlink()
    ran = book.run("serve", "--no-browser", "--format", "json")
    assert ran.code == 1
    assert [found["code"] for found in json.loads(ran.out)] == ["config-missing"]


def test_a_port_that_another_has_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = BookProject(tmp_path).run("serve", "--no-browser", "--port", str(port))
    assert ran.code == 3
    assert f"port {port} can't be had" in ran.err
    assert "without --port a free one is taken" in ran.err
