"""Turn a citation into the book's citations of known sources, and gaps for unknown ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chapbook.apparatus.model import BookCitation, CitedItem, Gap, Reference
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.model import Citation, CitationItem


@dataclass(frozen=True)
class Sources:
    """The bibliography by key, and the path of its file for messages ('' where there is none).

    `in_notes`: the style puts citations into notes, not into the text.
    """

    references: Mapping[str, Reference]
    path: str
    in_notes: bool = True


def cite(
    citation: Citation, sources: Sources, place: BookCitation
) -> tuple[tuple[BookCitation | Gap, ...], tuple[Diagnostic, ...]]:
    """The citation's known items as citations at a place, with a Gap for each unknown key."""
    parts: list[BookCitation | Gap] = []
    found: list[Diagnostic] = []
    for item in citation.items:
        reference = sources.references.get(item.key)
        last = parts[-1] if parts else None
        if reference is None:
            found.append(undefined_key(item.key, item.span, sources))
            parts.append(Gap(f"[{item.key}?]"))
        elif isinstance(last, BookCitation):
            parts[-1] = replace(last, items=(*last.items, _cited(item, reference)))
        else:
            parts.append(replace(place, items=(_cited(item, reference),)))
    return tuple(parts), tuple(found)


def without_author(parts: tuple[BookCitation | Gap, ...]) -> tuple[BookCitation | Gap, ...]:
    """The same without the author of the first item, whose name stands before it."""
    if not parts or not isinstance(parts[0], BookCitation):
        return parts
    first, *others = parts[0].items
    items = (replace(first, suppress_author=True), *others)
    return (replace(parts[0], items=items), *parts[1:])


def as_sentence(parts: tuple[BookCitation | Gap, ...]) -> tuple[BookCitation | Gap, ...]:
    """The citation as it begins a note of its own: 'see' becomes 'See'."""
    if not parts or not isinstance(parts[0], BookCitation) or not parts[0].items[0].prefix:
        return parts
    first, *others = parts[0].items
    prefix = first.prefix[:1].upper() + first.prefix[1:]
    return (replace(parts[0], items=(replace(first, prefix=prefix), *others)), *parts[1:])


def name_of(citation: Citation, sources: Sources, place: BookCitation) -> BookCitation | Gap:
    """The name that a narrative citation leaves in the text."""
    item = citation.items[0]
    reference = sources.references.get(item.key)
    if reference is None:
        return Gap(f"[{item.key}?]")
    cited = CitedItem(reference, "", "", "", "", suppress_author=False)
    return replace(place, items=(cited,), name_only=True)


def _cited(item: CitationItem, reference: Reference) -> CitedItem:
    return CitedItem(
        reference=reference,
        prefix=item.prefix,
        label=item.label,
        locator=item.locator,
        suffix=item.suffix,
        suppress_author=item.suppress_author,
    )


def undefined_key(key: str, span: SourceSpan, sources: Sources) -> Diagnostic:
    """The error of a key that no entry has."""
    name = PurePosixPath(sources.path).name
    where = f" in {name}" if name else ": the book has no bibliography"
    hint = did_you_mean(key, sources.references)
    return error("citation-undefined", f"no entry '{key}'{where}", span, hint)
