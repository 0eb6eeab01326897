"""An IndexedBook from texts alone, read but not set: pages as a test says, or unknown."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from chapbook.apparatus.authority import NO_AUTHORITY, IndexAuthority
from chapbook.apparatus.authority_reader import read_authority
from chapbook.apparatus.index import make_index
from chapbook.apparatus.model import PageLocation
from chapbook.apparatus.resolve import resolve
from chapbook.composition.model import Pagination
from chapbook.composition.paginate import place_divisions
from chapbook.manuscript.book_config import (
    Division,
    Matter,
    Opening,
)
from chapbook.manuscript.model import SourceChapter, SourceText
from chapbook.manuscript.parse import parse_chapter
from chapbook.manuscript.running_text import read_passages
from chapbook.proofing.indexed_book import IndexedBook, WorkedChapter
from tests.manuscript.manuscript_chapters import CONFIG

NOWHERE = Path(__file__).parent


def source_chapter(name: str, text: str, matter: Matter = Matter.BODY) -> SourceChapter:
    """A chapter file of that name."""
    path = f"chapters/{name}.md"
    return SourceChapter(Division(name, "chapter", matter, Opening.NEXT, path, None), path, text)


def indexed_texts(
    texts: Mapping[str, str],
    *,
    language: str = "en",
    authority: str = "",
    pages: int = 1,
    locations: Mapping[str, PageLocation] | None = None,
    back: tuple[str, ...] = (),
) -> IndexedBook:
    """A book whose chapters have `texts`, of so many pages each."""
    sources = [
        source_chapter(name, text, Matter.BACK if name in back else Matter.BODY)
        for name, text in texts.items()
    ]
    config = replace(CONFIG, language=language, divisions=tuple(each.division for each in sources))
    parsed = [parse_chapter(source, config, NOWHERE)[0] for source in sources]
    apparatus, _ = resolve(parsed, {}, config, "", True)
    rules: IndexAuthority = NO_AUTHORITY
    if authority:
        rules, _ = read_authority(SourceText("chapters/index.toml", authority))
    marks = tuple(mark for chapter in parsed for mark in chapter.marks)
    placements = place_divisions(config.divisions, dict.fromkeys(texts, pages))
    index, found = make_index(marks, rules, locations or {}, language)
    chapters = tuple(
        WorkedChapter(source, chapter, resolved, read_passages(source, config, NOWHERE))
        for source, chapter, resolved in zip(sources, parsed, apparatus.chapters, strict=True)
    )
    pagination = Pagination(placements, locations or {})
    return IndexedBook(config, chapters, marks, index, rules, pagination, found)
