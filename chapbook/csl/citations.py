"""Turn a citation and a style into inlines: its cites rendered, grouped, collapsed and joined."""

from collections.abc import Sequence
from dataclasses import replace

from chapbook.csl.cites import RenderedCite, render_cite
from chapbook.csl.collapsing import Piece, grouped, number_ranges
from chapbook.csl.looks import apply_to_layout
from chapbook.csl.markup import parse
from chapbook.csl.note_openings import open_note, open_sentence
from chapbook.csl.positions import Citation
from chapbook.csl.rich import Inline, Quoted, Span, Text, plain
from chapbook.csl.scene import Area
from chapbook.csl.told_apart import ToldApart

_STOPS = (",", ".", ";", ":")
_OPENING = "([’'«“-–—/"


def render_citation(area: Area, citation: Citation, told: ToldApart) -> list[Inline]:
    """The whole citation, its layout's affixes included unless it is bare."""
    inlines = _joined(_rendered(area, citation, told))
    if not plain(inlines).strip():
        return []
    if not (citation.bare or all(cite.part == "author" for cite in citation.cites)):
        look = area.style.citation.layout.look
        inlines = apply_to_layout(look, inlines, area.locale.language)
    if area.style.class_ == "note" and citation.note and citation.begins:
        inlines = open_note(inlines)
    return [*inlines, Text(citation.after)] if citation.after else inlines


def _rendered(area: Area, citation: Citation, told: ToldApart) -> list[Piece]:
    rendered = [render_cite(area, cite, told) for cite in citation.cites]
    layout, options = area.style.citation.layout, area.style.citation.options
    if area.style.class_ == "note":
        opens = citation.begins
        rendered = [open_sentence(one, opens and not at) for at, one in enumerate(rendered)]
    if not all(cite.part == "author" for cite in citation.cites):
        if options.collapse == "citation-number":
            return number_ranges(area, rendered)
        if options.collapse or options.cite_group_delimiter is not None:
            return grouped(area, rendered, told)
    return [(layout.delimiter, one, one.inlines) for one in rendered]


def _with_affixes(one: RenderedCite, inlines: Sequence[Inline]) -> list[Inline]:
    prefix, suffix = one.cite.prefix, one.cite.suffix
    result: list[Inline] = []
    if inlines:
        result = [Span(tuple(inlines), mark="cite", key=one.cite.item.id)]
    if prefix:
        spaced = prefix if prefix[-1].isspace() or prefix[-1] in _OPENING else f"{prefix} "
        result = [*_as_written(parse(spaced)), *result]
    if suffix:
        spaced = f" {suffix}" if suffix[0].isalnum() or suffix[0] in "<([" else suffix
        result = [*result, *_as_written(parse(spaced))]
    return result


def _as_written(inlines: Sequence[Inline]) -> list[Inline]:
    """An author's own words keep the quotation marks that they have; titles don't."""
    return [replace(one, stays=True) if isinstance(one, Quoted) else one for one in inlines]


def _joined(pieces: Sequence[Piece]) -> list[Inline]:
    """The pieces with their delimiters, but none beside a stop that stands there already."""
    result: list[Inline] = []
    stopped = False
    for delimiter, one, shown in pieces:
        inlines = _with_affixes(one, shown)
        if not inlines:
            continue
        if result and stopped:
            result.append(Text(" " if " " in delimiter else ""))
        elif result and not plain(inlines).startswith(_STOPS):
            result.append(Text(delimiter))
        result += inlines
        stopped = one.cite.suffix.endswith(_STOPS)
    return result
