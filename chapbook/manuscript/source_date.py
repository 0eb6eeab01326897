"""Turn a book directory into the date of its newest source: same input, same date."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def source_date(root: Path) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else the book's last commit, else its newest file.

    The variable is https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdigit() else _last_commit(root)
    if seconds is None:
        seconds = _newest_file(root)
    return datetime.fromtimestamp(seconds, UTC)


def _last_commit(root: Path) -> int | None:
    command = ["git", "log", "-1", "--format=%ct", "--", "."]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return None
    printed = done.stdout.strip()
    return int(printed) if done.returncode == 0 and printed.isdigit() else None


def _newest_file(root: Path) -> int:
    sources = [root / "book.toml", *(root / "chapters").rglob("*")]
    return max(int(path.stat().st_mtime) for path in sources if path.is_file())
