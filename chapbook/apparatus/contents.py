"""Turn chapters and divisions into the lines of the contents."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chapbook.apparatus.captions import NUMBERED
from chapbook.apparatus.markup import plain_text, portable
from chapbook.apparatus.model import ContentsEntry
from chapbook.apparatus.targets import division_title
from chapbook.manuscript.book_config import BookConfig, Matter
from chapbook.manuscript.model import ParsedChapter

UNLISTED = frozenset({"half-title", "title", "imprint", "contents", "colophon", "back-cover"})
"""Kinds of division that no table of contents names."""

MADE = frozenset({"illustrations", "notes", "bibliography", "index"})
"""Kinds of division that the program makes and the contents names."""

FIRST_SENTENCE = re.compile(r"(.{8,}?)\.(?:\s+[A-ZÀ-ÞА-Я]|$)", re.DOTALL)


def contents(
    chapters: Sequence[ParsedChapter], numbers: Mapping[str, str], config: BookConfig
) -> tuple[ContentsEntry, ...]:
    """A line for each chapter, for its headings down to the book's depth, and for what the
    program makes, in the order of the divisions. `numbers`: by division id.

    What stands before the first part, and the back matter, is on a level with the parts.
    """
    parsed = {chapter.division.id: chapter for chapter in chapters}
    entries: list[ContentsEntry] = []
    has_parts = any(division.kind == "part" for division in config.divisions)
    in_part = False
    for division in config.divisions:
        chapter = parsed.get(division.id)
        if division.kind in UNLISTED or (chapter is None and division.kind not in MADE):
            continue
        is_part = division.kind == "part"
        in_part = (in_part or is_part) and division.matter is Matter.BODY
        level = 0 if is_part or (has_parts and not in_part) else 1
        number = numbers.get(division.id, "")
        title = division_title(division, chapter, config)
        if chapter is None or _has_title(chapter):
            entries.append(_entry(division.id, level, number, title, division.kind))
        if chapter:
            entries += _headings(chapter, config.contents_depth)
    return tuple(entries)


def _has_title(chapter: ParsedChapter) -> bool:
    return bool(chapter.title_html or chapter.metadata.title)


def _headings(chapter: ParsedChapter, depth: int) -> Iterator[ContentsEntry]:
    for target in chapter.targets:
        if target.kind == "heading" and 2 <= target.level <= depth:
            yield _entry(
                target.anchor,
                target.level,
                "",
                portable(target.title_html, chapter.slots),
                "heading",
            )


def _entry(anchor: str, level: int, number: str, title: str, kind: str) -> ContentsEntry:
    return ContentsEntry(anchor, level, number, title, plain_text(title), kind)


def illustrations(
    chapters: Sequence[ParsedChapter], captions: Mapping[str, str]
) -> tuple[ContentsEntry, ...]:
    """A line for each figure, then for each table: what it is called, and its caption's first
    sentence. `captions`: what they are called, by anchor."""
    entries = [
        ContentsEntry(target.anchor, 1, captions[target.anchor], title, plain_text(title), kind)
        for kind in NUMBERED
        for chapter in chapters
        for target in chapter.targets
        if target.kind == kind
        for title in (first_sentence(portable(target.title_html, chapter.slots)),)
    ]
    return tuple(entries)


def first_sentence(caption: str) -> str:
    """The caption up to its first full stop, without it; whole where tags stand in it."""
    found = FIRST_SENTENCE.match(caption)
    return found[1] if found and "<" not in caption else caption.removesuffix(".")
