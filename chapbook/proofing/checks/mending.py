"""Turn mends into changed files: what would change as a unified diff, then the files, whole."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chapbook.cache import write_whole
from chapbook.proofing.checks.findings import Mend

_LINE_END = re.compile("(\r\n|\r|\n)")


@dataclass(frozen=True)
class Change:
    """What becomes of a file: its path in the book, its bytes as they are and as they will be,
    and the mends that could be made."""

    path: str
    before: bytes
    after: bytes
    mends: tuple[Mend, ...]

    def as_diff(self) -> str:
        """The change as a unified diff."""
        old, new = (
            data.decode("utf-8").splitlines(keepends=True) for data in (self.before, self.after)
        )
        lines = difflib.unified_diff(old, new, f"a/{self.path}", f"b/{self.path}", n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


class ChangedMeanwhileError(Exception):
    """A file is not as it was when it was read; its path in the book."""


def changes(root: Path, mends: Iterable[Mend], texts: Mapping[str, str]) -> Iterator[Change]:
    """A change for each file that mends are about. `texts` are the files' texts as they were
    checked, with line feeds alone.

    Raises ChangedMeanwhileError for a file that is no longer so.
    """
    by_path: dict[str, list[Mend]] = {}
    for mend in dict.fromkeys(mends):
        by_path.setdefault(mend.span.path, []).append(mend)
    for path, here in sorted(by_path.items()):
        before = (root / path).read_bytes()
        parts = _LINE_END.split(before.decode("utf-8"))
        if "\n".join(parts[::2]).removeprefix("\ufeff") != texts.get(path):
            raise ChangedMeanwhileError(path)
        made = tuple(_make(parts, here))
        if made:
            yield Change(path, before, "".join(parts).encode(), made)


def _make(parts: list[str], mends: Iterable[Mend]) -> Iterator[Mend]:
    """Make in place the mends whose old text is there, last first; of two that overlap the one
    behind. `parts` are lines and their ends in turn."""
    reached = (-1, 0)
    for mend in sorted(mends, key=lambda each: each.span, reverse=True):
        at = 2 * (mend.span.line - 1)
        mark = 1 if at == 0 and parts[0].startswith("\ufeff") else 0
        start = mend.span.column - 1 + mark
        end = start + len(mend.old)
        is_free = reached[0] != at or end <= reached[1]
        if at < len(parts) and is_free and parts[at][start:end] == mend.old:
            parts[at] = parts[at][:start] + mend.new + parts[at][end:]
            reached = (at, start)
            yield mend


def write(root: Path, made: Iterable[Change]) -> None:
    """Write the changed files, each in one step, with the mode that it has.

    Raises ChangedMeanwhileError, before the first is written, where one has changed.
    """
    made = tuple(made)
    for change in made:
        if (root / change.path).read_bytes() != change.before:
            raise ChangedMeanwhileError(change.path)
    for change in made:
        place = (root / change.path).resolve()
        mode = place.stat().st_mode
        write_whole(place, change.after)
        place.chmod(mode & 0o7777)
