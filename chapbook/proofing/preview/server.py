"""Turn HTTP requests of the user's own browser into answers, and refuse all others."""

import json
import secrets
import socket
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from threading import BoundedSemaphore
from urllib.parse import parse_qsl, urlsplit

from chapbook.proofing.preview.access import (
    CONTENT_POLICY,
    cookie_name,
    has_token,
    is_token,
    refusal,
)
from chapbook.proofing.preview.answers import (
    NEVER,
    STATIC,
    Answer,
    Answers,
    refused,
)
from chapbook.proofing.preview.book_sources import MOST_BYTES
from chapbook.proofing.preview.events import Events

ADDRESS = "127.0.0.1"
MOST_LISTENERS = 24
MOST_BODY = 2 * MOST_BYTES
IDLE_S = 60
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
STRANGER = """<!doctype html><title>Chapbook</title><p>This is the preview of a book. Open it by the
address that <code>serve</code> printed, or start that again."""


class PreviewServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 alone, at `port` (0: at any that is free)."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, token: str, answers: Answers, events: Events) -> None:
        self.token, self.answers, self.events = token, answers, events
        # By this a page's browser keeps texts of one book apart from those of another.
        self.book_id = sha256(token.encode()).hexdigest()[:16]
        self.listeners = BoundedSemaphore(MOST_LISTENERS)
        super().__init__((ADDRESS, port), _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address for the user's browser, with the token."""
        return f"http://{ADDRESS}:{self.port}/?token={self.token}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the midst of an answer is nothing to tell of."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Chapbook", ""
    timeout = IDLE_S

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if why := refusal(self._head, self.server.port, writes=False):
            self._send(refused(HTTPStatus.FORBIDDEN, why))
        elif parts.path == "/" and "token" in asked:
            self._enter(asked["token"])
        elif not has_token(self._head, self.server.port, self.server.token, writes=False):
            self._send(Answer(HTTPStatus.FORBIDDEN, STRANGER.encode(), "text/html; charset=utf-8"))
        elif parts.path == "/":
            self._send_page()
        elif parts.path == "/events":
            self._send_events()
        else:
            self._send(self.server.answers.read(parts.path, asked))

    def do_POST(self) -> None:
        why = refusal(self._head, self.server.port, writes=True)
        if not why and not has_token(self._head, self.server.port, self.server.token, writes=True):
            why = "this request has no token"
        if why:
            # What it sends isn't read.
            self.close_connection = True
            self._send(refused(HTTPStatus.FORBIDDEN, why))
            return
        told = self._body()
        if told is None:
            self.close_connection = True
            self._send(refused(HTTPStatus.BAD_REQUEST, "this is no JSON of a bearable size"))
            return
        self._send(self.server.answers.write(urlsplit(self.path).path, told))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: the terminal has the builds."""

    @property
    def _head(self) -> Mapping[str, str]:
        return dict(self.headers.items())

    def _body(self) -> dict[str, object] | None:
        length = self.headers.get("Content-Length", "")
        is_json = self.headers.get_content_type() == "application/json"
        if not (is_json and length.isdecimal() and int(length) <= MOST_BODY):
            return None
        try:
            told = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return None
        return told if isinstance(told, dict) else None

    def _enter(self, token: str) -> None:
        """Keep the token in a cookie, out of the address."""
        if not is_token(token, self.server.token):
            self._send(Answer(HTTPStatus.FORBIDDEN, STRANGER.encode(), "text/html; charset=utf-8"))
            return
        cookie = f"{cookie_name(self.server.port)}={token}; HttpOnly; SameSite=Strict; Path=/"
        headers = {"Set-Cookie": cookie, "Location": "/"}
        self._send(Answer(HTTPStatus.SEE_OTHER, b"", "text/plain", headers))

    def _send_page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        text = (STATIC / "index.html").read_text("utf-8")
        page = Template(text).substitute(
            token=self.server.token, nonce=nonce, book=self.server.book_id
        )
        headers = {"Content-Security-Policy": CONTENT_POLICY.format(nonce=nonce)}
        self._send(Answer(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8", headers))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        policy = {"Content-Security-Policy": "default-src 'none'"}
        if answer.kind == "application/pdf":
            # The page shows it in a frame of its own, to print it.
            policy = {"Content-Security-Policy": "frame-ancestors 'self'"}
        headers = {"Cache-Control": NEVER} | SAFE | policy | dict(answer.headers)
        if answer.kind == "application/pdf":
            del headers["X-Frame-Options"]
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _send_events(self) -> None:
        if not self.server.listeners.acquire(blocking=False):
            self._send(refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages are open"))
            return
        self.close_connection = True
        try:
            self.send_response(HTTPStatus.OK)
            for name, value in ({"Cache-Control": NEVER} | SAFE).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"retry: 500\n\n")
            for event in self.server.events.listen():
                self.wfile.write(event)
                self.wfile.flush()
        except OSError:
            return
        finally:
            self.server.listeners.release()
