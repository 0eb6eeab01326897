"""Turn references and their printed texts into the entries that a bibliography's template sets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.model import BookCitation, PageLocation, Reference


@dataclass(frozen=True)
class CitedAt:
    """A place where a source is cited: its folio, the note's number (0 in the text), its anchor."""

    folio: str
    note: int
    anchor: str


@dataclass(frozen=True)
class ListedEntry:
    """An entry of the bibliography. `label` is what stands apart before it ('[1]'), or ''.

    `text` may have a dash for the authors of the entry `after`; `whole` has them named.
    `cited_at` are the places that the book wants told, in their order.
    """

    key: str
    anchor: str
    language: str
    keywords: frozenset[str]
    label: Markup
    text: Markup
    whole: Markup
    after: str
    annotation: Markup
    cited_at: tuple[CitedAt, ...]


def listed_entries(
    references: Iterable[Reference],
    texts: CitationTexts,
    places: Mapping[str, Sequence[CitedAt]],
) -> tuple[ListedEntry, ...]:
    """The entries in printing order."""
    known = {reference.key: reference for reference in references}
    return tuple(
        ListedEntry(
            key=entry.key,
            anchor=known[entry.key].anchor,
            language=known[entry.key].language,
            keywords=known[entry.key].keywords,
            label=Markup(entry.label),
            text=Markup(entry.html),
            whole=Markup(entry.whole),
            after=before.key if before else "",
            annotation=Markup(known[entry.key].annotation),
            cited_at=tuple(places.get(entry.key, ())),
        )
        for before, entry in zip((None, *texts.entries), texts.entries, strict=False)
    )


def side_by_side(entries: Sequence[ListedEntry]) -> tuple[ListedEntry, ...]:
    """The entries as they stand one after the other: those that follow another one than in the
    whole list have their authors named."""
    return tuple(
        entry
        if before is not None and before.key == entry.after
        else replace(entry, text=entry.whole)
        for before, entry in zip((None, *entries), entries, strict=False)
    )


def places_cited(
    citations: Iterable[BookCitation], locations: Mapping[str, PageLocation]
) -> Mapping[str, Sequence[CitedAt]]:
    """Where each source is cited, by its key; places whose page isn't known yet are left out."""
    places: dict[str, dict[tuple[str, int], CitedAt]] = {}
    for citation in citations:
        place = locations.get(citation.anchor)
        if place is None or citation.name_only:
            continue
        for item in citation.items:
            here = CitedAt(str(place.folio), citation.note, citation.anchor)
            places.setdefault(item.reference.key, {}).setdefault((here.folio, here.note), here)
    return {key: tuple(found.values()) for key, found in places.items()}
