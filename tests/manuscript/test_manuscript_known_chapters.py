"""Chapters that were parsed before come from the cache, and are the same."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chapbook.cache import Store
from chapbook.manuscript import known_chapters
from chapbook.manuscript.known_chapters import known_or_parsed
from chapbook.manuscript.model import SourceChapter
from chapbook.manuscript.parse import parse_chapter
from chapbook.manuscript.read import read_manuscript
from chapbook.manuscript.stored_chapters import Parsed, from_bytes, to_bytes
from tests.manuscript.manuscript_chapters import CONFIG, DIVISION, NOWHERE, parse_found

BOOKS = Path(__file__).parents[1] / "books"
CHECKOUT = Path(__file__).parents[2]
TEXT = '# Trials\n\nText.^[A note.]\n\n![A map](map.svg){#fig-map alt="A line"}\n'


@pytest.mark.parametrize("root", [CHECKOUT, *sorted(BOOKS.iterdir())], ids=lambda path: path.name)
def test_a_book_comes_back_as_it_was_stored(root: Path) -> None:
    manuscript, _ = read_manuscript(root)
    for source in manuscript.chapters:
        parsed = parse_chapter(source, manuscript.config, root)
        assert from_bytes(to_bytes(*parsed), source.division) == parsed


@pytest.mark.parametrize("path", sorted(NOWHERE.glob("*.md")), ids=lambda path: path.stem)
def test_every_construct_comes_back_as_it_was_stored(path: Path) -> None:
    parsed = parse_found(path.read_text("utf-8"))
    assert from_bytes(to_bytes(*parsed), DIVISION) == parsed


class Chapter:
    """A chapter with an image, in a folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.store = folder / "book", Store(folder / "cache")
        self.root.joinpath("chapters").mkdir(parents=True)
        self.source = SourceChapter(DIVISION, DIVISION.source or "", TEXT)
        self.config = CONFIG
        self.parsed = 0
        self.write("chapters/map.svg")

        def parse(*arguments: Any, **settings: Any) -> Parsed:
            self.parsed += 1
            return parse_chapter(*arguments, **settings)

        monkeypatch.setattr(known_chapters, "parse_chapter", parse)

    def write(self, name: str) -> None:
        (self.root / name).write_text("<svg/>", "utf-8")

    def read(self) -> Parsed:
        """As the cache has it; it must be what parsing would give."""
        before = self.parsed
        read, is_new = known_or_parsed(
            self.store, self.source, self.config, self.root, in_text_citations=False
        )
        assert read == parse_chapter(self.source, self.config, self.root)
        assert is_new == (self.parsed > before)
        return read


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chapter:
    return Chapter(tmp_path, monkeypatch)


def test_a_chapter_is_parsed_once(chapter: Chapter) -> None:
    assert chapter.read() == chapter.read()
    assert chapter.parsed == 1


def test_another_text_is_parsed(chapter: Chapter) -> None:
    chapter.read()
    chapter.source = replace(chapter.source, text=TEXT.replace("Text", "Words"))
    assert "Words" in chapter.read()[0].body
    assert chapter.parsed == 2


@pytest.mark.parametrize(
    "setting",
    [{"language": "de"}, {"html": "trusted"}, {"keeps_together": frozenset[str]()}],
    ids=lambda setting: next(iter(setting)),
)
def test_other_settings_parse_again(chapter: Chapter, setting: dict[str, Any]) -> None:
    chapter.read()
    chapter.config = replace(CONFIG, **setting)
    chapter.read()
    assert chapter.parsed == 2


def test_another_title_of_the_book_does_not(chapter: Chapter) -> None:
    chapter.read()
    chapter.config = replace(CONFIG, title="Another Book")
    chapter.read()
    assert chapter.parsed == 1


def test_an_image_that_is_gone_is_told(chapter: Chapter) -> None:
    chapter.read()
    (chapter.root / "chapters" / "map.svg").unlink()
    assert [one.code for one in chapter.read()[1]] == ["image-missing"]


def test_an_image_that_goes_before_the_one_that_was_found_is_taken(chapter: Chapter) -> None:
    assert chapter.read()[0].images == ("chapters/map.svg",)
    chapter.write("map.svg")
    assert chapter.read()[0].images == ("map.svg",)


def test_what_is_said_of_a_missing_image_is_not_kept(chapter: Chapter) -> None:
    (chapter.root / "chapters" / "map.svg").unlink()
    assert chapter.read()[1][0].hint == ""
    chapter.write("chapters/mapp.svg")
    assert "mapp.svg" in chapter.read()[1][0].hint


@pytest.mark.parametrize("stored", [b"", b"[]", b"{}", b'{"path": 1, "metadata": [1]}'])
def test_a_foreign_entry_is_parsed_again(chapter: Chapter, stored: bytes) -> None:
    chapter.read()
    (entry,) = (chapter.root.parent / "cache" / "chapters").iterdir()
    chapter.store.put("chapters", entry.name, stored)
    chapter.read()
    assert chapter.parsed == 2
