"""Turn a parsed chapter, and what was wrong with it, into bytes for the cache, and back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import Division
from chapbook.manuscript.model import (
    ChapterMetadata,
    Citation,
    CitationItem,
    CrossReference,
    IndexMark,
    MarkRole,
    Note,
    NoteCall,
    ParsedChapter,
    Slot,
    Target,
)
from chapbook.stored_diagnostics import from_plain, to_plain

Parsed = tuple[ParsedChapter, tuple[Diagnostic, ...]]


def to_bytes(chapter: ParsedChapter, diagnostics: Sequence[Diagnostic]) -> bytes:
    """The chapter but for its division, and the diagnostics, as JSON."""
    plain = {
        "path": chapter.path,
        "metadata": astuple(chapter.metadata),
        "title_html": chapter.title_html,
        "title_text": chapter.title_text,
        "body": chapter.body,
        "slots": [[type(slot).__name__, *astuple(slot)] for slot in chapter.slots],
        "notes": [astuple(note) for note in chapter.notes],
        "marks": [astuple(mark) for mark in chapter.marks],
        "targets": [astuple(target) for target in chapter.targets],
        "images": chapter.images,
        "image_lookups": chapter.image_lookups,
        "diagnostics": to_plain(diagnostics),
    }
    return json.dumps(plain, ensure_ascii=False).encode()


def from_bytes(data: bytes, division: Division) -> Parsed:
    """The chapter of `division` that `to_bytes` stored. Raises KeyError, TypeError or ValueError
    for what is none."""
    stored = json.loads(data)
    chapter = ParsedChapter(
        division=division,
        path=stored["path"],
        metadata=_metadata(*stored["metadata"]),
        title_html=stored["title_html"],
        title_text=stored["title_text"],
        body=stored["body"],
        slots=tuple(_SLOTS[kind](*fields) for kind, *fields in stored["slots"]),
        notes=tuple(Note(tuple(blocks), _span(span)) for blocks, span in stored["notes"]),
        marks=tuple(_mark(*fields) for fields in stored["marks"]),
        targets=tuple(_target(*fields) for fields in stored["targets"]),
        images=tuple(stored["images"]),
        image_lookups=tuple((sought, found) for sought, found in stored["image_lookups"]),
    )
    return chapter, from_plain(stored["diagnostics"])


def _span(stored: Sequence[Any]) -> SourceSpan:
    return SourceSpan(*stored)


def _with_span(fields: Sequence[Any]) -> list[Any]:
    """The fields, the last of which is a span."""
    return [*fields[:-1], _span(fields[-1])]


def _metadata(*stored: Any) -> ChapterMetadata:
    *fields, nocite, spans = stored
    return ChapterMetadata(*[*fields, tuple(nocite), tuple(map(_span, spans))])


def _mark(path: Sequence[str], anchor: str, role: str, *stored: Any) -> IndexMark:
    return IndexMark(tuple(path), anchor, MarkRole(role), *_with_span(stored))


def _call(note: int, span: Sequence[Any]) -> Slot:
    return NoteCall(note, _span(span))


def _citation(items: Sequence[Sequence[Any]], narrative: bool, span: Sequence[Any]) -> Slot:
    cited = tuple(CitationItem(*_with_span(fields)) for fields in items)
    return Citation(cited, narrative, _span(span))


def _reference(*stored: Any) -> Slot:
    return CrossReference(*_with_span(stored))


def _target(*stored: Any) -> Target:
    return Target(*_with_span(stored))


_SLOTS: Mapping[str, Callable[..., Slot]] = {
    "NoteCall": _call,
    "Citation": _citation,
    "CrossReference": _reference,
}
