"""Turn index marks into single places and ranges by heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.authority import HeadingPath
from chapbook.diagnostics import Diagnostic, error
from chapbook.manuscript.model import IndexMark, MarkRole


@dataclass(frozen=True)
class MarkedRange:
    """Two marks that open and close a range, or twice the same one."""

    first: IndexMark
    last: IndexMark

    @property
    def principal(self) -> bool:
        """Either end may say so."""
        return self.first.principal or self.last.principal


def join_ranges(
    marks: Sequence[IndexMark],
) -> tuple[Mapping[HeadingPath, tuple[MarkedRange, ...]], tuple[Diagnostic, ...]]:
    """Join each closing mark to the last open one of its heading, in the order given.

    One that finds no partner is an error, and a place of its own so that nothing is lost.
    """
    found: dict[HeadingPath, list[MarkedRange]] = {}
    opened: dict[HeadingPath, list[IndexMark]] = {}
    diagnostics: list[Diagnostic] = []
    for mark in marks:
        entry = found.setdefault(mark.path, [])
        if mark.role is MarkRole.OPEN:
            opened.setdefault(mark.path, []).append(mark)
        elif mark.role is MarkRole.CLOSE and opened.get(mark.path):
            entry.append(MarkedRange(opened[mark.path].pop(), mark))
        else:
            entry.append(MarkedRange(mark, mark))
            if mark.role is MarkRole.CLOSE:
                diagnostics.append(_unmatched(mark, "closed here but never opened", ".open"))
    for path, left in opened.items():
        for mark in left:
            found[path].append(MarkedRange(mark, mark))
            diagnostics.append(_unmatched(mark, "opened here but never closed", ".close"))
    return {path: tuple(ranges) for path, ranges in found.items()}, tuple(diagnostics)


def _unmatched(mark: IndexMark, what: str, missing: str) -> Diagnostic:
    name = " > ".join(mark.path)
    hint = f'the other end is []{{ix="{name}" {missing}}}, with the very same heading'
    return error("index-range", f"the range of '{name}' is {what}", mark.span, hint)
