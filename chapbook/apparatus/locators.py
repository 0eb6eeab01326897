"""Turn the places of an index entry's marks into its locators."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chapbook.apparatus.index_pages import Emphasis, Page
from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.locator_forms import note_forms, page_range
from chapbook.apparatus.model import IndexPlace, Locator

FEWEST_MERGED = {"two": 2, "three": 3}


@dataclass(frozen=True)
class Stretch:
    """The pages from `first` to `last` (the same for a single mark) and the marks on them.

    `notes`: the numbers of the first and last note, '' in the text. `merged`: made by the
    setting, not by the editor.
    """

    first: Page
    last: Page
    emphasis: Emphasis
    places: tuple[IndexPlace, ...]
    notes: tuple[str, str] = ("", "")
    merged: bool = False

    @property
    def size(self) -> int:
        """How many folios it has."""
        return self.last.number - self.first.number + 1


def join_stretches(stretches: Iterable[Stretch], merge: str) -> tuple[Stretch, ...]:
    """What is printed of an entry's places, in the order of the book.

    A page is printed once, and not where a range has it; but a principal place and an
    illustration stay inside a range (Hart's Rules, 19.2). Ranges that share a page are one;
    pages that follow each other are, where `merge` says so.
    """
    ordered = sorted(stretches, key=_start)
    if len(ordered) == 1:
        return tuple(ordered)
    printed: list[Stretch] = []
    for emphasis in sorted(Emphasis, reverse=True):
        alike = [each for each in ordered if each.emphasis is emphasis]
        if not alike:
            continue
        if emphasis is Emphasis.ILLUSTRATION:
            alike = [each for each in alike if not _absorbed(each, printed)]
        pages = _joined([each for each in alike if not each.notes[0]])
        notes = _joined_notes([each for each in alike if each.notes[0]])
        for each in (*_merged(pages, FEWEST_MERGED.get(merge, 0)), *notes):
            if not _absorbed(each, printed):
                printed.append(each)
    return tuple(sorted(printed, key=_printing_order))


def locator(stretch: Stretch, style: IndexStyle, language: str) -> Locator:
    """A stretch as it is printed."""
    text = page_range(stretch.first, stretch.last, style.range_in(language))
    if stretch.notes[0]:
        one, several = note_forms(language, style.notes)
        first, last = stretch.notes
        text += f"{one}{first}" if first == last else f"{several}{first}–{last}"
    return Locator(
        text=text,
        anchor=stretch.places[0].anchor,
        principal=stretch.emphasis is Emphasis.PRINCIPAL,
        illustration=stretch.emphasis is Emphasis.ILLUSTRATION,
        note=bool(stretch.notes[0]),
        places=stretch.places,
    )


def _start(stretch: Stretch) -> tuple[Page, Page, tuple[IndexPlace, ...]]:
    return stretch.first, stretch.last, stretch.places


def _printing_order(stretch: Stretch) -> tuple[Page, bool, int, int, tuple[int, str], int]:
    notes, last = stretch.notes[0], stretch.last
    return stretch.first, bool(notes), -last.leaf, -last.number, _note(notes), -stretch.emphasis


def _note(number: str) -> tuple[int, str]:
    return (int(number) if number.isdecimal() else 0), number


def _absorbed(stretch: Stretch, printed: list[Stretch]) -> bool:
    """Whether a printed stretch of more weight has all of this one: it has its marks then."""
    for at, other in enumerate(printed):
        if other.emphasis > stretch.emphasis and _holds(other, stretch):
            places = tuple(dict.fromkeys((*other.places, *stretch.places)))
            printed[at] = replace(other, places=places)
            return True
    return False


def _holds(outer: Stretch, inner: Stretch) -> bool:
    if outer.notes[0] or inner.notes[0]:
        same_pages = (outer.first, outer.last) == (inner.first, inner.last)
        low, high = map(_note, outer.notes)
        return same_pages and low <= _note(inner.notes[0]) <= _note(inner.notes[1]) <= high
    return outer.first <= inner.first and inner.last <= outer.last


def _joined(ordered: Sequence[Stretch]) -> list[Stretch]:
    """Stretches that share a page, as one."""
    joined: list[Stretch] = []
    for stretch in ordered:
        if joined and stretch.first <= joined[-1].last:
            joined[-1] = _one(joined[-1], stretch, merged=False)
        else:
            joined.append(stretch)
    return joined


def _merged(pages: Sequence[Stretch], fewest: int) -> list[Stretch]:
    """Stretches that follow each other, as one where they have the fewest pages for that."""
    chains: list[list[Stretch]] = []
    for stretch in pages:
        if fewest and chains and chains[-1][-1].last.precedes(stretch.first):
            chains[-1].append(stretch)
        else:
            chains.append([stretch])
    merged: list[Stretch] = []
    for chain in chains:
        if len(chain) > 1 and sum(each.size for each in chain) >= fewest:
            whole = chain[0]
            for each in chain[1:]:
                whole = _one(whole, each, merged=True)
            merged.append(whole)
        else:
            merged += chain
    return merged


def _joined_notes(notes: Sequence[Stretch]) -> list[Stretch]:
    """Notes of one page that follow each other, as one: 45nn3–4."""
    joined: list[Stretch] = []
    for stretch in sorted(notes, key=lambda each: (each.first, each.last, _note(each.notes[0]))):
        if joined and _follows(joined[-1], stretch):
            last = max(joined[-1].notes[1], stretch.notes[1], key=_note)
            whole = _one(joined[-1], stretch, merged=False)
            joined[-1] = replace(whole, notes=(joined[-1].notes[0], last))
        else:
            joined.append(stretch)
    return joined


def _follows(before: Stretch, after: Stretch) -> bool:
    if (before.first, before.last) != (after.first, after.last):
        return False
    (end, _), (start, _) = _note(before.notes[1]), _note(after.notes[0])
    one_page = before.first == before.last
    return before.notes[1] == after.notes[0] or (one_page and end > 0 and 0 < start <= end + 1)


def _one(before: Stretch, after: Stretch, merged: bool) -> Stretch:
    places = dict.fromkeys((*before.places, *after.places))
    return replace(
        before,
        last=max(before.last, after.last),
        places=tuple(places),
        merged=merged or before.merged or after.merged,
    )
