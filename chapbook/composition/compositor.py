"""Turn the work that comes to a process into bytes: a compositor's life.

WeasyPrint is loaded when there is something to set, or by the first compositor while its parent
still reads the book.
"""

import gc
import os
import select
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from chapbook.call_stack import with_room
from chapbook.composition.hyphenation import exceptions
from chapbook.composition.model import HtmlFragment, HtmlFurniture, TypesetFragment
from chapbook.composition.stored_fragments import furniture_to_bytes, to_bytes
from chapbook.composition.stylesheets import Stylesheet
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Edition, Hyphenation

if TYPE_CHECKING:
    from chapbook.composition.engine import Typesetter

Work = HtmlFragment | HtmlFurniture
READY = "ready"
"""What a compositor says before it takes its first work."""


@dataclass(frozen=True)
class Setup:
    """What a compositor has to know of a book; `environment` is a digest of all of it, with the
    fonts."""

    root: Path
    shipped: Path
    sheets: tuple[Stylesheet, ...]
    hyphenation: Hyphenation
    environment: str
    output: Edition = Edition.STANDARD


@dataclass(frozen=True)
class Styles:
    """What is to be known of a book's stylesheets before it is set: what is wrong with them, and
    whether text would be set otherwise on a left than on a right page."""

    diagnostics: tuple[Diagnostic, ...]
    sides_differ: bool


def typesetter_of(setup: Setup) -> "Typesetter":
    """A typesetter for a book."""
    from chapbook.composition.engine import Typesetter

    return Typesetter(setup.root, setup.shipped, setup.sheets, setup.output)


def styles_of(typesetter: "Typesetter") -> Styles:
    """What it makes of its stylesheets."""
    return Styles(typesetter.diagnostics, typesetter.sides_differ())


def outcome(
    typesetter: "Typesetter",
    work: Work,
    laid_out: Callable[[TypesetFragment], None] = lambda _: None,
) -> tuple[bytes | None, tuple[str, str]]:
    """The work as bytes, or why there are none; `laid_out` hears of a fragment as
    `Typesetter.typeset` says."""
    try:
        if isinstance(work, HtmlFurniture):
            return furniture_to_bytes(typesetter.furnish(work)), ("", "")
        return to_bytes(typesetter.typeset(work, laid_out)), ("", "")
    except Exception as failed:
        # Whatever it is, the process goes on with other work, and the reason is told with this.
        reason = f"{type(failed).__name__}: {failed}" if str(failed) else type(failed).__name__
        return None, (reason, traceback.format_exc())


def _end_with_pipe(pipe: Any, parent: int, twins: Sequence[int] = ()) -> None:
    """In the midst of its work nobody sees that the pipe was closed, or the parent ended."""
    if hasattr(select, "poll"):
        hung_up = select.poll()
        hung_up.register(pipe.fileno(), 0)
        hung_up.poll()
    else:
        while os.getppid() == parent:
            time.sleep(0.5)
    _leave(twins)


def _leave(twins: Sequence[int]) -> NoReturn:
    """End, but not before these processes: what they have used is counted with what their parent
    has."""
    for twin in twins:
        with suppress(ChildProcessError):
            os.waitpid(twin, 0)
    os._exit(0)


def serve(
    pipe: Any,
    inherited: Sequence[Any],
    setup: Setup,
    typesetter: "Typesetter | None",
) -> None:
    """A compositor's life: it says that it is READY, work comes, bytes go, until the pipe is
    closed; before the bytes of a fragment, the fragment as laid out."""
    _settle_in(inherited)
    _watch(pipe)
    with_room(_work, pipe, setup, typesetter or typesetter_of(setup))


def serve_first(pipes: Sequence[Any], inherited: Sequence[Any]) -> None:
    """The life of one that is there before anybody knows what book it is, and of its twins, one
    for each further pipe: it hears of the book, and works as `serve` has it. The first says before
    what engine it has, and what the stylesheets are.

    If that fails it ends, and its parent, which tries the same, says what is wrong.
    """
    _settle_in(inherited)
    gc.disable()
    try:
        from chapbook.composition.engine import engine_version

        pipe, twins = _parted(pipes)
        _watch(pipe, twins)
        speaks = pipe is pipes[0]
        if speaks:
            pipe.send(engine_version())
        setup = pipe.recv()
        typesetter = typesetter_of(setup)
        if speaks:
            pipe.send(styles_of(typesetter))
    except Exception:
        return
    with_room(_work, pipe, setup, typesetter)
    _leave(twins)


def _parted(pipes: Sequence[Any]) -> tuple[Any, tuple[int, ...]]:
    """In this process the first pipe, and its twins; in each of these its own. No process has
    another's pipe, which would be kept open."""
    twins: list[int] = []
    for own in pipes[1:]:
        twin = os.fork()
        if not twin:
            for other in pipes:
                if other is not own:
                    other.close()
            return own, ()
        twins.append(twin)
    for other in pipes[1:]:
        other.close()
    return pipes[0], tuple(twins)


def _settle_in(inherited: Sequence[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in inherited:
        other.close()


def _watch(pipe: Any, twins: Sequence[int] = ()) -> None:
    arguments = (pipe, os.getppid(), twins)
    threading.Thread(target=_end_with_pipe, args=arguments, daemon=True).start()


def _work(pipe: Any, setup: Setup, typesetter: "Typesetter") -> None:
    # Nothing of a document can be given up before it is done.
    gc.disable()
    gc.freeze()
    with suppress(OSError):
        pipe.send(READY)
    with exceptions(setup.hyphenation):
        while True:
            try:
                pipe.send(outcome(typesetter, pipe.recv(), pipe.send))
            except (EOFError, OSError):
                return
            # A document is full of circles; what was there before it is frozen and not searched.
            gc.collect()
