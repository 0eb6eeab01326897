"""Turn a text of LibreOffice into what pandoc leaves out of it without a word."""

import zipfile
from pathlib import Path

_MOST_BYTES = 64 * 1024 * 1024
_UNREAD = (
    (b"<text:changed-region", "recorded changes, taken as accepted"),
    (b"<office:annotation ", "comments, left out"),
)
"""Elements of OpenDocument 1.3, part 3 (5.5.3 and 14.1), of which pandoc says nothing."""


def unread_in_odt(path: Path) -> tuple[str, ...]:
    """What an .odt has that pandoc doesn't read; () for other files, and for what is none."""
    if path.suffix.lower() != ".odt":
        return ()
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
            content = file.read(_MOST_BYTES)
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError):
        return ()
    return tuple(
        f"the text has {what} ({count}): saved as .docx it keeps them"
        for element, what in _UNREAD
        if (count := content.count(element))
    )
