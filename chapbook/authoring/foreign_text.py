"""Turn a text file of another program into lines, whatever its encoding."""

import codecs
from pathlib import Path

from chapbook.authoring.carried_lines import Line
from chapbook.diagnostics import BookError, error

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""With these Windows' editors begin what they call Unicode."""
OF_WINDOWS = "cp1252"
GUESSED = (
    "the text isn't UTF-8 and was read as Windows-1252: look at its accents and quotation marks"
)


def read_text(path: Path) -> tuple[str, str]:
    """A file's text, its line ends line feeds; what may be wrong with it, '' for nothing. Raises
    OSError, and BookError where it is no text."""
    data = path.read_bytes()
    doubt = ""
    try:
        if data.startswith(MARKS):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text, doubt = data.decode(OF_WINDOWS), GUESSED
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        message = f"'{path.name}' is no text that can be read"
        raise BookError([error("import-unread", message, hint="save it as UTF-8")])
    return text.replace("\r\n", "\n").replace("\r", "\n"), doubt


def in_doubt(lines: tuple[Line, ...], doubt: str) -> tuple[Line, ...]:
    """The lines of a text of which something may be wrong, told at the first."""
    return (lines[0].with_loss(doubt), *lines[1:]) if doubt and lines else lines
