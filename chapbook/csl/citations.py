"""Turn a citation and a style into inlines: its cites rendered, grouped, collapsed and joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chapbook.csl import elements as el
from chapbook.csl.looks import apply_to_layout
from chapbook.csl.markup import parse
from chapbook.csl.positions import Citation
from chapbook.csl.person_names import Name
from chapbook.csl.render import render_all, year_suffix
from chapbook.csl.rich import Inline, Span, Text, plain
from chapbook.csl.scene import Area, Cite, Scene
from chapbook.csl.told_apart import ToldApart


@dataclass(frozen=True, slots=True)
class Rendered:
    """A cite rendered: its inlines without affixes, and its names as plain text."""

    cite: Cite
    inlines: tuple[Inline, ...]
    names: str
    people: tuple[tuple[Name, ...], ...]
    year_suffix: int


def render_cite(area: Area, cite: Cite, told: ToldApart) -> Rendered:
    """One cite, without its prefix and suffix."""
    layout = area.style.citation.layout
    difference = told.of(cite.item.id)
    scene = Scene(area=area, cite=cite, difference=difference, given_of=told.given_of)
    inlines, _ = render_all(scene, layout.children)
    names = plain(scene.name_lists[0]) if scene.name_lists else ""
    if cite.part == "author":
        inlines = list(scene.name_lists[0]) if scene.name_lists else inlines
    return Rendered(cite, tuple(inlines), names, tuple(scene.people), difference.year_suffix)


def render_citation(area: Area, citation: Citation, told: ToldApart) -> list[Inline]:
    """The whole citation, its layout's affixes included."""
    rendered = [render_cite(area, cite, told) for cite in citation.cites]
    if area.style.class_ == "note" and rendered:
        rendered = [
            _begun(one, first=at == 0 and citation.begins) for at, one in enumerate(rendered)
        ]
    options = area.style.citation.options
    layout = area.style.citation.layout
    author_only = bool(citation.cites) and all(cite.part == "author" for cite in citation.cites)
    if author_only:
        return _joined([_with_affixes(one, one.inlines) for one in rendered], layout.delimiter)
    if options.collapse == "citation-number":
        pieces = _number_ranges(area, rendered)
    elif options.collapse or options.cite_group_delimiter is not None:
        pieces = _grouped(area, rendered, told)
    else:
        pieces = [(layout.delimiter, _with_affixes(one, one.inlines)) for one in rendered]
    inlines = _joined_pieces(pieces)
    if not plain(inlines).strip():
        return []
    after: list[Inline] = [Text(citation.after)] if citation.after else []
    if citation.bare:
        return [*inlines, *after]
    return [*apply_to_layout(layout.look, inlines, area.locale.language), *after]


_STOPS = (",", ".", ";", ":")

def _begun(one: Rendered, first: bool) -> Rendered:
    """A term that begins a sentence of a note gets a capital: 'Ibid.'"""
    prefix = plain(parse(one.cite.prefix)).rstrip().rstrip("”’\"'»)")
    starts = first and not prefix
    if starts or (prefix.endswith((".", "!", "?")) and " " in prefix):
        return replace(one, inlines=_capitalised(one.inlines))
    return one


