"""Turn the files of a book into a folder, whole or not at all, and never over another."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from chapbook.diagnostics import BookError, error


def check_free(folder: Path) -> None:
    """Raises BookError where something is in the way of a new folder there."""
    if folder.is_dir() and not folder.is_symlink():
        if any(folder.iterdir()):
            raise _in_the_way(f"the folder '{folder.name or folder}' isn't empty")
    elif folder.exists() or folder.is_symlink():
        raise _in_the_way(f"'{folder.name}' is there already, and is no folder")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, by their paths in the folder. Raises BookError where it isn't free, or
    can't be written."""
    check_free(folder)
    beside = folder.parent / f".{folder.name}-{os.getpid()}"
    try:
        _fill(beside, files)
        if folder.is_dir():
            for made in beside.iterdir():
                made.rename(folder / made.name)
        else:
            beside.rename(folder)
    except OSError as problem:
        message = f"'{folder}' can't be written: {problem.strerror or problem}"
        raise BookError([error("new-unwritable", message)]) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _in_the_way(message: str) -> BookError:
    hint = "name another folder: nothing is ever written over"
    return BookError([error("new-exists", message, hint=hint)])
