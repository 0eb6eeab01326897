"""Turn set pages into what a compositor would look at again: the tightening report.

Widows, orphans, runts, ladders, loose and tight lines, stacked words, hyphens at a page's end,
headings near the foot. The terms are the trade's (Bringhurst, The Elements of Typographic
Style, 2.4; Chicago Manual of Style, 17th ed., 2.113).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from chapbook.composition.late_folios import if_recto
from chapbook.composition.line_counts import LineCounts
from chapbook.composition.set_lines import HEADING, NOTE, TABLE, SetLine, SetPage
from chapbook.diagnostics import Diagnostic, Severity

LOOSE, VERY_LOOSE, TIGHT = 2.0, 2.75, 0.75
"""Spaces between words as multiples of the face's own."""
LADDER = 3
"""So many lines that end in hyphens, one below the other, are a ladder."""
LONGEST_RUNT = 5
"""A last line of one word of so few letters hardly covers the next line's indent."""
LEAST_BELOW_HEADING = 3


def count_lines(pages: Sequence[SetPage]) -> LineCounts:
    """The counts of all lines but those of headings and tables."""
    lines = [line for page in pages for line in page.lines if line.kind not in {HEADING, TABLE}]
    spaces = [line.space for line in lines if line.space is not None]
    return LineCounts(
        lines=len(lines),
        justified=len(spaces),
        loose=sum(space >= LOOSE for space in spaces),
        very_loose=sum(space >= VERY_LOOSE for space in spaces),
        tight=sum(space < TIGHT for space in spaces),
        hyphenated=sum(line.is_hyphenated for line in lines),
        spaces=sum(spaces),
    )


def tightening_report(pages: Sequence[SetPage], folios: Sequence[str]) -> Iterator[Diagnostic]:
    """What might be set better, page by page; `folios` are those of `pages`."""
    for page in pages:
        folio = folios[page.page_index]
        lines = [line for line in page.lines if line.kind != TABLE]
        for line in lines:
            yield from _spacing(line, folio)
        for _, same in groupby(lines, key=lambda line: id(line.block)):
            block = list(same)
            yield from _ladders(block, folio)
            yield from _runt(block, folio)
            yield from _stacks(block, folio)
        yield from _page_ends(page, folio)
        yield from _low_heading(page, folio)


def _finding(
    severity: Severity, code: str, folio: str, message: str, line: SetLine, hint: str
) -> Diagnostic:
    return Diagnostic(severity, code, f"p. {folio}: {message}", line.span, hint)


def _words(line: SetLine) -> list[str]:
    """The line's words, without the numbers of notes."""
    runs = (run.text for run in line.texts if not _is_call(run.element))
    return "".join(runs).replace("\u2060", "").split()


def _is_call(element: Any) -> bool:
    return "call" in element.get("class", "").split()


def _shown(line: SetLine) -> str:
    words = _words(line)
    return " ".join(words) if len(words) < 9 else f"{' '.join(words[:4])} … {' '.join(words[-3:])}"


def _spacing(line: SetLine, folio: str) -> Iterator[Diagnostic]:
    if line.space is None or TIGHT <= line.space < LOOSE:
        return
    code = "tight-line" if line.space < TIGHT else "loose-line"
    severity = Severity.WARNING if line.space >= VERY_LOOSE else Severity.NOTE
    message = f"'{_shown(line)}' is set with {line.space:.1f} × the usual space"
    hint = "another wording, {tracking=-5} or a hyphenation exception may help"
    yield _finding(severity, code, folio, message, line, hint)


def _runt(lines: Sequence[SetLine], folio: str) -> Iterator[Diagnostic]:
    """A justified paragraph's last line of one short word, or of the rest of one."""
    line, words = lines[-1], _words(lines[-1])
    if line.ends_block and len(lines) > 1 and lines[-2].space is not None and len(words) == 1:
        letters = sum(map(str.isalnum, words[0]))
        if letters <= LONGEST_RUNT:
            message = f"the paragraph ends with '{words[0]}' alone on its line"
            hint = "{tracking=-5} on the paragraph may save the line"
            yield _finding(Severity.NOTE, "runt", folio, message, line, hint)


def _ladders(lines: Sequence[SetLine], folio: str) -> Iterator[Diagnostic]:
    for hyphenated, run in groupby(lines, key=lambda line: line.is_hyphenated):
        ladder = list(run)
        if hyphenated and len(ladder) >= LADDER:
            ends = ", ".join(_words(line)[-1] for line in ladder if _words(line))
            message = f"{len(ladder)} lines in a row end in hyphens: {ends}"
            yield _finding(
                Severity.WARNING, "hyphen-ladder", folio, message, ladder[0],
                "except a word from hyphenation, or change the wording",
            )  # fmt: skip


def _stacks(lines: Sequence[SetLine], folio: str) -> Iterator[Diagnostic]:
    """The same word of four letters or more at the beginning or the end of lines in a row."""
    for upper, lower in pairwise(lines):
        above, below = _words(upper), _words(lower)
        for place, at in (("begin", 0), ("end", -1)):
            if above and below and len(above[at]) > 3 and above[at] == below[at]:
                message = f"two lines in a row {place} with '{below[at]}'"
                yield _finding(
                    Severity.NOTE, "stacked-words", folio, message, lower, "change the wording"
                )


def _page_ends(page: SetPage, folio: str) -> Iterator[Diagnostic]:
    lines = [line for line in page.text_lines if line.kind not in {HEADING, TABLE}]
    if not lines:
        return
    first, last = lines[0], lines[-1]
    if first is page.text_lines[0] and first.ends_block and first.at > 0:
        message = f"'{_shown(first)}', the last line of its paragraph, stands alone (a widow)"
        yield _finding(Severity.WARNING, "widow", folio, message, first, "save or gain a line")
    if last is not page.text_lines[-1]:
        return
    if last.at == 0 and not last.ends_block:
        message = f"'{_shown(last)}', the first line of its paragraph, stands alone (an orphan)"
        yield _finding(Severity.WARNING, "orphan", folio, message, last, "save or gain a line")
    if last.is_hyphenated:
        message = f"the page ends in a divided word, '{_words(last)[-1]}'"
        message += if_recto(page.page_index, ", behind which the leaf is turned")
        hint = "{lines=-1} on the paragraph ends the page a line earlier"
        yield _finding(Severity.WARNING, "hyphen-at-page-end", folio, message, last, hint)


def _low_heading(page: SetPage, folio: str) -> Iterator[Diagnostic]:
    lines = page.text_lines
    if not lines:
        return
    low = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].kind == HEADING), None)
    notes = [line.top_px for line in page.lines if line.kind == NOTE]
    is_full = page.filled_to_px > min(notes, default=page.bottom_px) - 3 * _height(page)
    if low and is_full and 0 < len(lines) - 1 - low < LEAST_BELOW_HEADING:
        heading = lines[low]
        message = f"'{_shown(heading)}' stands {len(lines) - 1 - low} lines above the page's foot"
        yield _finding(Severity.NOTE, "low-heading", folio, message, heading, "gain a line or two")


def _height(page: SetPage) -> float:
    line = page.text_lines[-1]
    return line.bottom_px - line.top_px
