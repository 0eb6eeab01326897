"""Bring cites of the same names side by side and collapse what they share.

Specification: "Cite Grouping", "Cite Collapsing", "Range Delimiters".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chapbook.csl.cites import RenderedCite, render_cite
from chapbook.csl.rich import Inline, Span, Text, plain
from chapbook.csl.scene import Area
from chapbook.csl.told_apart import ToldApart
from chapbook.csl.variable_texts import year_suffix

EN_DASH = "–"
Piece = tuple[str, RenderedCite, Sequence[Inline]]
"""The delimiter before a cite, unless it is the first; the cite; what is shown of it."""


def number_ranges(area: Area, rendered: Sequence[RenderedCite]) -> list[Piece]:
    """Runs of three or more citation numbers as '1–3'."""
    layout, options = area.style.citation.layout, area.style.citation.options
    after = options.after_collapse_delimiter or layout.delimiter
    pieces: list[Piece] = []
    before = layout.delimiter
    for run in _runs(area, rendered):
        pieces.append((before, run[0], run[0].inlines))
        collapsed = len(run) > 2
        if len(run) > 1:
            last = run[-1]
            pieces.append((EN_DASH if collapsed else layout.delimiter, last, last.inlines))
        before = after if collapsed else layout.delimiter
    return pieces


def _runs(area: Area, rendered: Sequence[RenderedCite]) -> list[list[RenderedCite]]:
    """The cites in runs of numbers that go up by one, and have nothing but the number."""
    runs: list[list[RenderedCite]] = []
    for one in rendered:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(area, last, one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _follows(area: Area, last: RenderedCite, one: RenderedCite) -> bool:
    numbers = [area.number_of.get(cited.cite.item.id, 0) for cited in (last, one)]
    bare = not any(c.cite.prefix or c.cite.suffix or c.cite.locator for c in (last, one))
    return bare and numbers[1] == numbers[0] + 1


@dataclass(frozen=True, slots=True)
class _Delimiters:
    """Between groups, after a collapsed group, within a group, between year suffixes."""

    between: str
    after_collapse: str | None
    within: str
    year_suffixes: str


def _delimiters(area: Area) -> _Delimiters:
    options, layout = area.style.citation.options, area.style.citation.layout
    within = options.cite_group_delimiter
    suffixes = options.year_suffix_delimiter
    if suffixes is None:
        suffixes = within or layout.delimiter
    if within is None:
        in_text = area.style.class_ == "in-text"
        within = ", " if options.collapse and in_text else layout.delimiter
    after = options.after_collapse_delimiter if options.collapse else None
    return _Delimiters(layout.delimiter, after, within, suffixes)


def grouped(area: Area, rendered: Sequence[RenderedCite], told: ToldApart) -> list[Piece]:
    """Cites of the same names side by side; of the second and later the year alone is left."""
    options, delimiters = area.style.citation.options, _delimiters(area)
    pieces: list[Piece] = []
    collapsed = options.collapse == "year"
    for group in _groups(rendered):
        between = delimiters.between
        if delimiters.after_collapse is not None and collapsed:
            between = delimiters.after_collapse
        located = False
        for at, (delimiter, one, inlines) in enumerate(_collapsed(area, group, told, delimiters)):
            before = between if not at or (located and options.collapse) else delimiter
            pieces.append((before, one, inlines))
            located = at < len(group) and bool(group[at].cite.locator)
        collapsed = options.collapse == "year" or len(group) > 1
    return pieces


def _groups(rendered: Sequence[RenderedCite]) -> list[list[RenderedCite]]:
    """The cites of the same names together, but none moved past one with an affix."""
    groups: list[list[RenderedCite]] = []
    start = 0
    for one in rendered:
        if one.cite.prefix:
            start = len(groups)
        group = next((g for g in groups[start:] if _same_names(g[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
        if one.cite.suffix:
            start = len(groups)
    return groups


def _same_names(one: RenderedCite, other: RenderedCite) -> bool:
    if one.names or other.names:
        return one.names == other.names
    return bool(one.year_suffix and other.year_suffix)


def _collapsed(
    area: Area, group: Sequence[RenderedCite], told: ToldApart, delimiters: _Delimiters
) -> list[Piece]:
    options = area.style.citation.options
    if not options.collapse or len(group) == 1:
        return [(delimiters.within, one, one.inlines) for one in group]
    by_suffix = options.collapse.startswith("year-suffix")
    bare = [_without_names(area, one, told) for one in group]
    pieces: list[Piece] = [(delimiters.within, group[0], group[0].inlines)]
    for at, one in enumerate(group[1:], 1):
        same_year = _year(bare[at]) == _year(bare[at - 1])
        if by_suffix and same_year and one.year_suffix and _suffix_suffices(group[at - 1], one):
            letters = [Text(year_suffix(one.year_suffix))]
            pieces.append((delimiters.year_suffixes, one, letters))
        else:
            pieces.append((delimiters.within, one, bare[at]))
    ranged = options.collapse == "year-suffix-ranged"
    return _ranged(pieces, delimiters.year_suffixes) if ranged else pieces


def _suffix_suffices(before: RenderedCite, one: RenderedCite) -> bool:
    return not (one.cite.locator or one.cite.prefix or before.cite.locator)


def _without_names(area: Area, one: RenderedCite, told: ToldApart) -> tuple[Inline, ...]:
    return render_cite(area, one.cite, told, without_names=True).inlines


def _year(inlines: Sequence[Inline]) -> str:
    return plain(_without_suffix(inlines))


def _without_suffix(inlines: Sequence[Inline]) -> list[Inline]:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(inline)
        elif not (isinstance(inline, Span) and inline.mark == "year-suffix"):
            result.append(replace(inline, children=tuple(_without_suffix(inline.children))))
    return result


def _ranged(pieces: Sequence[Piece], between: str) -> list[Piece]:
    """Runs of three or more year suffixes as 'a–c'."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1][1].year_suffix if runs else 0
        if runs and piece[0] == between and piece[1].year_suffix == last + 1:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    result: list[Piece] = []
    for run in runs:
        _, last_cite, letters = run[-1]
        result += [run[0], (EN_DASH, last_cite, letters)] if len(run) > 2 else run
    return result
