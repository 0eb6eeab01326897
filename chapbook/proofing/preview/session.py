"""Turn a book's folder into its preview: builder, watcher and server, until they are ended."""

import os
import shutil
import signal
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread

from chapbook.bindery.page_range import page_range
from chapbook.proofing.preview.answers import Answers
from chapbook.proofing.preview.book_sources import BookSources
from chapbook.proofing.preview.builder_process import BuilderProcess
from chapbook.proofing.preview.decision_history import DecisionHistory, history_folder
from chapbook.proofing.preview.events import Events
from chapbook.proofing.preview.external_editor import editor_command
from chapbook.proofing.preview.kept_token import kept_token
from chapbook.proofing.preview.messages import BookSet, Doing, Finished, Message, ProofPulled
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.server import PreviewServer
from chapbook.proofing.preview.shown_state import book_state, problems_state
from chapbook.proofing.watch import saved_changes

USUAL_PORT = 8417


@dataclass(frozen=True)
class PreviewSettings:
    """The book, its output folder and cache, and how it is shown. `port` is None for the usual
    one, or any other where that is taken; `jobs` 0 for one a core."""

    book: Path
    out: Path
    cache: Path
    port: int | None
    opens_browser: bool
    jobs: int


class Preview:
    """A running preview. Raises OSError where its port can't be had."""

    def __init__(self, settings: PreviewSettings, say: Callable[[str], None]) -> None:
        self._settings, self._say = settings, say
        self._proof, self._events = Proof(), Events()
        self._joined = Lock()
        self._pdf: bytes | None = None
        sources = BookSources(settings.book, settings.out)
        history = DecisionHistory(history_folder(settings.book))
        answers = Answers(self._proof, sources, self._page_pdf, _editor, history)
        token = kept_token(settings.book)
        self.server = _listening(settings.port, token, answers, self._events)
        self._builder = BuilderProcess(settings.book, settings.cache, settings.jobs, self._hear)

    def run(self) -> None:
        """Show the book until SIGINT or SIGTERM."""
        ended = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: ended.set())
        self.start()
        self._say(f"{self._settings.book.name} is shown at {self.server.url}")
        self._say("Ctrl-C ends it")
        if self._settings.opens_browser:
            webbrowser.open(self.server.url)
        try:
            while not ended.wait(1):
                pass
        finally:
            self.stop()

    def start(self) -> None:
        """Listen, watch and build, on threads."""
        Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()
        Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """End all processes and let go of all."""
        self._builder.stop()
        self._events.end()
        self.server.shutdown()
        self.server.server_close()
        self._proof.close()

    def _watch(self) -> None:
        for saved in saved_changes(self._settings.book):
            self._build(saved)

    def _build(self, saved: Sequence[str]) -> None:
        self._proof.begin(saved)
        number = self._builder.build()
        self._events.publish("saved", {"paths": list(saved), "number": number})

    def _hear(self, message: Message) -> None:
        if isinstance(message, Doing):
            self._events.publish("doing", {"text": message.text})
        elif isinstance(message, ProofPulled):
            self._proof.take_proof(message)
            self._publish_book()
        elif isinstance(message, BookSet):
            self._proof.take_book(message)
            self._publish_book()
        else:
            self._finish(message)

    def _publish_book(self) -> None:
        self._events.publish("book", book_state(self._proof.view))

    def _finish(self, message: Finished) -> None:
        with self._joined:
            self._pdf = message.pdf or self._pdf
        root = self._settings.book
        state = problems_state(root, message.diagnostics, message.pdf is not None)
        self._events.publish("problems", state)
        self._events.publish("doing", {"text": ""})
        self._events.publish("finished", {"number": message.number})

    def _page_pdf(self, first: int, last: int) -> bytes | None:
        with self._joined:
            pdf = self._pdf
        return page_range(pdf, range(first, last + 1)) if pdf else None


def _listening(port: int | None, token: str, answers: Answers, events: Events) -> PreviewServer:
    if port is not None:
        return PreviewServer(port, token, answers, events)
    try:
        return PreviewServer(USUAL_PORT, token, answers, events)
    except OSError:
        return PreviewServer(0, token, answers, events)


def _editor(path: Path, line: int, column: int) -> tuple[str, ...] | None:
    return editor_command(os.environ, shutil.which, path, line, column)
