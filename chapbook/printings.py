"""Turn what --since names into an earlier printing: its PDF, or the book's sources of then."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chapbook.diagnostics import BookError, error


def is_pdf(since: str) -> bool:
    """Whether it names a file and not a revision."""
    return Path(since).is_file() or since.lower().endswith(".pdf")


def read_pdf(since: str) -> bytes:
    """The PDF of an earlier printing. Raises BookError where there is none."""
    try:
        return Path(since).read_bytes()
    except OSError:
        raise _unknown(f"there is no PDF '{since}'") from None


@contextmanager
def checked_out(book: Path, revision: str) -> Iterator[Path]:
    """A copy of the book's directory as it was in a revision of its git repository.

    Raises BookError where the book is in no repository, or that revision isn't in it.
    """
    no_repository = "the book is in no git repository"
    top = _git(book, no_repository, "rev-parse", "--show-toplevel")
    within = _git(book, no_repository, "rev-parse", "--show-prefix")
    unknown = f"'{revision}' is no revision of the book's git repository"
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(book, unknown, *named, hint=_hint(book))
    missing = f"the book isn't in '{revision}'"
    tree = f"{_line(commit)}:{_line(within)}"
    archive = _git(Path(_line(top)), missing, "archive", "--format=tar", tree)
    with tempfile.TemporaryDirectory(prefix="chapbook-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def _line(printed: bytes) -> str:
    return printed.decode().strip()


def _git(folder: Path, otherwise: str, *arguments: str, hint: str = "") -> bytes:
    """What git prints. Raises BookError, which says `otherwise`, where it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        raise _unknown("git isn't here") from None
    if done.returncode:
        raise _unknown(otherwise, hint)
    return done.stdout


def _hint(book: Path) -> str:
    """What helps where a revision isn't known."""
    shallow = _git(book, "git failed", "rev-parse", "--is-shallow-repository")
    is_shallow = _line(shallow) == "true"
    return "this clone has the last commits only: git fetch --unshallow" if is_shallow else ""


def _unknown(message: str, hint: str = "") -> BookError:
    usual = "a revision is a tag, a branch or a commit: v1.0; booklet --since takes a PDF, too"
    return BookError([error("since-unknown", message, hint=hint or usual)])
