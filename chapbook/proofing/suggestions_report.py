"""Turn suggested index marks into lines for a terminal, and data."""

from collections.abc import Iterator, Sequence

from chapbook.proofing.index_suggestions import SuggestedMark

SHOWN = 25
"""So many places of a headword are printed: what stands on every page is the book's subject."""

Groups = Sequence[Sequence[SuggestedMark]]


def suggestions_as_text(groups: Groups) -> str:
    """Each headword with its places: where, on which page, the words, the mark to paste."""
    lines = [line for group in groups for line in (*_group_lines(group), "")]
    count = sum(map(len, groups))
    heads = f"{len(groups)} headword{'' if len(groups) == 1 else 's'}"
    lines.append(f"{count} mark{'' if count == 1 else 's'} to consider, {heads}")
    return "\n".join(lines)


def _group_lines(group: Sequence[SuggestedMark]) -> Iterator[str]:
    first = group[0]
    new = "" if first.is_known else ", not yet in the index"
    yield f"{first.heading} ({len(group)}{new})"
    for each in group[:SHOWN]:
        page = f"  p. {each.folio}" if each.folio else ""
        yield f"    {each.span}{page}  …{each.before}\u2039{each.words}\u203a{each.after}…"
        yield f"        {each.mark}"
    if len(group) > SHOWN:
        yield f"    … and {len(group) - SHOWN} more (--format json has all)"


def suggestions_as_data(groups: Groups) -> list[dict[str, object]]:
    """The headwords with their places, as values for JSON."""
    return [
        {
            "heading": group[0].heading,
            "known": group[0].is_known,
            "places": [_place_data(each) for each in group],
        }
        for group in groups
    ]


def _place_data(suggested: SuggestedMark) -> dict[str, object]:
    span = suggested.span
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "folio": suggested.folio or None,
        "before": suggested.before,
        "words": suggested.words,
        "after": suggested.after,
        "mark": suggested.mark,
    }
