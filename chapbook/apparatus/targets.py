"""Turn chapters and divisions into a table of everything that can be referred to."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.captions import caption_labels
from chapbook.apparatus.labels import labels
from chapbook.apparatus.markup import portable
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.book_config import BookConfig, Division
from chapbook.manuscript.model import (
    CrossReference,
    ParsedChapter,
    Target,
)

LABELLED = {
    "contents": "contents",
    "illustrations": "illustrations",
    "notes": "endnotes",
    "bibliography": "bibliography",
    "index": "index",
}
"""The kinds of division whose title is a word of the program's own, and its label."""


@dataclass(frozen=True)
class Place:
    """A target with what a link to it says where the author gives no words."""

    anchor: str
    words: str
    span: SourceSpan | None


@dataclass(frozen=True)
class TargetTable:
    """Places by the names that authors use: their chapter's ids, everybody's ids, divisions.

    `by_anchor` has the full anchors, `chapter--id`, which are never ambiguous.
    """

    own: Mapping[tuple[str, str], Place]
    shared: Mapping[str, tuple[Place, ...]]
    divisions: Mapping[str, Place]
    by_anchor: Mapping[str, Place]


def target_table(chapters: Sequence[ParsedChapter], config: BookConfig) -> TargetTable:
    """All that the chapters and the book's divisions offer as targets."""
    captions = caption_labels(chapters)
    own: dict[tuple[str, str], Place] = {}
    shared: dict[str, tuple[Place, ...]] = {}
    for chapter in chapters:
        for target in chapter.targets:
            if (chapter.division.id, target.id) not in own:
                place = _place(target, chapter, captions)
                own[chapter.division.id, target.id] = place
                shared[target.id] = (*shared.get(target.id, ()), place)
    parsed = {chapter.division.id: chapter for chapter in chapters}
    divisions = {
        division.id: Place(
            division.id, division_title(division, parsed.get(division.id), config), division.span
        )
        for division in config.divisions
    }
    return TargetTable(own, shared, divisions, {place.anchor: place for place in own.values()})


def division_title(division: Division, chapter: ParsedChapter | None, config: BookConfig) -> str:
    """A division's title as HTML that can stand anywhere: its heading, or the program's word."""
    if chapter and (chapter.title_html or chapter.metadata.title):
        title = portable(chapter.title_html, chapter.slots)
        return title or html.escape(chapter.metadata.title, quote=False)
    if division.kind in LABELLED:
        return html.escape(getattr(labels(config.language), LABELLED[division.kind]), quote=False)
    return html.escape(config.title, quote=False)


def find(
    table: TargetTable, reference: CrossReference, division: str
) -> tuple[Place | None, tuple[Diagnostic, ...]]:
    """The place that a reference in a division means; None and an error where there is none.

    Its own chapter's ids come first, then all chapters', then divisions.
    """
    name = reference.target
    if own := table.own.get((division, name)):
        return own, ()
    shared = table.shared.get(name, ())
    if len(shared) > 1:
        return None, (_ambiguous(reference, shared),)
    if found := (shared[:1] or _known(table, name)):
        return found[0], ()
    names = (*table.shared, *table.divisions)
    message = f"nothing in the book has the id '{name}'"
    return None, (error("reference-undefined", message, reference.span, did_you_mean(name, names)),)


def _known(table: TargetTable, name: str) -> tuple[Place, ...]:
    found = table.divisions.get(name) or table.by_anchor.get(name)
    return (found,) if found else ()


def _ambiguous(reference: CrossReference, places: Sequence[Place]) -> Diagnostic:
    spans = " and ".join(f"{place.span.path}:{place.span.line}" for place in places if place.span)
    message = f"the id '{reference.target}' is in {len(places)} chapters: {spans}"
    hint = f"write '#{places[0].anchor}' or '#{places[1].anchor}'"
    return error("reference-ambiguous", message, reference.span, hint)


def _place(target: Target, chapter: ParsedChapter, captions: Mapping[str, str]) -> Place:
    words = captions.get(target.anchor) or portable(target.title_html, chapter.slots)
    return Place(target.anchor, words, target.span)
