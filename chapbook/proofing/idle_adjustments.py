"""Turn a set book's `tracking` and `lines` into warnings of those that do no good any more.

Each is tried by setting its division once without it: where that has no more findings, pages or
lines, the text has changed since and the adjustment can go.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chapbook.composition.adjustments import ASKS_FOR_LINES, ID, PAGE_LINES, TRACKED
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.diagnostics import Diagnostic, SourceSpan, warning

_LINE = re.compile(r'data-line="(\d+)"')

Typeset = Callable[[HtmlFragment], TypesetFragment]


@dataclass(frozen=True)
class _Adjustment:
    """One that was asked for: its name, where, and the division's HTML without it."""

    name: str
    span: SourceSpan | None
    without: HtmlFragment


def idle_adjustments(
    fragments: Sequence[tuple[HtmlFragment, TypesetFragment]], typeset: Typeset
) -> Iterator[Diagnostic]:
    """A warning for each adjustment without which its division would be no worse."""
    for html, made in fragments:
        for adjustment in (*_tracked(html), *_longer_pages(html, made)):
            if _is_no_worse(typeset(adjustment.without), made):
                message = f"'{adjustment.name}' does no good here any more"
                yield warning("adjustment-idle", message, adjustment.span, "take it out")


def _is_no_worse(without: TypesetFragment, made: TypesetFragment) -> bool:
    return all(other <= own for other, own in zip(_score(without), _score(made), strict=True))


def _score(made: TypesetFragment) -> tuple[int, int, int]:
    return len(made.tightening) + len(made.diagnostics), made.page_count, made.line_counts.lines


def _tracked(html: HtmlFragment) -> Iterator[_Adjustment]:
    for found in TRACKED.finditer(html.html):
        text = html.html[: found.start()] + found[1] + html.html[found.end() :]
        yield _Adjustment("tracking", _span(html, found[1]), replace(html, html=text))


def _longer_pages(html: HtmlFragment, made: TypesetFragment) -> Iterator[_Adjustment]:
    tags = [found.group() for found in ASKS_FOR_LINES.finditer(html.html)]
    for rule in PAGE_LINES.finditer(html.html):
        text = html.html[: rule.start()] + html.html[rule.end() :]
        tag = next((tag for tag in tags if _page(tag, made) == int(rule[1])), "")
        yield _Adjustment("lines", _span(html, tag), replace(html, html=text))


def _page(tag: str, made: TypesetFragment) -> int:
    """The page that an element begins on, from 1 in its division; 0 where it is on none."""
    found = ID.search(tag)
    position = made.anchors.get(found[1]) if found else None
    return position.page + 1 if position else 0


def _span(html: HtmlFragment, tag: str) -> SourceSpan | None:
    line = _LINE.search(tag)
    return SourceSpan(html.source, int(line[1])) if line and html.source else None
