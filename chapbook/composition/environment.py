"""Turn what all fragments of a book depend on into a digest."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from chapbook import __version__
from chapbook.composition.stylesheets import Stylesheet, files_named


def environment_digest(versions: str, sheets: Sequence[Stylesheet], fonts: Sequence[Path]) -> str:
    """A digest of what every fragment depends on: engine, stylesheets with the files that they
    name, fonts, this program.

    Of the program the source counts, not only its version: between two versions it changes.
    """
    digest = sha256(f"{__version__}\n{versions}".encode())
    for sheet in sheets:
        digest.update(sha256(f"{sheet.path}\n{sheet.text}".encode()).digest())
    for path in (*fonts, *files_named(sheets), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
