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
    data = store.get(KIND, key)
    if data is None:
        return None
    try:
        stored = json.loads(data)
        return Record(
            inputs=Inputs(
                _states(stored["files"]), dict(stored["circumstances"]), int(stored["taken_at_ns"])
            ),
            conclusion=from_plain_data(stored["conclusion"]),
            outputs={_plain_name(name): str(one) for name, one in stored["outputs"].items()},
            own_names=tuple(map(_plain_name, stored["own_names"])),
        )
    except (KeyError, TypeError, ValueError):
        return None


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
