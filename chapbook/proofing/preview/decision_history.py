"""Keep what editors have decided, so that it can be taken back when the server was ended since.

It lies in the user's own folder, not in the book's: a book may come from anybody.
"""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from chapbook.proofing.preview.kept_token import state_folder

MOST_DECISIONS = 50
CONTEXT = 60
"""So many characters on both sides of a decision tell where it was made in a changed text."""


@dataclass(frozen=True)
class Decision:
    """A decision on marks of the file `path`: `told` says it in a few words, `before` is the
    file's text before it, of which `before[start:end]` became `new`. `name` is its own."""

    name: str
    path: str
    told: str
    before: str
    start: int
    end: int
    new: str

    @property
    def after(self) -> str:
        """The file's text behind it."""
        return self.before[: self.start] + self.new + self.before[self.end :]

    def taken_back(self, text: str) -> str | None:
        """A file's text without the decision; None where the text around it has changed too."""
        if text == self.after:
            return self.before
        lead = self.before[max(0, self.start - CONTEXT) : self.start]
        wanted = lead + self.new + self.before[self.end : self.end + CONTEXT]
        at = text.find(wanted)
        if not wanted.strip() or at < 0 or text.find(wanted, at + 1) >= 0:
            return None
        first = at + len(lead)
        return text[:first] + self.before[self.start : self.end] + text[first + len(self.new) :]


def decision(path: str, told: str, before: str, after: str) -> Decision:
    """The decision that made `after` of `before`."""
    start = _same(before, after)
    rest = min(len(before), len(after)) - start
    behind = min(rest, _same(before[::-1], after[::-1]))
    end, new = len(before) - behind, after[start : len(after) - behind]
    return Decision(f"{time.time_ns():020d}", path, told, before, start, end, new)


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


class DecisionHistory:
    """The last decisions on a book, oldest first, each in a file of `folder`. Where none can be
    written they are kept as long as the process lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decisions = _read(folder)[-MOST_DECISIONS:]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All that can be taken back."""
        return tuple(self._decisions)

    def add(self, made: Decision) -> None:
        """Keep one; the oldest goes where they are too many."""
        self._decisions.append(made)
        # Where nothing can be written, it can be taken back while the server runs.
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(self._place(made.name), flags, 0o600), "wb") as file:
                file.write(json.dumps(asdict(made)).encode())
        while len(self._decisions) > MOST_DECISIONS:
            self.drop(self._decisions[0].name)

    def drop(self, name: str) -> None:
        """Forget one; nothing happens where there is none of that name."""
        known = [made for made in self._decisions if made.name == name]
        self._decisions = [made for made in self._decisions if made.name != name]
        for made in known:
            with suppress(OSError):
                self._place(made.name).unlink()

    def _place(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def history_folder(book: Path) -> Path:
    """Where the decisions on the book in a folder are kept."""
    return state_folder() / f"decisions-{sha256(str(book).encode()).hexdigest()[:32]}"


def _read(folder: Path) -> list[Decision]:
    """What is kept in a folder; of what isn't whole nothing."""
    found = []
    for place in sorted(folder.glob("*.json")):
        with suppress(OSError, ValueError, TypeError):
            kept = Decision(**json.loads(place.read_text("utf-8")))
            if kept.name == place.stem:
                found.append(kept)
    return found
