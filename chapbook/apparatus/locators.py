"""Turn the places of an index entry's marks into its locators."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chapbook.apparatus.model import Folio, FolioStyle, Locator, PageLocation
from chapbook.diagnostics import SourceSpan


@dataclass(frozen=True)
class Stretch:
    """The pages from `first` to `last` (the same for a single mark) and the mark at its start."""

    first: PageLocation
    last: PageLocation
    principal: bool
    anchor: str
    span: SourceSpan


def locators(stretches: Iterable[Stretch], language: str) -> tuple[Locator, ...]:
    """An entry's locators in the order of the pages.

    A page is printed once and goes where a range has it; a principal locator stays, bold,
    even inside a range. Only ranges that share a page become one: that the index's pages
    follow each other makes no range.
    """
    ordered = sorted(stretches, key=_start)
    principal = _joined(stretch for stretch in ordered if stretch.principal)
    plain = _joined(
        stretch
        for stretch in ordered
        if not stretch.principal and not any(_holds(other, stretch) for other in principal)
    )
    printed = sorted((*principal, *plain), key=_printing_order)
    return tuple(
        Locator(
            page_range(each.first.folio, each.last.folio, language), each.anchor, each.principal
        )
        for each in printed
    )


def page_range(first: Folio, last: Folio, language: str) -> str:
    """A locator as printed: '37', '142–43', 'xii–xiv'.

    English ranges are shortened as the Chicago Manual of Style has it (9.61 in its 17th
    edition); roman folios and other languages' ranges stand in full.
    """
    if first == last:
        return str(first)
    end = str(last)
    arabic = first.style is last.style is FolioStyle.ARABIC
    if arabic and language.split("-")[0].lower() == "en":
        end = _shortened(str(first), end)
    return f"{first}–{end}"


def _shortened(first: str, last: str) -> str:
    if len(first) != len(last) or len(first) < 3 or first.endswith("00"):
        return last
    changed = next(
        (at for at, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), 0
    )
    fewest = 1 if first[-2] == "0" else 2
    return last[min(changed, len(last) - fewest) :]


def _start(stretch: Stretch) -> tuple[int, SourceSpan, str]:
    return stretch.first.page_index, stretch.span, stretch.anchor


def _printing_order(stretch: Stretch) -> tuple[int, int, bool]:
    return stretch.first.page_index, -stretch.last.page_index, not stretch.principal


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return (
        outer.first.page_index <= inner.first.page_index
        and inner.last.page_index <= outer.last.page_index
    )


def _joined(ordered: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches that share a page, as one."""
    joined: list[Stretch] = []
    for stretch in ordered:
        if joined and stretch.first.page_index <= joined[-1].last.page_index:
            last = max(joined[-1].last, stretch.last, key=lambda location: location.page_index)
            joined[-1] = replace(joined[-1], last=last)
        else:
            joined.append(stretch)
    return tuple(joined)