def _capitalised(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not inlines:
        return inlines
    first, *rest = inlines
    if not isinstance(first, Text):
        return (replace(first, children=_capitalised(first.children)), *rest)
    if not first.term:
        return inlines
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


Piece = tuple[str, list[Inline]]
"""A rendered cite and the delimiter that stands before it, unless it is the first."""


def _with_affixes(one: Rendered, inlines: Sequence[Inline]) -> list[Inline]:
    prefix, suffix = one.cite.prefix, one.cite.suffix
    result: list[Inline] = []
    if inlines:
        result = [Span(tuple(inlines), mark="cite", key=one.cite.item.id)]
    if prefix:
        spaced = prefix if prefix[-1].isspace() or prefix[-1] in "([’'«“-–—/" else f"{prefix} "
        result = [*parse(spaced), *result]
    if suffix:
        spaced = f" {suffix}" if suffix[0].isalnum() or suffix[0] in "<([" else suffix
        result = [*result, *parse(spaced)]
    mark = "stopped" if suffix.endswith(_STOPS) else ""
    return [Span(tuple(result), mark=mark)] if result else []


def _joined(parts: Sequence[list[Inline]], delimiter: str) -> list[Inline]:
    return _joined_pieces([(delimiter, part) for part in parts])


def _joined_pieces(pieces: Sequence[Piece]) -> list[Inline]:
    result: list[Inline] = []
    for delimiter, inlines in pieces:
        if not inlines:
            continue
        if result:
            starts = plain(inlines)[:1]
            last = result[-1]
            if isinstance(last, Span) and last.mark == "stopped":
                result.append(Text(" " if " " in delimiter else ""))
            elif starts not in _STOPS:
                result.append(Text(delimiter))
        result += inlines
    return result


def _number_ranges(area: Area, rendered: Sequence[Rendered]) -> list[Piece]:
    """Runs of three or more citation numbers as '1–3'."""
    delimiter = area.style.citation.layout.delimiter
    after = area.style.citation.options.after_collapse_delimiter or delimiter
    numbers = [area.number_of.get(one.cite.item.id, 0) for one in rendered]
    pieces: list[Piece] = []
    at = 0
    collapsed = False
    while at < len(rendered):
        end = at
        while (
            end + 1 < len(rendered)
            and numbers[end + 1] == numbers[end] + 1
            and _plain_number(rendered[end + 1])
            and _plain_number(rendered[end])
        ):
            end += 1
        before = after if collapsed else delimiter
        pieces.append((before, _with_affixes(rendered[at], rendered[at].inlines)))
        collapsed = end - at >= 2
        if collapsed:
            pieces.append(("–", _with_affixes(rendered[end], rendered[end].inlines)))
        elif end > at:
            pieces.append((delimiter, _with_affixes(rendered[end], rendered[end].inlines)))
        at = end + 1
    return pieces


def _plain_number(one: Rendered) -> bool:
    return not (one.cite.prefix or one.cite.suffix or one.cite.locator)


def _grouped(area: Area, rendered: Sequence[Rendered], told: ToldApart) -> list[Piece]:
    """Cites of the same names side by side; of the second and later the year alone is left."""
    options, layout = area.style.citation.options, area.style.citation.layout
    within = options.cite_group_delimiter
    if within is None:
        within = ", " if options.collapse and area.style.citation.sort else layout.delimiter
    after = options.after_collapse_delimiter if options.collapse else None
    pieces: list[Piece] = []
    collapsed = options.collapse == "year"
    for group in _groups(rendered):
        between = after if after is not None and collapsed else layout.delimiter
        located = False
        for at, (delimiter, inlines) in enumerate(_collapsed(area, group, told, within)):
            before = between if not at or (located and options.collapse) else delimiter
            pieces.append((before, inlines))
            located = at < len(group) and bool(group[at].cite.locator)
        collapsed = options.collapse == "year" or len(group) > 1
    return pieces


def _groups(rendered: Sequence[Rendered]) -> list[list[Rendered]]:
    groups: dict[str, list[Rendered]] = {}
    for at, one in enumerate(rendered):
        name = one.names or ("" if one.year_suffix else f"\0{at}")
        groups.setdefault(name, []).append(one)
    return list(groups.values())


def _collapsed(
    area: Area, group: Sequence[Rendered], told: ToldApart, within: str
) -> list[Piece]:
    options = area.style.citation.options
    if not options.collapse or len(group) == 1:
        return [(within, _with_affixes(one, one.inlines)) for one in group]
    suffixes = options.collapse in ("year-suffix", "year-suffix-ranged")
    between = options.year_suffix_delimiter
    if between is None:
        between = options.cite_group_delimiter or area.style.citation.layout.delimiter
    pieces: list[Piece] = []
    year = ""
    for at, one in enumerate(group):
        if at == 0:
            shown = one
        else:
            shown = render_cite(area, replace(one.cite, suppress_author=True), told)
        own_year = plain(_without_suffix(shown.inlines)) if at else _year_of(area, one, told)
        bare = not (one.cite.locator or one.cite.prefix or group[at - 1].cite.locator)
        if at and suffixes and own_year == year and one.year_suffix and bare:
            letters: list[Inline] = [Text(year_suffix(one.year_suffix))]
            pieces.append((between, _with_affixes(one, letters)))
        else:
            pieces.append((within, _with_affixes(shown, shown.inlines)))
        year = own_year
    if options.collapse == "year-suffix-ranged":
        return _ranged(pieces, group, between)
    return pieces


def _year_of(area: Area, one: Rendered, told: ToldApart) -> str:
    alone = render_cite(area, replace(one.cite, suppress_author=True), told)
    return plain(_without_suffix(alone.inlines))


def _without_suffix(inlines: Sequence[Inline]) -> list[Inline]:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(inline)
        elif not (isinstance(inline, Span) and inline.mark == "year-suffix"):
            result.append(replace(inline, children=tuple(_without_suffix(inline.children))))
    return result


def _ranged(pieces: list[Piece], group: Sequence[Rendered], between: str) -> list[Piece]:
    """Runs of three or more year suffixes as 'a–c'."""
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while (
            end + 1 < len(pieces)
            and pieces[end + 1][0] == between
            and group[end + 1].year_suffix == group[end].year_suffix + 1
        ):
            end += 1
        result.append(pieces[at])
        if end - at >= 2:
            result.append(("–", pieces[end][1]))
        else:
            result += pieces[at + 1 : end + 1]
        at = end + 1
    return result

