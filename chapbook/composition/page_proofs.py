"""Turn a fragment that was set, and its edited HTML, into the few pages around the edit.

An editor waits for one page. Pages before the edit are known, so the text is set from the last
page that begins before it, and a little beyond it. That is a guess: the whole fragment, which
is set next, decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from chapbook.apparatus.model import PageLocation
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.composition.open_folios import WRITTEN
from chapbook.composition.same_text import CLASS, TAG, VOID, letters_before_edit
from chapbook.composition.set_lines import FLOWS
from chapbook.manuscript.book_config import Opening

BEYOND_PAGES = 1.3
"""So much text behind the edited block fills its page for certain."""
BEYOND_END_PAGES = 0.35
"""And so much behind the place where the page ended before, besides what was taken out."""
LETTERS_OF_LINE = 55
"""An edit so far behind the place where a page begins in its paragraph seldom moves that place, and
one a third as far before it is seen on the page before."""
_LINE = re.compile(r' data-line="(\d+)"')


@dataclass(frozen=True)
class Flow:
    """A fragment's HTML in parts: all before the blocks of its text, these, all behind them."""

    before: str
    blocks: tuple[str, ...]
    behind: str


@dataclass(frozen=True)
class ProofOrder:
    """A piece of a fragment to be set: from its page `first_page` (from 0) on, which begins at
    the end of `way` in this HTML. Its last page is whole if it `ends` the fragment. `last` is
    the number of the block in the piece, among those that are shown, which ends on the last
    page wanted, -1 for one page. `before` is the fragment as it was set before the edit."""

    html: str
    way: tuple[int, ...]
    first_page: int
    ends: bool
    last: int
    before: TypesetFragment


def order_proof(
    html: HtmlFragment,
    made: TypesetFragment,
    edited: HtmlFragment,
    locations: Mapping[str, PageLocation],
) -> ProofOrder | None:
    """The piece of `edited` to be set, where `html` was set as `made` before.

    None where nothing is to be seen of the edit, or more has changed than the text. `locations`
    has the folios to print.
    """
    if (
        not made.page_starts
        or made.page_starts[0] is None
        or edited.with_margins
        or edited.starts_on is not Opening.NEXT
    ):
        return None
    was, now = flow_of(html.html), flow_of(edited.html)
    if was is None or now is None or (was.before, was.behind) != (now.before, now.behind):
        return None
    pairs = zip_longest(map(_text, was.blocks), map(_text, now.blocks))
    first = next((number for number, (one, other) in enumerate(pairs) if one != other), None)
    if first is None or first >= len(now.blocks):
        return None
    page, is_alone = _page_of_edit(made, was, now, first)
    block, *within = made.page_starts[page] or (0,)
    end = _end(made, was, now, first, page, is_alone=is_alone)
    piece = "".join((_ghost(now.blocks[block - 1]) if block else "", *now.blocks[block:end]))
    return ProofOrder(
        html=WRITTEN.sub(
            lambda open_folio: _filled(open_folio, locations), now.before + piece + now.behind
        ),
        way=(0, 0, 0, *within) if page else (),
        first_page=page,
        ends=end == len(now.blocks),
        last=-1 if is_alone else first - block,
        before=made,
    )


def flow_of(html: str) -> Flow | None:
    """The parts of a fragment's HTML; None where it has no flow of text, or tags don't match."""
    flow, depth = None, 0
    starts: list[int] = []
    for tag in TAG.finditer(html):
        end, name, closed = tag[1], tag[2], tag[4]
        if flow is None:
            flow = tag if name in FLOWS and not end else None
        elif end:
            if depth == 0:
                bounds = [*starts, tag.start()]
                blocks = tuple(html[a:b] for a, b in pairwise(bounds))
                return Flow(html[: bounds[0]], blocks, html[tag.start() :]) if starts else None
            depth -= 1
        elif name:
            if depth == 0:
                starts.append(tag.start())
            depth += not closed and name not in VOID
    return None


def _text(block: str) -> str:
    """A block without the lines of its source, which move with every line above them."""
    return _LINE.sub("", block)


def _page_of_edit(made: TypesetFragment, was: Flow, now: Flow, edited: int) -> tuple[int, bool]:
    """The last page that begins before the edit of a block, and whether the edit begins on it for
    certain, so that its end isn't waited for."""
    if edited < len(was.blocks):
        begun = _pages_begun_in(made, was.blocks[edited])
        before = letters_before_edit(was.blocks[edited], now.blocks[edited])
    else:
        begun, before = {}, 0
    page = max(
        page
        for page, start in enumerate(made.page_starts)
        if start is not None
        and (
            start[0] < edited
            or page == 0
            or (page in begun and begun[page] + LETTERS_OF_LINE <= before)
        )
    )
    return page, before + LETTERS_OF_LINE / 3 <= begun.get(page + 1, 0)


def _pages_begun_in(made: TypesetFragment, block: str) -> dict[int, int]:
    """The pages that begin within a block, if that is a paragraph, and its letters before them."""
    tag = TAG.match(block)
    line = _LINE.search(tag[3]) if tag and tag[2] == "p" else None
    name = f"{line[1]}.1" if line else None
    return {
        page: opening.letters
        for page, opening in enumerate(made.page_openings)
        if opening and opening.block == name and opening.letters and made.page_starts[page]
    }


def _end(
    made: TypesetFragment, was: Flow, now: Flow, edited: int, page: int, *, is_alone: bool
) -> int:
    """Behind the block with which enough has followed the edited one, or the place where the last
    page wanted ended before: that is `page` if it `is_alone`."""
    sizes_before, sizes = [*map(len, was.blocks)], [*map(len, now.blocks)]
    letters_of_page = sum(sizes_before) / made.page_count
    end = _behind(sizes, edited + 1, BEYOND_PAGES * letters_of_page)
    # The first page that doesn't begin in the edited block; None where it isn't known.
    following = made.page_starts[page + 1 :]
    next_start = next((at for at in following if is_alone or at is None or at[0] > edited), None)
    if next_start is None:
        return end
    block, *within = next_start
    first = block + bool(within) + (len(sizes) - len(sizes_before) if block > edited else 0)
    taken_out = max(0, sum(sizes_before) - sum(sizes))
    beyond = BEYOND_END_PAGES * letters_of_page + taken_out
    return min(end, _behind(sizes, max(first, edited + 1), beyond))


def _behind(sizes: Sequence[int], first: int, letters: float) -> int:
    """Behind the block with which the blocks from `first` on have more than so many letters."""
    for number in range(first, len(sizes)):
        letters -= sizes[number]
        if letters < 0:
            return number + 1
    return len(sizes)


def _ghost(block: str) -> str:
    """The element before the first one, not shown: for selectors that look at it."""
    tag = TAG.match(block)
    if tag is None:
        return ""
    class_ = CLASS.search(tag[3])
    return f'<{tag[2]} {class_[0] if class_ else ""} style="display: none"></{tag[2]}>'


def _filled(open_folio: re.Match[str], locations: Mapping[str, PageLocation]) -> str:
    place = locations.get(open_folio[1])
    return (
        open_folio[0].replace(f">{open_folio[2]}<", f">{place.folio}<") if place else open_folio[0]
    )
