"""Keep results of stages on disk under the digest of what they were made from.

An entry is written beside its place and renamed, and carries its own checksum: one that is
torn or foreign reads as absent.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

TAG = "CACHEDIR.TAG"
TAG_TEXT = b"""Signature: 8a477f597d28d172789f06886806bc55
# Made by chapbook; what is in here can be made again. See https://bford.info/cachedir/
"""


class Store:
    """A folder of entries by kind and key; a key is a hexadecimal digest or a plain name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """The entry's data, or None where there is none that is whole."""
        try:
            stored = self._path(kind, key).read_bytes()
        except OSError:
            return None
        checksum, data = stored[:32], stored[32:]
        return data if sha256(data).digest() == checksum else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store `data`; an entry that is there already is replaced in one step."""
        path = self._path(kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        tag = self._folder / TAG
        if not tag.exists():
            write_whole(tag, TAG_TEXT)
        write_whole(path, sha256(data).digest() + data)

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then rename it: nobody ever sees half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
