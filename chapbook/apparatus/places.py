"""Turn an offset in a text file into its line and column."""

from bisect import bisect_right
from dataclasses import dataclass

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.model import SourceText


@dataclass(frozen=True)
class Places:
    """The offsets at which the lines of a file begin."""

    path: str
    line_starts: tuple[int, ...]

    def span(self, offset: int, length: int = 1) -> SourceSpan:
        """The place of `length` characters from `offset`, both counted in characters."""
        line = bisect_right(self.line_starts, offset)
        return SourceSpan(self.path, line, offset - self.line_starts[line - 1] + 1, max(1, length))


def places_in(source: SourceText) -> Places:
    """The places of a file."""
    ends = (index + 1 for index, character in enumerate(source.text) if character == "\n")
    return Places(source.path, (0, *ends))
