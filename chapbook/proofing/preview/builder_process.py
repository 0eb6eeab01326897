"""Turn requests to build into messages from a process of its own, which is started again should it
end before its time."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread

from chapbook.call_stack import with_room
from chapbook.diagnostics import error
from chapbook.proofing.preview.messages import Build, Finished, Message

PATIENCE_S = 3.0


def _live(pipe: Connection, root: Path, cache: Path, jobs: int) -> None:
    """What setting takes is imported where books are set, not where they are shown."""
    from chapbook.proofing.preview.builder import serve_builds

    with_room(serve_builds, pipe, root, cache, jobs)


class BuilderProcess:
    """The builder of the book in `root`; `hear` gets its messages, on a thread of this class."""

    def __init__(self, root: Path, cache: Path, jobs: int, hear: Callable[[Message], None]) -> None:
        self._arguments = (root, cache, jobs)
        self._hear = hear
        self._lock = Lock()
        self._number = 0
        self._is_over = False
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def build(self) -> int:
        """Ask for a build; returns its number."""
        with self._lock:
            self._number += 1
            if self._process is None and not self._is_over:
                self._start()
            try:
                if self._pipe:
                    self._pipe.send(Build(self._number))
            except OSError:
                # Its listener tells; the next save starts another.
                self._process = None
            return self._number

    def stop(self) -> None:
        """End the process, and those that it has."""
        with self._lock:
            self._is_over = True
            process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        process.join(PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()

    def _start(self) -> None:
        # Not forked: this process has threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_live, args=(theirs, *self._arguments))
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        Thread(target=self._listen, args=(ours, process), daemon=True).start()

    def _listen(self, pipe: Connection, process: BaseProcess) -> None:
        while True:
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                break
            self._hear(message)
        pipe.close()
        with self._lock:
            ended_early = not self._is_over
            if self._process is process:
                self._process = None
        process.join(PATIENCE_S)
        if ended_early:
            why = f"the process that sets the book ended with {process.exitcode}"
            found = error("builder-ended", why, hint="the next save starts it again")
            self._hear(Finished(self._number, (found,), None))
