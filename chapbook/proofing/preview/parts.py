"""Turn set fragments, their furniture and proofs of their pages into what the preview shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chapbook.bindery.page_layers import drawing_digests, filled
from chapbook.bindery.page_proofs import PageProof
from chapbook.composition.model import Pagination, TypesetFragment, TypesetFurniture
from chapbook.pipeline import Composed
from chapbook.proofing.preview.messages import Part, ProofPulled


@dataclass
class PartMaker:
    """Makes the parts of one book again and again; what is known isn't made again."""

    _parts: dict[str, Part] = field(default_factory=dict)
    _made_of: dict[str, tuple[object, ...]] = field(default_factory=dict)
    _first_pages: dict[str, int] = field(default_factory=dict)

    def pulled(self, number: int, proof: PageProof) -> ProofPulled | None:
        """The message for a proof; None of a division that the last book hadn't."""
        first = self._first_pages.get(proof.division)
        if first is None:
            return None
        return ProofPulled(
            number=number,
            division=proof.division,
            first_page=proof.first_page_index - first,
            page_count=proof.page_count,
            pdf=proof.pdf,
            is_whole=proof.is_whole,
            text_digests=drawing_digests(proof.pdf) if proof.is_whole else (),
        )

    def changed(self, composed: Composed) -> tuple[Part, ...]:
        """The parts of a book that are other than in the last one, or new."""
        pagination = composed.set_book.pagination
        folios = _folios(pagination)
        furniture = {made.id: made for made in composed.furniture if made}
        self._first_pages = {
            place.division.id: place.first_page_index for place in pagination.placements
        }
        parts, changed = {}, []
        for fragment in composed.set_book.fragments:
            own = furniture.get(fragment.id)
            made_of = _key(fragment, own, folios)
            part = self._parts.get(fragment.id)
            if part is None or self._made_of.get(fragment.id) != made_of:
                part = _part(fragment, own, folios)
                changed.append(part)
            parts[fragment.id] = part
            self._made_of[fragment.id] = made_of
        self._parts = parts
        return tuple(changed)


def _key(
    fragment: TypesetFragment, furniture: TypesetFurniture | None, folios: Mapping[str, str]
) -> tuple[object, ...]:
    """All that decides how a part looks."""
    open_folios = tuple(folios.get(each.anchor) for each in fragment.open_folios)
    of_furniture = (furniture.digest, furniture.shifts_pt) if furniture else ()
    return fragment.digest, of_furniture, open_folios


def _folios(pagination: Pagination) -> dict[str, str]:
    return {anchor: str(place.folio) for anchor, place in pagination.locations.items()}


def _part(
    fragment: TypesetFragment, furniture: TypesetFurniture | None, folios: Mapping[str, str]
) -> Part:
    text = filled(fragment, folios)
    return Part(
        id=fragment.id,
        text=text,
        text_digests=drawing_digests(text),
        furniture=furniture.pdf if furniture else None,
        furniture_digests=drawing_digests(furniture.pdf) if furniture else (),
        shifts_pt=furniture.shifts_pt if furniture else (),
        source_map=fragment.source_map,
    )
