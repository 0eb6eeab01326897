"""Turn citations in their order into the positions of their cites: first, ibid, near note …"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chapbook.csl.scene import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite


@dataclass(frozen=True, slots=True)
class Citation:
    """Cites that stand together. `note` is the number of their note, 0 in the text.

    `forgets`: what was cited before counts for nothing (a new chapter). `no_ibid`: its first
    cite takes no ibid, because the reader does not see the one before (a new page). `bare`: it
    stands inside somebody's sentence, without the layout's affixes; `begins`: and it begins it.
    `after` is the punctuation that follows it there.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    forgets: bool = False
    no_ibid: bool = False
    bare: bool = False
    begins: bool = True
    after: str = ""


@dataclass
class _Memory:
    first: dict[str, int]
    latest: dict[str, int]
    in_note: list[Cite] = field(default_factory=list)
    """The cites of the latest note so far."""
    note: int = 0
    in_text: list[Cite] = field(default_factory=list)
    """The cites of the latest citation in the text."""


def with_positions(citations: Sequence[Citation], near_note_distance: int) -> tuple[Citation, ...]:
    """The citations with their cites' positions (specification, "Position").

    A cite that has a position of its own already (not first) keeps it.
    """
    memory = _Memory({}, {})
    placed: list[Citation] = []
    for citation in citations:
        if citation.forgets:
            memory = _Memory({}, {})
        cites: list[Cite] = []
        for cite in citation.cites:
            cites.append(_placed(memory, citation, cites, cite, near_note_distance))
            if not cite.part:
                memory.first.setdefault(cite.item.id, citation.note)
                memory.latest[cite.item.id] = citation.note
        placed.append(replace(citation, cites=tuple(cites)))
        _remember(memory, placed[-1])
    return tuple(placed)


def _remember(memory: _Memory, citation: Citation) -> None:
    cites = [cite for cite in citation.cites if not cite.part]
    if not cites:
        return
    if not citation.note:
        memory.in_text = cites
    elif citation.note == memory.note:
        memory.in_note += cites
    else:
        memory.note, memory.in_note = citation.note, cites


def _placed(
    memory: _Memory,
    citation: Citation,
    before: Sequence[Cite],
    cite: Cite,
    near_note_distance: int,
) -> Cite:
    if cite.item.id not in memory.first or cite.position != FIRST:
        return cite
    if cite.part:
        return replace(cite, position=SUBSEQUENT)
    preceding = _preceding(memory, citation, before)
    position = SUBSEQUENT
    if preceding is not None and preceding.item.id == cite.item.id:
        position = _ibid(preceding, cite)
    latest = memory.latest[cite.item.id]
    near = bool(citation.note and latest) and 0 <= citation.note - latest <= near_note_distance
    return replace(cite, position=position, first_note=memory.first[cite.item.id], near_note=near)


def _preceding(memory: _Memory, citation: Citation, before: Sequence[Cite]) -> Cite | None:
    """The cite that an ibid would refer to.

    That is the one before in the citation or note, or the only one of the note before. The
    specification says "the previous citation"; a note without any between them stops an ibid,
    as manuals of style and other processors have it.
    """
    if before:
        return before[-1]
    if citation.no_ibid:
        return None
    if not citation.note:
        return memory.in_text[0] if len(memory.in_text) == 1 else None
    if citation.note == memory.note:
        return memory.in_note[-1] if memory.in_note else None
    is_next = citation.note == memory.note + 1
    return memory.in_note[0] if is_next and len(memory.in_note) == 1 else None


def _ibid(preceding: Cite, cite: Cite) -> str:
    if not cite.locator:
        return SUBSEQUENT if preceding.locator else IBID
    same = preceding.locator == cite.locator and preceding.label == cite.label
    return IBID if same else IBID_WITH_LOCATOR
