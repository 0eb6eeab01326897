"""Turn a chapter's source into its editorial marks, and a mark that is settled into plain source.

The signs are those of CriticMarkup (http://criticmarkup.com/spec.php), and `%% … %%` for notes
to editors. All here are pure functions over the text of a file: nothing else is needed to
accept or reject a change.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from chapbook.manuscript.markdown.structure import read_structure


class Kind(Enum):
    """What a mark says of its text; its value is the signs before and behind it."""

    ADDITION = ("{++", "++}")
    DELETION = ("{--", "--}")
    SUBSTITUTION = ("{~~", "~~}")
    COMMENT = ("{>>", "<<}")
    HIGHLIGHT = ("{==", "==}")
    NOTE = ("%%", "%%")

    @property
    def is_change(self) -> bool:
        """Whether the text is one thing before it is accepted and another after."""
        return self in {Kind.ADDITION, Kind.DELETION, Kind.SUBSTITUTION}


BY_OPENING = {kind.value[0]: kind for kind in Kind}
BECOMES = "~>"
"""Stands between old and new in a substitution."""
_STEP = re.compile(r"\\.|%%|\{(?:\+\+|--|~~|>>|==)", re.DOTALL)
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})[^`\n]*$")
_METADATA = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_BEFORE_POINT = frozenset(" \t\n.,;:!?)]}’”»")


@dataclass(frozen=True)
class TextSpan:
    """A part of a text: indices of characters, `end` behind the last."""

    start: int
    end: int


@dataclass(frozen=True)
class EditorialMark:
    """A mark: where it stands with its signs; the line and column, from 1, where it begins;
    what stands there if it is rejected (`old`) and if it is accepted (`new`); a remark."""

    kind: Kind
    span: TextSpan
    line: int
    column: int
    old: str
    new: str
    remark: str = ""


def find_marks(source: str) -> tuple[EditorialMark, ...]:
    """The marks of a chapter's source in their order. Code, escaped signs and marks without an
    end aren't any; of marks inside each other the outer one is meant, but in a highlight."""
    code = list(_code(source))
    marks: list[EditorialMark] = []
    at = 0
    while step := _STEP.search(source, at):
        at = step.end()
        kind = BY_OPENING.get(step.group())
        inside = _around(code, step.start())
        if inside:
            at = max(at, inside.end)
            continue
        is_sign = kind is Kind.NOTE and source[: step.start()][-1:].isdigit()
        close = None if kind is None or is_sign else _closing(source, step.end(), kind, code)
        if kind is not None and close is not None:
            marks.append(_mark(source, kind, step.start(), close))
            at = step.end() if kind is Kind.HIGHLIGHT else close + len(kind.value[1])
    return tuple(marks)


def accept(source: str, span: TextSpan) -> str:
    """The source with the mark at `span` accepted: what it adds stays, what it deletes goes; of a
    highlight the text stays, a remark goes. Raises ValueError where no mark is at `span`."""
    mark = _at(source, span)
    return _settled(source, mark, mark.new)


def reject(source: str, span: TextSpan) -> str:
    """The source with the mark at `span` rejected: the text as it stood. Raises ValueError where
    no mark is at `span`."""
    mark = _at(source, span)
    return _settled(source, mark, mark.old)


def settle(source: str, marks: Iterable[EditorialMark], *, accepts: bool) -> str:
    """The source with several of its marks accepted or rejected, marks inside each other too."""
    for start in sorted((mark.span.start for mark in marks), reverse=True):
        # What is settled behind it, or in it, has moved its end, and not its beginning.
        mark = next((mark for mark in find_marks(source) if mark.span.start == start), None)
        if mark is not None:
            source = _settled(source, mark, mark.new if accepts else mark.old)
    return source


def _at(source: str, span: TextSpan) -> EditorialMark:
    for mark in find_marks(source):
        if mark.span == span:
            return mark
    raise ValueError(f"no editorial mark is at {span}")


def _mark(source: str, kind: Kind, start: int, close: int) -> EditorialMark:
    opening, closing = kind.value
    text = source[start + len(opening) : close]
    old, new, remark = text, text, ""
    if kind is Kind.ADDITION:
        old = ""
    elif kind is Kind.DELETION:
        new = ""
    elif kind is Kind.SUBSTITUTION:
        old, _, new = text.partition(BECOMES)
    elif kind is not Kind.HIGHLIGHT:
        old, new, remark = "", "", " ".join(text.split())
    line = source.count("\n", 0, start) + 1
    column = start - (source.rfind("\n", 0, start) + 1) + 1
    return EditorialMark(
        kind, TextSpan(start, close + len(closing)), line, column, old, new, remark
    )


def _settled(source: str, mark: EditorialMark, text: str) -> str:
    """The source with `text` in the mark's place. Where nothing is left, no two spaces or empty
    lines are, either."""
    before, behind = source[: mark.span.start], source[mark.span.end :]
    if text.strip():
        return before + text + behind
    begins_line = not before or before.endswith("\n")
    if begins_line and behind.startswith("\n"):
        is_block = not before or before.endswith("\n\n")
        return before + (behind.lstrip("\n") if is_block else behind[1:])
    if begins_line:
        return before + behind.lstrip(" ")
    if before.endswith(" ") and (not behind or behind[0] in _BEFORE_POINT):
        return before[:-1] + behind
    return before + behind


def _closing(source: str, start: int, kind: Kind, code: list[TextSpan]) -> int | None:
    """Where the sign that ends a mark begins."""
    sign = kind.value[1]
    at = source.find(sign, start)
    while at >= 0:
        is_remark = kind in {Kind.COMMENT, Kind.NOTE}
        is_hidden = source[at - 1] == "\\" or (not is_remark and _around(code, at) is not None)
        if not is_hidden:
            return at
        at = source.find(sign, at + 1)
    return None


def _around(spans: list[TextSpan], at: int) -> TextSpan | None:
    return next((span for span in spans if span.start <= at < span.end), None)


def _code(source: str) -> Iterator[TextSpan]:
    """What is nobody's syntax: the metadata, fenced code, code in a line."""
    metadata = _METADATA.match(source)
    at = metadata.end() if metadata else 0
    if metadata:
        yield TextSpan(0, at)
    paragraph = at
    while at < len(source):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end + 1
        line = source[at:end].rstrip("\n")
        fence = _FENCE.match(line)
        if fence or not line.strip():
            yield from _code_in_lines(source, paragraph, at)
            if fence:
                end = _fence_end(source, end, fence[1])
                yield TextSpan(at, end)
            paragraph = end
        at = end
    yield from _code_in_lines(source, paragraph, len(source))


def _fence_end(source: str, at: int, fence: str) -> int:
    closing = re.compile(rf"^[ >\t]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    found = closing.search(source, at)
    return min(len(source), found.end() + 1) if found else len(source)


def _code_in_lines(source: str, start: int, end: int) -> Iterator[TextSpan]:
    for first, code in read_structure(source[start:end]).code.items():
        yield TextSpan(start + first, start + code.end)
