"""Turn index marks into single places and ranges by heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.authority import HeadingPath
from chapbook.apparatus.index_pages import Emphasis, Page, PlacedMark
from chapbook.diagnostics import Diagnostic, SourceSpan, error
from chapbook.manuscript.model import MarkRole

ROLE_ORDER = {MarkRole.OPEN: 0, MarkRole.POINT: 1, MarkRole.CLOSE: 2}
NOWHERE = SourceSpan("", 0)
NO_PAGE = Page(-1, 0, "", 0, "")


@dataclass(frozen=True)
class MarkedRange:
    """Two marks that open and close a range, or twice the same one."""

    first: PlacedMark
    last: PlacedMark

    @property
    def emphasis(self) -> Emphasis:
        """Either end may say so."""
        return max(self.first.emphasis, self.last.emphasis)


Ranges = Mapping[HeadingPath, tuple[MarkedRange, ...]]


def join_ranges(marks: Sequence[PlacedMark]) -> tuple[Ranges, tuple[Diagnostic, ...]]:
    """Join the marks that open and close a range, whatever order they come in.

    A range may run over chapters. One end that finds no partner is an error, and a place of
    its own so that nothing is lost.
    """
    by_path: dict[HeadingPath, list[PlacedMark]] = {}
    for mark in sorted(marks, key=_reading_order):
        by_path.setdefault(mark.path, []).append(mark)
    found: dict[HeadingPath, tuple[MarkedRange, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for path, of_path in by_path.items():
        joining = _Joining()
        for mark in of_path:
            joining.take(mark)
        found[path] = (*joining.ranges, *(MarkedRange(mark, mark) for mark in joining.left))
        diagnostics += [_unmatched(mark) for mark in joining.left]
    return found, tuple(diagnostics)


def first_spans(ranges: Ranges) -> Mapping[HeadingPath, SourceSpan]:
    """Where each heading, or a subentry of it, is marked first; every heading is here."""
    first: dict[HeadingPath, SourceSpan] = {}
    for path, of_path in ranges.items():
        span = min(marked.first.span for marked in of_path)
        for depth in range(1, len(path) + 1):
            first[path[:depth]] = min(span, first.get(path[:depth], span))
    return first


def _reading_order(mark: PlacedMark) -> tuple[Page, SourceSpan, int, str]:
    """By page, then as written; marks that stand in no file open before they close."""
    written = mark.span if mark.span.path else NOWHERE
    return mark.page or NO_PAGE, written, ROLE_ORDER[mark.role], mark.place.anchor


class _Joining:
    """A walk through one heading's marks; its state is the ends that wait for another."""

    def __init__(self) -> None:
        self.ranges: list[MarkedRange] = []
        self.opened: list[PlacedMark] = []
        self.closed: list[PlacedMark] = []

    @property
    def left(self) -> list[PlacedMark]:
        return [*self.opened, *self.closed]

    def take(self, mark: PlacedMark) -> None:
        if mark.role is MarkRole.POINT:
            self.ranges.append(MarkedRange(mark, mark))
        elif mark.role is MarkRole.OPEN:
            # A note stands at the foot of its page, but its text may be anywhere in the file.
            early = [end for end in self.closed if mark.page is None or end.page == mark.page]
            self._join(mark, self.closed, early, self.opened)
        else:
            self._join(mark, self.opened, self.opened, self.closed)

    def _join(
        self,
        mark: PlacedMark,
        waiting: list[PlacedMark],
        partners: list[PlacedMark],
        else_waits: list[PlacedMark],
    ) -> None:
        """Join with the last partner, one of the same emphasis rather than another."""
        if not partners:
            else_waits.append(mark)
            return
        alike = [end for end in partners if end.emphasis is mark.emphasis]
        partner = (alike or partners)[-1]
        waiting.remove(partner)
        opens = mark.role is MarkRole.OPEN
        self.ranges.append(MarkedRange(mark, partner) if opens else MarkedRange(partner, mark))


def _unmatched(mark: PlacedMark) -> Diagnostic:
    name = " > ".join(mark.path)
    on = f" on {mark.page.label}" if mark.page else ""
    opens = mark.role is MarkRole.OPEN
    done, missing = ("opened", "closed") if opens else ("closed", "opened")
    role = ".close" if opens else ".open"
    hint = f'the other end is []{{ix="{name}" {role}}}, with the very same heading'
    return error("index-range", f"range {name} {done}{on} never {missing}", mark.span, hint)
