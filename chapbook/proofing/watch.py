"""Turn saved changes into rebuilt books, saying in one line what changed and how long it took."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

POLL_MS = 100
STEP_MS = 8
"""So long nothing more is written when a save is over: a program that empties a file and fills it
again does so within less."""
SOURCES = ("book.toml", "chapters", "bibliography", "templates", "styles")


class _Sources(DefaultFilter):
    """Lets through what a book is made of; editors' own temporary files are left out."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        changed = Path(path)
        inside = changed.is_relative_to(self._root)
        top = changed.relative_to(self._root).parts[:1] if inside else ()
        return bool(top) and top[0] in SOURCES and super().__call__(change, path)


def saved_changes(root: Path) -> Iterator[tuple[str, ...]]:
    """The files that were saved together, relative to the book, until the user stops it.

    The first item is empty: from then on no save is missed, also while a book is built.
    """
    watcher = watch(
        root,
        watch_filter=_Sources(root),
        debounce=50,
        step=STEP_MS,
        rust_timeout=POLL_MS,
        yield_on_timeout=True,
    )
    next(watcher)
    yield ()
    for changes in watcher:
        if changes:
            yield _names(root, {Path(path) for _, path in changes})


def _names(root: Path, paths: set[Path]) -> tuple[str, ...]:
    """The changed files; what an editor wrote and removed again only where there is no other."""
    there = {path for path in paths if path.exists()}
    return tuple(sorted(path.relative_to(root).as_posix() for path in there or paths))


def keep_building(root: Path, build: Callable[[], str], say: Callable[[str], None]) -> None:
    """Build once, then after every change. `build` says in a few words what it made."""
    for changed in saved_changes(root):
        started = time.perf_counter()
        what = f"{', '.join(changed)}: " if changed else ""
        # A book's objects are looked through for circles while nobody waits for it.
        gc.disable()
        made = build()
        say(f"{what}{made}, {time.perf_counter() - started:.1f} s")
        gc.enable()
        gc.collect()
