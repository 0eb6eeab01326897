"""Turn set pages into the texts that are printed over other texts."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from chapbook.composition.set_lines import NOTE, TURNED, SetLine, SetPage, SetText
from chapbook.diagnostics import Diagnostic, error

TOLERANCE_PX = 1.0
SAME_LINE_EM = 0.6
"""Texts whose baselines are further apart stand one above the other, as beside a drop cap."""


class _Pair(NamedTuple):
    line: SetLine
    below: SetText
    above: SetText


def audit_overprint(pages: Sequence[SetPage], folios: Sequence[str]) -> Iterator[Diagnostic]:
    """The first text of each line of `pages` that covers another; `folios` are printed on them.

    Text over a page's notes is `text-over-notes`.
    """
    for page in pages:
        for pair in _pairs([line for line in page.lines if line.kind != TURNED]):
            below, above = pair.below.text.strip()[-30:], pair.above.text.strip()[:30]
            message = f"p. {folios[page.page_index]}: '{above}' is printed over '{below}'"
            yield error("text-overprinted", message, pair.line.span)


def _pairs(lines: Sequence[SetLine]) -> Iterator[_Pair]:
    rows = sorted(lines, key=lambda line: line.top_px)
    for at, line in enumerate(rows):
        yield from islice(_within(line), 1)
        yield from islice(_across(line, rows[at + 1 :]), 1)


def _within(line: SetLine) -> Iterator[_Pair]:
    for one, other in pairwise(sorted(_printed(line), key=lambda text: text.left_px)):
        if _covers(one, other):
            yield _Pair(line, one, other)


def _across(line: SetLine, later: Sequence[SetLine]) -> Iterator[_Pair]:
    """`later` begin at the line's top or below it. What juts out is `text-overflow`."""
    for other in later:
        if other.top_px >= line.bottom_px - TOLERANCE_PX:
            return
        if (line.kind == NOTE) == (other.kind == NOTE) and not _juts_out(line):
            for text in _printed(line):
                for beside in _printed(other):
                    if _covers(text, beside):
                        yield _Pair(other, text, beside)


def _juts_out(line: SetLine) -> bool:
    return line.right_px > line.room_right_px + TOLERANCE_PX


def _printed(line: SetLine) -> list[SetText]:
    return [text for text in line.texts if text.text.strip() and not text.is_hidden]


def _covers(one: SetText, other: SetText) -> bool:
    if abs(one.baseline_px - other.baseline_px) > SAME_LINE_EM * min(one.size_px, other.size_px):
        return False
    return min(one.right_px, other.right_px) - max(one.left_px, other.left_px) > TOLERANCE_PX
