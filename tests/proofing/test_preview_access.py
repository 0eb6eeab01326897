"""The preview answers its user's own browser, and nobody else."""

import http.client
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest

from chapbook.proofing.preview.access import cookie_name, has_token, refusal
from chapbook.proofing.preview.answers import Answers
from chapbook.proofing.preview.book_sources import BookSources
from chapbook.proofing.preview.decision_history import DecisionHistory
from chapbook.proofing.preview.events import Events
from chapbook.proofing.preview.kept_token import kept_token, state_folder
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.server import PreviewServer

PORT, TOKEN = 8417, "secret"
OURS = {"Host": f"127.0.0.1:{PORT}"}


@pytest.mark.parametrize("host", ["127.0.0.1:8417", "localhost:8417"])
def test_its_own_names_are_answered(host: str) -> None:
    assert refusal({"Host": host}, PORT, writes=False) == ""


@pytest.mark.parametrize(
    "host", ["", "127.0.0.1", "127.0.0.1:80", "evil.example:8417", "127.0.0.1:8417.evil.example"]
)
def test_another_host_is_refused(host: str) -> None:
    assert refusal({"Host": host}, PORT, writes=False) == "this address is not the preview's"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:80", ""])
def test_another_origin_is_refused(origin: str) -> None:
    head = OURS | {"Origin": origin}
    assert refusal(head, PORT, writes=False) == "this request comes from another page"


def test_what_writes_must_name_its_origin() -> None:
    assert refusal(OURS, PORT, writes=True) == "this request comes from another page"
    assert refusal(OURS | {"Origin": f"http://127.0.0.1:{PORT}"}, PORT, writes=True) == ""


def test_a_browser_that_tells_of_another_site_is_refused() -> None:
    assert refusal(OURS | {"Sec-Fetch-Site": "cross-site"}, PORT, writes=False)
    assert refusal(OURS | {"Sec-Fetch-Site": "same-site"}, PORT, writes=False)
    assert not refusal(OURS | {"Sec-Fetch-Site": "none"}, PORT, writes=False)


def test_the_token_stands_in_the_cookie_and_for_writing_in_a_header() -> None:
    cookie = {"Cookie": f"other=1; {cookie_name(PORT)}={TOKEN}"}
    assert has_token(cookie, PORT, TOKEN, writes=False)
    assert not has_token(cookie, PORT, TOKEN, writes=True)
    assert has_token(cookie | {"X-Chapbook-Token": TOKEN}, PORT, TOKEN, writes=True)
    assert not has_token({"X-Chapbook-Token": TOKEN}, PORT, TOKEN, writes=True)
    assert not has_token({"Cookie": f"{cookie_name(80)}={TOKEN}"}, PORT, TOKEN, writes=False)
    assert not has_token({"Cookie": f"{cookie_name(PORT)}=wrong"}, PORT, TOKEN, writes=False)


def test_the_token_is_kept_for_the_user_alone(tmp_path: Path) -> None:
    book, folder = tmp_path / "book", tmp_path / "state"
    token = kept_token(book, folder)
    assert kept_token(book, folder) == token
    assert kept_token(tmp_path / "other", folder) != token
    (kept,) = [path for path in folder.iterdir() if path.read_text() == token]
    if os.name != "nt":
        assert kept.stat().st_mode & 0o077 == 0
        kept.chmod(0o644)
        assert kept_token(book, folder) != token


