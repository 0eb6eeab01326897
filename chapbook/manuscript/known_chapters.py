"""Turn a chapter that was parsed before into its ParsedChapter, from the cache.

Its digest covers all that parsing looks at, but for images: where they were looked for is
stored with the chapter, and looked at again.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import markdown
import yaml

from chapbook.cache import Store
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.markdown.images import image_at
from chapbook.manuscript.model import ParsedChapter, SourceChapter
from chapbook.manuscript.parse import parse_chapter
from chapbook.manuscript.stored_chapters import Parsed, from_bytes, to_bytes

KIND = "chapters"
SOURCES = (".py", ".toml", ".txt")
DEPENDS_ON_FOLDERS = frozenset(("image-missing", "image-outside-book"))
"""Diagnostics that look at what else is there; chapters with such aren't kept."""


def known_or_parsed(
    store: Store, source: SourceChapter, config: BookConfig, root: Path, *, in_text_citations: bool
) -> tuple[Parsed, bool]:
    """What `parse_chapter` makes of the same, which is asked only for what is new; and whether
    it is."""
    key = _digest(source, config, in_text_citations)
    known = store.load(KIND, key, lambda data: from_bytes(data, source.division))
    if known is not None and _images_are_there(known[0], root):
        return known, False
    chapter, found = parse_chapter(source, config, root, in_text_citations=in_text_citations)
    if _can_be_kept(found):
        store.put(KIND, key, to_bytes(chapter, found))
    return (chapter, found), True


def _can_be_kept(found: tuple[Diagnostic, ...]) -> bool:
    return not any(one.code in DEPENDS_ON_FOLDERS for one in found)


def _images_are_there(chapter: ParsedChapter, root: Path) -> bool:
    return all(image_at(root, sought) == found for sought, found in chapter.image_lookups)


def _digest(source: SourceChapter, config: BookConfig, in_text_citations: bool) -> str:
    settings = (
        config.language,
        config.html,
        config.output,
        config.changes,
        sorted(config.keeps_together),
        config.house_style,
        in_text_citations,
    )
    about = f"{_program()}\0{settings!r}\0{source.division!r}\0{source.path}\0{source.text}"
    return sha256(about.encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of what parses: this stage, what it knows of languages, and two packages."""
    package = Path(__file__).parents[1]
    sources = [package / "diagnostics.py", package / "stored_diagnostics.py"]
    for folder in ("manuscript", "locales"):
        sources += (path for path in (package / folder).rglob("*") if path.suffix in SOURCES)
    digest = sha256(f"{markdown.__version__} {yaml.__version__}".encode())
    for path in sorted(sources):
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
