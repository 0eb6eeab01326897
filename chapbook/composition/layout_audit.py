"""Turn set pages into what is wrong with their layout: overflow, lines off the grid, gaps."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from chapbook.composition.set_lines import HEADING, NOTE, TABLE, TEXT, TURNED, SetLine, SetPage
from chapbook.diagnostics import Diagnostic, Severity, error, warning

MM_PER_PX = 25.4 / 96
TOLERANCE_PX = 1.5
SHORTEST_LAST_PAGE = 3
"""Fewer lines than these on a chapter's last page look like a mistake."""
LONGEST_GAP = 5
"""So many lines may be missing at a page's foot where the text goes on."""
OWN_PAGE = "full-page"
"""The class of a figure that is given a whole page."""
LARGEST_GAP = 0.25
"""So much of a page may be empty before what is kept whole."""


def audit_layout(
    pages: Sequence[SetPage], leading_px: float, folios: Sequence[str]
) -> Iterator[Diagnostic]:
    """What is wrong with `pages` on a grid of `leading_px`; `folios` are printed on them."""
    for page in pages:
        folio = folios[page.page_index]
        for line in page.lines:
            yield from _overflow(page, line, folio)
        yield from _off_grid(page, leading_px, folio)
        yield from _over_notes(page, folio)


def audit_ends(
    pages: Sequence[SetPage], leading_px: float, folios: Sequence[str]
) -> Iterator[Diagnostic]:
    """What is wrong with where `pages` end, for a book whose spreads are seen as a whole."""
    for page, following in pairwise(pages):
        yield from _short(page, following, leading_px, folios[page.page_index])
    yield from _near_empty(pages, folios)


def _overflow(page: SetPage, line: SetLine, folio: str) -> Iterator[Diagnostic]:
    """Text outside its block, outside the page's block, or below it; what is turned on the page
    has its places before that, and is left out."""
    if line.kind == TURNED:
        return
    shown = line.text.strip()[-30:]
    beyond = max(
        line.right_px - max(line.room_right_px, line.room_left_px),
        line.right_px - page.right_px,
        page.left_px - line.left_px,
    )
    if beyond > TOLERANCE_PX:
        message = f"p. {folio}: '{shown}' juts out of its column by {beyond * MM_PER_PX:.1f} mm"
        hint = "let the words be divided, or shorten the line"
        yield error("text-overflow", message, line.span, hint)
    below = max(line.bottom_px - page.bottom_px, page.top_px - line.top_px)
    if below > TOLERANCE_PX:
        message = f"p. {folio}: '{shown}' stands {below * MM_PER_PX:.1f} mm outside the text block"
        yield error("text-overflow", message, line.span)


def _off_grid(page: SetPage, leading_px: float, folio: str) -> Iterator[Diagnostic]:
    """The page's first line of running text between the lines of the grid, or of an extract that
    isn't half way between them either."""
    for line in page.lines:
        if line.kind != TEXT or abs(line.bottom_px - line.top_px - leading_px) > 0.1:
            continue
        step_px = leading_px if line.is_running else leading_px / 2
        off_px = (line.top_px - page.top_px) % step_px
        if min(off_px, step_px - off_px) > TOLERANCE_PX:
            message = f"p. {folio}: the line is {off_px * MM_PER_PX:.1f} mm off the grid"
            yield warning("off-grid", message, line.span)
            return


def _over_notes(page: SetPage, folio: str) -> Iterator[Diagnostic]:
    """Text and notes in the same place."""
    notes = [line for line in page.lines if line.kind == NOTE]
    text = [line for line in page.text_lines if line.kind != TURNED]
    if not notes or not text:
        return
    first, last = min(notes, key=_top), max(text, key=lambda line: line.bottom_px)
    if last.bottom_px - first.top_px > TOLERANCE_PX:
        message = f"p. {folio}: '{last.text.strip()[-30:]}' stands over the page's notes"
        yield error("text-over-notes", message, last.span)


def _top(line: SetLine) -> float:
    return line.top_px


def _short(
    page: SetPage, following: SetPage, leading_px: float, folio: str
) -> Iterator[Diagnostic]:
    """A page whose text ends early although what follows could be divided."""
    gap = _gap(page, leading_px)
    first = next(iter(following.text_lines), None)
    goes_on = first is not None and first.kind == TEXT and first.at > 0
    if gap > LONGEST_GAP and page.text_lines and goes_on:
        message = f"p. {folio} ends {gap} lines short, and the text goes on"
        yield warning("page-short", message, page.text_lines[-1].span)


def find_white(
    pages: Sequence[SetPage], leading_px: float, folios: Sequence[str]
) -> Iterator[Diagnostic]:
    """What might be set better: pages that are empty for a good part because a table or figure
    didn't fit."""
    for page, following in pairwise(pages):
        yield from _left_white(page, following, leading_px, folios[page.page_index])


def _left_white(
    page: SetPage, following: SetPage, leading_px: float, folio: str
) -> Iterator[Diagnostic]:
    gap = _gap(page, leading_px)
    first = next((line for line in following.text_lines if line.text.strip()), None)
    if (
        first is None
        or _has_page_of_its_own(following)
        or not page.text_lines
        or gap * leading_px < LARGEST_GAP * _height_px(page)
    ):
        return
    begins_low = first.top_px - following.top_px > 2 * leading_px
    if first.kind == TABLE or (begins_low and first.at == 0):
        what = "table" if first.kind == TABLE else "figure"
        message = f"p. {folio} ends {gap} lines short: the {what} that follows is kept whole"
        hint = "put a paragraph before it that stands behind it"
        yield Diagnostic(Severity.NOTE, "page-white", message, first.span, hint)


def _has_page_of_its_own(page: SetPage) -> bool:
    """Whether a figure was given a whole page."""
    return any(OWN_PAGE in str(line.block.get("class", "")).split() for line in page.text_lines)


def _gap(page: SetPage, leading_px: float) -> int:
    """How many lines would have room between the text and the notes."""
    notes = [line.top_px for line in page.lines if line.kind == NOTE]
    bottom_px = min(notes, default=page.bottom_px)
    return int((bottom_px - page.filled_to_px) / leading_px)


def _height_px(page: SetPage) -> float:
    return page.bottom_px - page.top_px


def _near_empty(pages: Sequence[SetPage], folios: Sequence[str]) -> Iterator[Diagnostic]:
    """A last page with a line or two."""
    if len(pages) < 2:
        return
    last = pages[-1]
    lines = [line for line in last.text_lines if line.kind not in {TABLE, HEADING}]
    has_more = len(last.text_lines) > len(lines) or last.filled_to_px > _bottom(lines)
    if lines and len(lines) < SHORTEST_LAST_PAGE and not has_more:
        count = "one line" if len(lines) == 1 else f"{len(lines)} lines"
        message = f"p. {folios[last.page_index]} has {count} only"
        hint = "save a line or two in what precedes"
        yield warning("page-near-empty", message, lines[0].span, hint)


def _bottom(lines: Sequence[SetLine]) -> float:
    return max((line.bottom_px for line in lines), default=0.0) + TOLERANCE_PX
