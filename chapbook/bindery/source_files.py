"""Turn a manuscript into the files that a next edition of the book is made from."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from chapbook.bindery.model import Attachment
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.book_files import book_file
from chapbook.manuscript.config import CONFIG_FILE
from chapbook.manuscript.model import Manuscript

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".bib": "application/x-bibtex",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""As IANA has them, and not the machine: the same book has the same bytes everywhere."""

ANY_TYPE = "application/octet-stream"


def source_files(manuscript: Manuscript, images: Iterable[str]) -> tuple[Attachment, ...]:
    """The settings, the chapters that are in the book, bibliography, authority file of the index
    and `images` (paths from the book's root), byte for byte, in the order of their paths; none
    where the book or the edition has no attachments.

    Raises OSError where one can't be read any more.
    """
    if not _is_wanted(manuscript.config):
        return ()
    texts = (*manuscript.chapters, manuscript.bibliography, manuscript.index_authority)
    paths = {CONFIG_FILE, *images, *(text.path for text in texts if text is not None)}
    found = ((path, book_file(manuscript.root, path)) for path in sorted(paths))
    return tuple(
        Attachment(path, _media_type(path), file.read_bytes()) for path, file in found if file
    )


def _is_wanted(config: BookConfig) -> bool:
    return config.attaches_source and config.output.is_read


def _media_type(path: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), ANY_TYPE)
