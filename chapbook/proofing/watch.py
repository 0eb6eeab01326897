"""Turn saved changes into rebuilt books, saying in one line what changed and how long it took."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

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
    """The files that were saved together, relative to the book, until the user stops it."""
    for changes in watch(root, watch_filter=_Sources(root), debounce=50, step=20):
        yield tuple(sorted({Path(path).relative_to(root).as_posix() for _, path in changes}))


def keep_building(root: Path, build: Callable[[], str], say: Callable[[str], None]) -> None:
    """Build once, then after every change. `build` says in a few words what it made."""
    say(_timed("", build))
    for changed in saved_changes(root):
        say(_timed(f"{', '.join(changed)}: ", build))


def _timed(changed: str, build: Callable[[], str]) -> str:
    started = time.perf_counter()
    made = build()
    return f"{changed}{made}, {time.perf_counter() - started:.1f} s"
