"""Turn a citation into the cited sources, and the gaps where there is no such source."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chapbook.apparatus.markup import plain_text
from chapbook.apparatus.model import (
    CitationText,
    CitedItem,
    Gap,
    NarrativeName,
    Reference,
    ResolvedSlot,
)
from chapbook.diagnostics import Diagnostic, did_you_mean, error
from chapbook.manuscript.model import Citation, CitationItem

SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Sources:
    """The bibliography by key, and the path of its file for messages ('' where there is none)."""

    references: Mapping[str, Reference]
    path: str


def cite(
    citation: Citation, sources: Sources, cited_before: Container[str]
) -> tuple[ResolvedSlot, tuple[Diagnostic, ...]]:
    """The citation's items in one CitationText, with a Gap for each unknown key."""
    parts: list[CitationText | Gap] = []
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for item in citation.items:
        reference = sources.references.get(item.key)
        if reference is None:
            found.append(_undefined(item, sources))
            parts.append(Gap(f"[{item.key}?]"))
        else:
            cited = _cited(item, reference, item.key in seen or item.key in cited_before)
            if parts and isinstance(parts[-1], CitationText):
                parts[-1] = replace(parts[-1], items=(*parts[-1].items, cited))
            else:
                parts.append(CitationText((cited,)))
            seen.add(item.key)
    slot = parts[0] if len(parts) == 1 else _separated(parts)
    return slot, tuple(found)


def narrative_name(citation: Citation, sources: Sources) -> NarrativeName | Gap:
    """The name that a narrative citation leaves in the text."""
    key = citation.items[0].key
    reference = sources.references.get(key)
    return NarrativeName(reference) if reference else Gap(f"[{key}?]")


def in_parentheses(slot: ResolvedSlot) -> ResolvedSlot:
    """The citation as it follows the name inside a note: '(From Lenin to Stalin, 1937)'."""
    if not isinstance(slot, CitationText):
        return slot
    first = replace(slot.items[0], suppress_author=True)
    return CitationText((first, *slot.items[1:]), in_parentheses=True)


def as_sentence(slot: ResolvedSlot) -> ResolvedSlot:
    """The citation as it begins a note of its own: 'see' becomes 'See'."""
    if not isinstance(slot, CitationText) or not slot.items[0].prefix:
        return slot
    first = slot.items[0]
    prefix = first.prefix[:1].upper() + first.prefix[1:]
    return replace(slot, items=(replace(first, prefix=prefix), *slot.items[1:]))


def full_stop(citation: Citation) -> str:
    """What ends the note that a citation makes: nothing, where its last words end a sentence."""
    last = citation.items[-1]
    words = plain_text(last.suffix or last.locator).rstrip().rstrip("\"'”’»)]")
    return "" if words.endswith(SENTENCE_ENDS) else "."


def _separated(parts: Sequence[CitationText | Gap]) -> tuple[ResolvedSlot, ...]:
    """Gaps with the semicolons that a CitationText can't put between itself and them."""
    separated: list[ResolvedSlot] = []
    for at, part in enumerate(parts):
        if isinstance(part, Gap):
            before = "; " if at else ""
            after = "; " if isinstance((*parts, None)[at + 1], CitationText) else ""
            separated.append(Gap(before + part.text + after))
        else:
            separated.append(part)
    return tuple(separated)


def _cited(item: CitationItem, reference: Reference, subsequent: bool) -> CitedItem:
    return CitedItem(
        reference=reference,
        prefix=item.prefix,
        label=item.label,
        locator=item.locator,
        suffix=item.suffix,
        suppress_author=item.suppress_author,
        subsequent=subsequent,
    )


def _undefined(item: CitationItem, sources: Sources) -> Diagnostic:
    name = PurePosixPath(sources.path).name
    where = f" in {name}" if name else ": the book has no bibliography"
    hint = did_you_mean(item.key, sources.references)
    return error("citation-undefined", f"no entry '{item.key}'{where}", item.span, hint)
