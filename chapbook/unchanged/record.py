"""Turn a build's inputs, conclusion and files into a record in the cache, and back.

A record that isn't whole, or isn't one, reads as absent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from chapbook.cache import Store
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion, from_plain_data, to_plain_data
from chapbook.unchanged.file_states import FileState
from chapbook.unchanged.inputs import Inputs

KIND, FILES_KIND = "builds", "outputs"


@dataclass(frozen=True)
class Record:
    """The last build by one command: what it was made from, what it came to.

    `outputs` has the SHA-256 of each file that it makes, by its name in the output folder.
    `own_names` are those of all files that the program may write there for this book.
    """

    inputs: Inputs
    conclusion: Conclusion
    outputs: Mapping[str, str]
    own_names: tuple[str, ...]


def record_key(settings: Settings, command: str) -> str:
    """The name of the record: of a book, an edition and a command with its options."""
    return sha256(f"{settings.book}\0{settings.edition}\0{command}".encode()).hexdigest()


def read_record(store: Store, key: str) -> Record | None:
    """The record under `key`, or None."""
    return store.load(KIND, key, _read)


def _read(data: bytes) -> Record:
    stored = json.loads(data)
    files, taken_at_ns = _states(stored["files"]), int(stored["taken_at_ns"])
    return Record(
        inputs=Inputs(files, dict(stored["circumstances"]), taken_at_ns),
        conclusion=from_plain_data(stored["conclusion"]),
        outputs={_plain_name(name): str(one) for name, one in stored["outputs"].items()},
        own_names=tuple(map(_plain_name, stored["own_names"])),
    )


def write_record(store: Store, key: str, record: Record) -> None:
    """Store the record under `key`."""
    plain = {
        "files": _plain(record.inputs.files),
        "circumstances": record.inputs.circumstances,
        "taken_at_ns": record.inputs.taken_at_ns,
        "conclusion": to_plain_data(record.conclusion),
        "outputs": record.outputs,
        "own_names": record.own_names,
    }
    store.put(KIND, key, json.dumps(plain).encode())


def keep_files(store: Store, files: Iterable[bytes]) -> None:
    """Keep the contents of files for when they are deleted."""
    for data in files:
        store.put(FILES_KIND, sha256(data).hexdigest(), data)


def forget_files(store: Store, digests: Iterable[str]) -> None:
    """Keep those files no longer whose SHA-256 these are."""
    for digest in digests:
        store.drop(FILES_KIND, digest)


def kept_file(store: Store, digest: str) -> bytes | None:
    """The content that was kept under its SHA-256, or None."""
    data = store.get(FILES_KIND, digest)
    return data if data is not None and sha256(data).hexdigest() == digest else None


def _plain(states: Mapping[str, FileState]) -> dict[str, list[object]]:
    return {path: [*state.seen, state.digest] for path, state in states.items()}


def _states(stored: Mapping[str, Any]) -> dict[str, FileState]:
    return {
        path: FileState((size, written, changed, inode), digest)
        for path, (size, written, changed, inode, digest) in stored.items()
    }


def _plain_name(name: str) -> str:
    """`name`, which is a file's in the output folder and nowhere else."""
    if name in (".", "..") or Path(name).name != name:
        raise ValueError(name)
    return name
