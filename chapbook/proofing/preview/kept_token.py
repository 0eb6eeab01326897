"""Turn a book's folder into the token of its preview: the same one when that is started again, so
that a page in the browser finds it again.

It lies in the user's own folder, not in the book's: a book may come from anybody.
"""

import os
import secrets
from hashlib import sha256
from pathlib import Path

LENGTH = 43


def kept_token(book: Path, folder: Path | None = None) -> str:
    """The book's token; a new one where none is kept, or none can be."""
    folder = folder or state_folder()
    path = folder / f"preview-{sha256(str(book).encode()).hexdigest()[:32]}"
    fresh = secrets.token_urlsafe(32)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = path.read_text("ascii") if path.exists() else ""
        if len(kept) == LENGTH and _is_private(path):
            return kept
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
    except (OSError, UnicodeError):
        pass
    return fresh


def state_folder() -> Path:
    """Where programs keep what outlives a run (XDG Base Directory Specification 0.8)."""
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or Path.home()) / "chapbook"
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "chapbook"


def _is_private(path: Path) -> bool:
    if os.name == "nt":
        return True
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o077
