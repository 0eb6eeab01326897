"""Turn saved changes into pages: the process that builds the book, one build at a time.

It has the compositors, and imports what setting takes; the server stays light. Of several saves
the newest is built: a build that has been overtaken is given up where that costs nothing.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from chapbook.bindery.page_proofs import PageProof
from chapbook.cache import Store
from chapbook.composition.compositors import Compositors
from chapbook.composition.first_compositor import jobs_at_hand
from chapbook.composition.standing_type import StandingType
from chapbook.diagnostics import BookError, Diagnostic, error
from chapbook.pipeline import Composed, build_book
from chapbook.proofing.preview.book_plan import book_set
from chapbook.proofing.preview.messages import Build, Doing, Finished, Message
from chapbook.proofing.preview.parts import PartMaker
from chapbook.scholarship import Scholarship


class _OvertakenError(Exception):
    """A newer save waits."""


@dataclass
class Builder:
    """Builds the book in `root` over and over; `send` hands on what was made, `has_newer` says
    whether another build is asked for."""

    root: Path
    store: Store
    compositors: Compositors
    send: Callable[[Message], None]
    has_newer: Callable[[], bool]
    parts: PartMaker = field(default_factory=PartMaker)
    standing: StandingType = field(default_factory=StandingType)
    _has_built: bool = False

    def build(self, number: int) -> None:
        """One build, told message by message, unless a newer one is wanted."""
        # A book's objects are looked through for circles while nobody waits for it.
        gc.disable()
        try:
            self._build(number)
        except _OvertakenError:
            return
        except BookError as wrong:
            self.send(Finished(number, wrong.diagnostics, None))
        except Exception as bug:
            # The preview stays, and shows it: the next save may be without it.
            self.send(Finished(number, (_told(bug),), None))
        finally:
            gc.enable()
            self._collect()

    def _build(self, number: int) -> None:
        def tell(text: str) -> None:
            self._give_way()
            self.send(Doing(text))

        def shown(proof: PageProof) -> None:
            if message := self.parts.pulled(number, proof):
                self.send(message)

        def laid_out(book: Scholarship, composed: Composed) -> None:
            self.send(book_set(number, book, composed, self.parts.changed(composed)))
            self._give_way()

        self.send(Doing("reading the text"))
        built = build_book(
            self.root,
            self.store,
            tell,
            compositors=self.compositors,
            shown=shown,
            standing=self.standing,
            laid_out=laid_out,
        )
        self.send(Finished(number, built.diagnostics, built.pdf))
        self._has_built = True

    def _collect(self) -> None:
        """Free circles of objects. Those that the first book leaves, most of them modules, aren't
        looked through again: the next save may come meanwhile."""
        gc.collect()
        if self._has_built and not gc.get_freeze_count():
            gc.freeze()

    def _give_way(self) -> None:
        if self.has_newer():
            raise _OvertakenError


def _told(bug: Exception) -> Diagnostic:
    message = f"the build failed: {type(bug).__name__}: {bug}"
    return error("build-failed", message, hint=traceback.format_exc().rstrip())


def serve_builds(pipe: Connection, root: Path, cache: Path, jobs: int) -> None:
    """The life of the builder's process: builds are asked for, messages go, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    try:
        with Compositors(jobs or jobs_at_hand()) as compositors:
            builder = Builder(root, Store(cache, remembers=True), compositors, pipe.send, pipe.poll)
            while True:
                builder.build(_newest(pipe).number)
    except (EOFError, OSError):
        # The server has ended.
        return


def _newest(pipe: Connection) -> Build:
    """The last of the builds asked for; waits for one."""
    asked: Build = pipe.recv()
    while pipe.poll():
        asked = pipe.recv()
    return asked


def _leave(_signal: int, _frame: object) -> NoReturn:
    # What ends in the midst of its work would complain; open until the process ends.
    sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.exit(0)
