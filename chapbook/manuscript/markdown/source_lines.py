"""Turn a chapter's lines into lines that Python-Markdown's blocks can be read from.

Each line's content gets a position mark behind its prefix (indent, '>', bullet, hashes);
whatever comes before the mark is syntax. Lines that stand for something as a whole are
taken by their rules, which leave a token for the block parser.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.positions import RESERVED
from chapbook.manuscript.markdown.reading import FencedDivision, Reading

DEEPEST_PREFIX = 16
STX, ETX = "\x02", "\x03"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")
_PREFIX = re.compile(r"[ ]*(?:>[ ]?|[-*+][ ]+|\d{1,9}\.[ ]+)")
_LAST_PREFIX = re.compile(r"[ ]*(?:\#{1,6}[ ]+|(?:Table)?:[ ]{1,3}|\|[ ]?)?")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_LINK = re.compile(r"\[(?!\^)[^\[\]]+\]:[ ]*\S+")
_RULER = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_UNDERLINE = re.compile(r"=+[ ]*|-+[ ]*")
_HEADING = re.compile(r"#{1,6} ")
_CONTAINER = re.compile(
    r"[ ]{0,3}(?:[-*+][ ]|\d+\.[ ]|\[\^|:[ ]"
    r"|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})[.)][ ])"
)
_TABBED = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}\.|#{1,6}|:|\[\^[^\s\]]+\]:)[ \t]+)*")


@dataclass(frozen=True)
class LineStart:
    """A line in three parts: the '>' of quotations, the indent after it, and the rest."""

    quote: str
    indent: str
    rest: str

    @property
    def column(self) -> int:
        """The column of the rest, from 1, where the line has no tabs."""
        return len(self.quote) + len(self.indent) + 1


class SourceLines:
    """The lines of a chapter being read; rules move `at` on and append to `done`."""

    def __init__(self, reading: Reading, lines: Sequence[str], first: int) -> None:
        self.reading = reading
        self.first = first
        self.lines = [self._cleaned(line, first + at) for at, line in enumerate(lines)]
        self.at = 0
        self.done: list[str] = []
        self.open_divisions: list[tuple[int, str]] = []
        self._open_changes: list[tuple[int, int]] = []
        self._is_in_container = False
        self._block_start = 0

    def read(self, takers: "Sequence[Taker]") -> list[str]:
        """The lines for the block parser; each of `takers` may take the line that it begins."""
        while self.at < len(self.lines):
            self._close_changes()
            line = self.lines[self.at]
            if not line.strip():
                self.blank("")
                self.at += 1
                continue
            start = self._start(line)
            if len(start.indent) < 4 or self._is_in_container:
                taken = any(taker(self, start) for taker in takers)
            else:
                taken = False
            if not taken:
                self._text(start)
        self._close_changes()
        return self.done

    def open_change(self, division: FencedDivision, last: int) -> None:
        """Open a division for the present line up to that of index `last`."""
        self.reading.openings.append(division)
        number = len(self.reading.openings) - 1
        self._open_changes.append((last, number))
        self.blank("")
        self.emit(token_text("open", number))
        self.blank("")

    def _close_changes(self) -> None:
        while self._open_changes and self.at > self._open_changes[-1][0]:
            _, number = self._open_changes.pop()
            self.blank("")
            self.emit(token_text("close", number))
            self.blank("")

    def _cleaned(self, line: str, number: int) -> str:
        """The line with U+FFFD for what no book can print, so that columns stay."""
        for pattern in (_CONTROL, RESERVED):
            found = pattern.search(line)
            if found:
                message = f"the character U+{ord(found.group()):04X} can't stand in a book"
                span = SourceSpan(self.reading.path, number, found.start() + 1)
                self.reading.error("character", message, span, "take it out")
                line = pattern.sub("\ufffd", line)
        return line

    def _start(self, line: str) -> LineStart:
        untabbed = without_tabs(line)
        quote = _QUOTE.match(untabbed)
        prefix = quote.group() if quote and quote.group().count(">") <= DEEPEST_PREFIX else ""
        rest = untabbed[len(prefix) :]
        indent = len(rest) - len(rest.lstrip(" "))
        if indent > 4 * DEEPEST_PREFIX and self._is_in_container:
            self._report_depth(len(prefix) + indent)
            rest = rest[indent - 4 * DEEPEST_PREFIX :]
            indent = 4 * DEEPEST_PREFIX
        if indent < 4:
            is_lazy = self._is_in_container and self.is_below_text()
            self._is_in_container = _CONTAINER.match(rest) is not None or is_lazy
        return LineStart(prefix, " " * indent, rest[indent:])

    def _report_depth(self, column: int) -> None:
        message = "lists are nested too deeply here"
        self.reading.error("nesting", message, self.span(column + 1, 1))

    def emit(self, line: str) -> None:
        """Hand on a line that needs no mark."""
        self.done.append(line)

    def blank(self, quote: str) -> None:
        """Hand on an empty line, inside the quotation that `quote` is the prefix of."""
        self.leave_text(quote)
        line = quote.rstrip()
        if self.done and self.done[-1] != line:
            self.done.append(line)
            self._block_start = len(self.done)

    def leave_text(self, quote: str) -> None:
        """Part a quotation, if `quote` is one's prefix, from text directly above it."""
        if quote and self.done and not self.done[-1].lstrip().startswith(">"):
            self.blank("")

    def is_below_text(self) -> bool:
        """Whether the line before holds text."""
        return bool(self.done and self.done[-1].strip(" >"))

    def mark(self, column: int) -> str:
        """The mark for a column, from 1, of the present line without its tabs."""
        original = self.lines[self.at]
        if "\t" in original:
            width = 0
            while width < len(original) and len(original[:width].expandtabs(4)) < column - 1:
                width += 1
            column = width + 1
        return self.reading.positions.mark(self.first + self.at, column)

    def span(self, column: int, length: int) -> SourceSpan:
        """A place in the present line."""
        return SourceSpan(self.reading.path, self.first + self.at, column, length)

    def _text(self, start: LineStart) -> None:
        line = start.quote + start.indent + start.rest
        is_heading = _HEADING.match(start.rest) is not None
        if is_heading or self.ends_indented_text(start):
            self.blank(start.quote)
        if _LINK.match(start.rest) or self._is_ruler(start.rest):
            self.emit(line)
        else:
            at = self._content(line)
            mark = self.mark(at + 1) if at < len(line.rstrip()) else ""
            self.emit(line[:at] + mark + line[at:])
        if is_heading:
            self.blank(start.quote)
        self.at += 1

    def ends_indented_text(self, start: LineStart) -> bool:
        """Whether a list item follows on an item's further paragraph without an empty line."""
        if not self.is_below_text() or len(start.indent) > 3 or start.quote:
            return False
        if not _CONTAINER.match(start.rest):
            return False
        return self.done[self._block_start].startswith("    ")

    def _content(self, line: str) -> int:
        """Where the content of a line begins, behind all that nests it."""
        at = depth = 0
        while depth < DEEPEST_PREFIX and (step := _PREFIX.match(line, at)):
            at, depth = step.end(), depth + 1
        last = _LAST_PREFIX.match(line, at)
        return last.end() if last else at

    def _is_ruler(self, rest: str) -> bool:
        """Whether it is the line under a heading, or under a table's head."""
        if not self.is_below_text():
            return False
        is_ruler = "|" in rest and _RULER.fullmatch(rest) is not None
        return is_ruler or _UNDERLINE.fullmatch(rest) is not None


Taker = Callable[[SourceLines, LineStart], bool]


def token_text(kind: str, number: int) -> str:
    """What stands in a line for something taken whole."""
    return f"{STX}{kind}:{number}{ETX}"


def without_tabs(line: str) -> str:
    """`line` with the tabs of its prefix as spaces; others stay."""
    if "\t" not in line:
        return line
    prefix = _TABBED.match(line)
    end = prefix.end() if prefix else 0
    return line[:end].expandtabs(4) + line[end:]
