"""Turn a chapter into its running text, every word of which knows its place in the file.

Printing needs none of this: it is for the editor's tools, which read a chapter as its readers
do and point to what the author wrote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.book_files import normalised
from chapbook.manuscript.markdown.attributes import (
    looks_like_attributes,
    read_attributes,
    split_trailing,
)
from chapbook.manuscript.markdown.blocks import read_blocks
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.raw_html import RAW
from chapbook.manuscript.markdown.reading import DraftNote, Reading
from chapbook.manuscript.markdown.scanner import Surroundings
from chapbook.manuscript.markdown.watched_scanner import Stretch, WatchedScanner
from chapbook.manuscript.metadata import read_metadata
from chapbook.manuscript.model import SourceChapter

SOMETHING = "\ufffc"
"""Stands in a running text for what is printed there and is no running text: code, an address."""
_INVISIBLE = frozenset("*_[]^")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Run:
    """`length` characters of a passage from `start` on, which stand at `index` of its source.

    `is_free`: no index mark holds them. `language` is '' for the chapter's own.
    """

    start: int
    length: int
    index: int
    is_free: bool
    language: str

    @property
    def end(self) -> int:
        """Where in the passage it ends."""
        return self.start + self.length


@dataclass(frozen=True)
class Passage:
    """The words of a paragraph, heading, cell or item as they are read, without notes.

    `kind` is the name of its HTML element. `called_at` is where the note that it belongs to
    is called, None in the text itself.
    """

    path: str
    kind: str
    text: str
    runs: tuple[Run, ...]
    source: PlacedText
    called_at: SourceSpan | None

    def run_of(self, start: int, end: int) -> Run | None:
        """The run that holds all of `text[start:end]`."""
        held = (run for run in self.runs if run.start <= start and end <= run.end)
        return next(held, None)

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of `text[start:end]`, which one run must hold."""
        run = self.run_of(start, end)
        index = run.index + start - run.start if run else 0
        line, column = self.source.at(index)
        return SourceSpan(self.path, line, column, end - start)

    def holds(self, span: SourceSpan) -> bool:
        """Whether a place in the file is inside the passage's source."""
        first, last = self.source.at(0), self.source.at(len(self.source.text))
        return span.path == self.path and first <= (span.line, span.column) <= last

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind in _HEADINGS


def read_passages(
    source: SourceChapter, config: BookConfig, root: Path, *, in_text_citations: bool = False
) -> tuple[Passage, ...]:
    """The passages of a chapter in the order of the file, notes where they are called.

    The arguments are those of parse_chapter, and what is wrong with the chapter is its to say.
    """
    text = normalised(source.text)
    front, _ = read_metadata(source.path, text)
    language = front.language or config.language
    reading = Reading(
        source.path, source.division.id, language, config.html, root, in_text_citations
    )
    body = read_blocks(reading, text.split("\n")[front.lines :], front.lines + 1)
    return tuple(_passages(reading, body, None))


def _passages(reading: Reading, parent: Element, called_at: SourceSpan | None) -> Iterator[Passage]:
    for block in parent:
        if block.tag not in {RAW, "pre"}:
            yield from _passage(reading, block.tag, block.text, called_at)
            yield from _passages(reading, block, called_at)
        yield from _passage(reading, parent.tag, block.tail, called_at)


def _passage(
    reading: Reading, kind: str, raw: str | None, called_at: SourceSpan | None
) -> Iterator[Passage]:
    """The passage that a block's raw text makes, if it has words, and the notes called in it."""
    if not raw or not raw.strip():
        return
    placed = reading.positions.read(raw)
    start = len(placed.text) - len(placed.text.lstrip())
    end = _end(reading, kind, placed, start)
    around = Surroundings(in_note=called_at is not None)
    stretches = WatchedScanner(reading, placed).stretches(start, end, around)
    text, runs = _Words(placed.text, stretches).read(start, end)
    if runs:
        yield Passage(reading.path, kind, text, runs, placed, called_at)
    for stretch in stretches:
        draft = reading.slots[stretch.called] if stretch.called is not None else None
        if isinstance(draft, DraftNote):
            yield from _passages(reading, draft.content, draft.span)


def _end(reading: Reading, kind: str, placed: PlacedText, start: int) -> int:
    """Where the words of a block end: before the attributes that it may close with."""
    text = placed.text
    end = len(text.rstrip())
    if kind in _HEADINGS or kind in {"caption", "th"}:
        return split_trailing(reading, placed, start, end)[0]
    last_line = text.rfind("\n", start, end) + 1
    if kind == "p" and last_line > start and looks_like_attributes(text, last_line):
        found = read_attributes(text, last_line, end)
        return last_line if found.end == end else end
    return end


class _Words:
    """Gathers the words of a text whose syntax is known."""

    def __init__(self, source: str, stretches: Sequence[Stretch]) -> None:
        self.source = source
        self.stretches = stretches
        self.at = 0
        self.text = ""
        self.runs: list[Run] = []

    def read(self, start: int, end: int) -> tuple[str, tuple[Run, ...]]:
        """The words between two indices, and where they come from."""
        self._words(start, end, is_free=True, language="")
        return self.text, tuple(self.runs)

    def _words(self, start: int, end: int, is_free: bool, language: str) -> None:
        done = start
        while self.at < len(self.stretches) and self.stretches[self.at].start < end:
            stretch = self.stretches[self.at]
            self.at += 1
            self._keep(done, stretch.start, is_free, language)
            self._inside(stretch, is_free, language)
            done = stretch.end
        self._keep(done, end, is_free, language)

    def _inside(self, outer: Stretch, is_free: bool, language: str) -> None:
        """The words within a stretch, or what stands for them."""
        is_free = is_free and not outer.is_marked
        language = outer.language or language
        before = len(self.text)
        if outer.is_words and not outer.is_citation:
            self._words(outer.start, outer.end, is_free, language)
            return
        is_empty = True
        is_note = self.source.startswith("^[", outer.start)
        self.text += " [" if is_note else ""
        while self.at < len(self.stretches) and self.stretches[self.at].start < outer.end:
            inner = self.stretches[self.at]
            self.at += 1
            is_empty = is_empty and not inner.is_words
            self._inside(inner, is_free and not outer.is_citation, language)
        self.text += "]" if is_note else ""
        if is_empty and len(self.text) == before and not outer.is_words:
            self.text += _stand_in(self.source[outer.start : outer.end])
        self.text += outer.punctuation

    def _keep(self, start: int, end: int, is_free: bool, language: str) -> None:
        if start < end:
            self.runs.append(Run(len(self.text), end - start, start, is_free, language))
            self.text += self.source[start:end]


def _stand_in(syntax: str) -> str:
    """What is read where a rule took `syntax` and left no words."""
    if syntax[0] in _INVISIBLE:
        return ""
    if syntax[0].isspace():
        return "\n"
    return syntax[1:] if syntax[0] == "\\" else SOMETHING
