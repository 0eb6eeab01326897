"""Turn the parts of a book into the list of its pages as they are shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from chapbook.proofing.preview.messages import DivisionPlace, Part


@dataclass(frozen=True)
class ShownPage:
    """A page of the book: the digest of what is on it, its folio, the division that it belongs to
    and its number there, from 0. A blank has the digest '' and the number -1."""

    digest: str
    folio: str
    division: str
    number: int


def page_list(
    divisions: Sequence[DivisionPlace], parts: Mapping[str, Part]
) -> tuple[ShownPage, ...]:
    """All pages, blanks too. A part that was set anew may have more or fewer pages than its
    place: what comes after it moves."""
    pages: list[ShownPage] = []
    for place in divisions:
        pages += [ShownPage("", "", place.id, -1)] * place.blanks_before
        part = parts.get(place.id)
        for number in range(len(part.text_digests) if part else 0):
            folio = place.folios[number] if number < len(place.folios) else ""
            pages.append(ShownPage(digest_of(part, number), folio, place.id, number))
    return tuple(pages)


def with_proof(
    pages: Sequence[ShownPage],
    division: str,
    first_page: int,
    digests: Sequence[str],
    is_whole: bool,
) -> tuple[ShownPage, ...]:
    """The pages, those of a proof in the place of a division's from `first_page` (from 0) on; all
    of its pages if it `is_whole`, so that what comes after may move."""
    own = [page for page in pages if page.division == division and page.number >= 0]
    behind = len(pages) - next(
        (at for at, page in enumerate(reversed(pages)) if page.division == division), len(pages)
    )
    folios = {page.number: page.folio for page in own}
    new = {
        number: ShownPage(digest, folios.get(number, ""), division, number)
        for number, digest in enumerate(digests, first_page)
    }
    kept = {page.number: page for page in own if not is_whole}
    placed = kept | {number: page for number, page in new.items() if is_whole or number in kept}
    first = behind - len(own)
    return (*pages[:first], *(placed[number] for number in sorted(placed)), *pages[behind:])


def digest_of(part: Part | None, number: int) -> str:
    """A digest of all that is drawn on a page."""
    if part is None:
        return ""
    furniture = _at(part.furniture_digests, number, "")
    shift_pt = _at(part.shifts_pt, number, 0.0)
    return sha256(f"{part.text_digests[number]} {furniture} {shift_pt}".encode()).hexdigest()[:20]


Value = TypeVar("Value")


def _at(values: Sequence[Value], number: int, default: Value) -> Value:
    return values[number] if number < len(values) else default


def changed_pages(before: Sequence[ShownPage], after: Sequence[ShownPage]) -> tuple[int, ...]:
    """The indices of pages that show what no page showed before."""
    known = Counter(page.digest for page in before)
    return tuple(
        index for index, page in enumerate(after) if page.digest and not known[page.digest]
    )


def newest_page(
    changed: Sequence[int],
    pages: Sequence[ShownPage],
    divisions: Sequence[DivisionPlace],
    saved: Sequence[str],
) -> int | None:
    """The first changed page of the chapter that was saved, or of what lists the entries that were;
    None where none of it has changed."""
    edited = {
        place.id
        for place in divisions
        if any(path and path in saved for path in (place.source, place.made_from))
    }
    return next((index for index in changed if pages[index].division in edited), None)
