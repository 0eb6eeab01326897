"""Turn two printings of a book into the sheets that have changed, and the errata."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from chapbook.bindery.errata import Errata, Erratum, changed_runs, errata
from chapbook.bindery.page_digests import page_digests
from chapbook.bindery.page_text import words_of
from chapbook.bindery.scheme import Plan
from chapbook.bindery.sheets import Sheet


@dataclass(frozen=True)
class Reprint:
    """What differs: the indices of pages and sheets of the new printing that are not as they
    were, the number of sheets in all, and the errata."""

    pages: tuple[int, ...]
    sheets: tuple[int, ...]
    sheet_count: int
    errata: Errata


def reprint(old: bytes, new: bytes, old_plan: Plan, new_plan: Plan) -> Reprint:
    """Compare the pages by what they print, and the sheets by their pages.

    A sheet is the same where each of its cells holds a page that prints the same.
    """
    with pikepdf.open(BytesIO(old)) as before, pikepdf.open(BytesIO(new)) as after:
        old_digests, new_digests = page_digests(before), page_digests(after)
        found = _errata(before, after, old_digests, new_digests)
    were = [_printed(sheet, old_digests) for sheet in old_plan.imposition.sheets]
    are = [_printed(sheet, new_digests) for sheet in new_plan.imposition.sheets]
    same_layout = old_plan.layout == new_plan.layout
    return Reprint(
        pages=tuple(
            index
            for index, digest in enumerate(new_digests)
            if index >= len(old_digests) or digest != old_digests[index]
        ),
        sheets=tuple(
            number
            for number, printed in enumerate(are)
            if not same_layout or number >= len(were) or printed != were[number]
        ),
        sheet_count=len(are),
        errata=found,
    )


def _errata(
    before: Pdf, after: Pdf, old_digests: Sequence[str], new_digests: Sequence[str]
) -> Errata:
    """The errata of the runs of pages that don't print the same; only these are read."""
    entries: list[Erratum] = []
    left_out = 0
    for first, last, new_first, new_last in changed_runs(old_digests, new_digests):
        old_words = words_of(before, range(first, last))
        found = errata(old_words, words_of(after, range(new_first, new_last)))
        entries += found.entries
        left_out += found.pages_left_out
    return Errata(tuple(entries), left_out)


def _printed(sheet: Sheet, digests: Sequence[str]) -> list[tuple[object, ...]]:
    """Every cell with what it prints; pages for notes are all alike."""
    return [
        (
            cell.column, cell.row, cell.is_head_down, cell.nesting, cell.signature,
            None if cell.page_index is None or cell.page_index >= len(digests)
            else digests[cell.page_index],
        )
        for forme in sheet.formes
        for cell in forme.cells
    ]  # fmt: skip
