"""Turn quotations into text with the locale's marks, double and single by turns."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chapbook.csl.rich import Inline, Quoted, Text

_FOREIGN = "«„‚"
"""Marks that stay as they are written, being those of another language."""


@dataclass(frozen=True)
class Marks:
    """Quotation marks: for a quotation, and for one inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str

    def at(self, depth: int) -> tuple[str, str]:
        """The marks of a quotation with `depth` others around it."""
        if depth % 2:
            return self.inner_opening, self.inner_closing
        return self.opening, self.closing


def with_marks(inlines: Iterable[Inline], marks: Marks, depth: int = 0) -> tuple[Inline, ...]:
    """The inlines with every quotation's marks as text."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(inline)
        elif isinstance(inline, Quoted):
            own = inline.marks
            if own is None or not (own[0] in _FOREIGN or (inline.stays and not depth)):
                own = marks.at(depth)
            children = with_marks(inline.children, marks, depth + 1)
            result += [Text(own[0]), *children, Text(own[1])]
        else:
            result.append(replace(inline, children=with_marks(inline.children, marks, depth)))
    return tuple(result)
