"""Turn a path in the book into its text, and an edited text into the file, if nobody else has
written it meanwhile."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock

from chapbook.cache import write_whole
from chapbook.proofing.preview.line_ends import plain_text, written_as

EDITABLE = frozenset((".md", ".toml", ".bib"))
MOST_BYTES = 4 * 1024 * 1024


class NotEditableError(Exception):
    """A file that the preview doesn't open or write; the message says why."""


@dataclass(frozen=True)
class SourceFile:
    """A file's text, its lines ending in a newline alone, and the digest of its bytes."""

    path: str
    text: str
    digest: str


@dataclass(frozen=True)
class Saved:
    """What saving came to: the file as it is now; `is_conflict`: it had been changed by another,
    and nothing was written."""

    file: SourceFile
    is_conflict: bool


class BookSources:
    """The text files of the book in `root` that may be edited: those of `EDITABLE` names, inside
    it once links are followed, and in no hidden folder nor in `outputs`."""

    def __init__(self, root: Path, outputs: Path) -> None:
        self._root, self._outputs = root.resolve(), outputs.resolve()
        self._saving = Lock()

    def read(self, path: str) -> SourceFile:
        """The file. Raises NotEditableError."""
        return _source_file(path, self._bytes(self.place(path)))

    def save(self, path: str, text: str, known_digest: str) -> Saved:
        """Write `text` in one step where the file's digest is `known_digest`, with the line ends
        and the byte-order mark that the file had. Raises NotEditableError."""
        # Of two windows that save at once the second one sees what the first wrote.
        with self._saving:
            return self._save(path, text, known_digest)

    def _save(self, path: str, text: str, known_digest: str) -> Saved:
        place = self.place(path)
        before = self._bytes(place)
        found = _source_file(path, before)
        if found.digest != known_digest:
            return Saved(found, is_conflict=True)
        data = written_as(text, before.decode("utf-8")).encode()
        if len(data) > MOST_BYTES:
            raise NotEditableError(f"{path} would be larger than 4 MiB")
        mode = place.stat().st_mode
        write_whole(place, data, is_durable=True)
        place.chmod(mode)
        return Saved(_source_file(path, data), is_conflict=False)

    def place(self, path: str) -> Path:
        """Where a file of the book is. Raises NotEditableError for one outside it, or of another
        kind; links are followed before that is decided."""
        parts = PurePosixPath(path).parts
        if not parts or "\\" in path or "\0" in path or path.startswith("/"):
            raise NotEditableError(f"{path!r} is no file of the book")
        try:
            place = (self._root / path).resolve(strict=True)
        except (OSError, RuntimeError):
            raise NotEditableError(f"{path} is not there") from None
        inside = place.is_relative_to(self._root) and not place.is_relative_to(self._outputs)
        hidden = inside and any(
            part.startswith(".") for part in place.relative_to(self._root).parts
        )
        if not inside or hidden or ".." in parts:
            raise NotEditableError(f"{path} is outside the book")
        if place.suffix.lower() not in EDITABLE or not place.is_file():
            raise NotEditableError(f"{path} is no text of the book")
        return place

    def _bytes(self, place: Path) -> bytes:
        with place.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise NotEditableError(f"{place.name} is larger than 4 MiB")
        return data


def _source_file(path: str, data: bytes) -> SourceFile:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotEditableError(f"{path} is not UTF-8") from None
    return SourceFile(path, plain_text(text), sha256(data).hexdigest())