@pytest.mark.skipif(os.name == "nt", reason="Windows has another place for it")
def test_state_lies_where_the_user_has_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "chapbook"
    monkeypatch.setenv("XDG_STATE_HOME", "")
    assert state_folder() == Path.home() / ".local/state/chapbook"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.md").write_text("# One\n", "utf-8")
    sources = BookSources(tmp_path, tmp_path / "build")
    history = DecisionHistory(tmp_path / "state")
    answers = Answers(Proof(), sources, lambda _first, _last: None, lambda *_: None, history)
    made = PreviewServer(0, TOKEN, answers, Events())
    thread = Thread(target=made.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.events.end()
    made.shutdown()
    made.server_close()
    thread.join()


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Message
    body: bytes


def asked(
    server: PreviewServer,
    path: str,
    head: dict[str, str] | None = None,
    method: str = "GET",
    body: bytes | None = None,
    with_token: bool = True,
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    own = {"Host": f"127.0.0.1:{server.port}"}
    if with_token:
        own["Cookie"] = f"{cookie_name(server.port)}={TOKEN}"
    connection.request(method, path, body, own | (head or {}))
    said = connection.getresponse()
    answer = Answer(said.status, said.headers, said.read())
    connection.close()
    return answer


def saving(server: PreviewServer, **head: str) -> dict[str, str]:
    own = {
        "Origin": f"http://127.0.0.1:{server.port}",
        "X-Chapbook-Token": TOKEN,
        "Content-Type": "application/json",
    }
    return own | {name.replace("_", "-"): value for name, value in head.items()}


def test_it_listens_on_this_machine_alone(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/", "/events", "/names", "/source?path=chapters/one.md", "/static/main.js"]
)
def test_nothing_is_shown_without_the_token(server: PreviewServer, path: str) -> None:
    answer = asked(server, path, with_token=False)
    assert answer.status == 403
    assert b"One" not in answer.body
    assert TOKEN.encode() not in answer.body


def test_the_token_goes_from_the_address_into_a_cookie(server: PreviewServer) -> None:
    answer = asked(server, f"/?token={TOKEN}", with_token=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert asked(server, "/?token=wrong", with_token=False).status == 403


def test_the_page_runs_its_own_scripts_alone(server: PreviewServer) -> None:
    answer = asked(server, "/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert b"<script>" not in answer.body
    assert asked(server, "/").headers["Content-Security-Policy"] != policy


def test_a_write_from_another_page_changes_nothing(server: PreviewServer, tmp_path: Path) -> None:
    known = json.loads(asked(server, "/source?path=chapters/one.md").body)
    told = json.dumps({"path": "chapters/one.md", "text": "gone", "digest": known["digest"]})
    for head in (
        saving(server, Origin="http://evil.example"),
        saving(server, X_Chapbook_Token="wrong"),
        saving(server, Host="evil.example"),
    ):
        assert asked(server, "/source", head, "POST", told.encode()).status == 403
    head = saving(server)
    assert asked(server, "/source", head, "POST", told.encode(), with_token=False).status == 403
    as_form = saving(server, Content_Type="text/plain")
    assert asked(server, "/source", as_form, "POST", told.encode()).status == 400
    assert (tmp_path / "chapters" / "one.md").read_text("utf-8") == "# One\n"
    assert asked(server, "/source", head, "POST", told.encode()).status == 200
    assert (tmp_path / "chapters" / "one.md").read_text("utf-8") == "gone"


@pytest.mark.parametrize("length", ["99999999", "-1", "nine"])
def test_a_body_of_no_bearable_size_is_not_read(server: PreviewServer, length: str) -> None:
    head = saving(server, Content_Length=length)
    assert asked(server, "/source", head, "POST", b"{}").status == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/../server.py", 404),
        ("/static/%2e%2e/server.py", 404),
        ("/static/nothing.js", 404),
        ("/static/main.js", 200),
        ("/page/../../etc/passwd", 404),
        ("/page/00000000000000000000/800.png", 404),
        ("/source?path=../secret.md", 403),
        ("/source", 400),
        ("/place?page=x&x=nan&y=1", 200),
        ("/pages.pdf?range=9", 400),
        ("/pages.pdf?range=1-2", 404),
        ("/nothing", 404),
    ],
)
def test_only_what_there_is_is_answered(server: PreviewServer, path: str, status: int) -> None:
    assert asked(server, path).status == status
