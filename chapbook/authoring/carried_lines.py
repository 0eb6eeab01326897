"""Turn a foreign text into lines that know whether they are code, and what they lost on the way."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_CONTAINER = re.compile(r" {0,3}(?:[-*+]|\(?(?:\d+|[a-zA-Z]|#|@\w*)[.)]|\[\^[^\]]+\]:|[:~])\s")


@dataclass(frozen=True)
class Line:
    """A line of Markdown; `losses` say what its source had that a book can't have. `is_code`:
    it stands in a code block, fences included, and is nobody's syntax."""

    text: str
    losses: tuple[str, ...] = ()
    is_code: bool = False

    def with_loss(self, loss: str) -> "Line":
        """The same line, where that was lost."""
        return replace(self, losses=(*self.losses, loss))


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, those of code blocks marked, be they fenced or indented."""
    made: list[Line] = []
    fence = ""
    is_in_container = is_below_text = False
    for line in text.splitlines():
        found = _FENCE.match(line)
        if fence:
            made.append(Line(line, is_code=True))
            if found and found[1].startswith(fence) and not line.strip(" >`~"):
                fence = ""
            continue
        is_indented = line.startswith(("    ", "\t"))
        if line.strip() and not is_indented:
            is_lazy = is_in_container and is_below_text
            is_in_container = is_lazy or _CONTAINER.match(line) is not None
        if found and (found[1][0] == "~" or "`" not in line[found.end() :]):
            fence = found[1]
        deep = 8 if is_in_container else 4
        is_code = (
            bool(line.strip())
            and not is_below_text
            and _indent(line) >= deep
            and not (is_in_container and _begins_inner_list(made))
        )
        made.append(Line(line, is_code=bool(fence) or is_code))
        is_below_text = bool(line.strip()) and not is_code
    return tuple(made)


def _indent(line: str) -> int:
    untabbed = line.expandtabs(4)
    return len(untabbed) - len(untabbed.lstrip(" "))


def _begins_inner_list(made: Sequence[Line]) -> bool:
    """Whether the nearest text before stands in a list inside a list, which is as deep as code."""
    before = next((line for line in reversed(made) if line.text.strip()), Line(""))
    text = before.text.expandtabs(4)
    return not before.is_code and text.startswith("    ") and bool(_CONTAINER.match(text.lstrip()))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A line whose pieces that aren't code are changed."""
    pieces: list[str] = []
    at = 0
    for code in _CODE_SPAN.finditer(text):
        pieces += [change(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, change(text[at:])])


def each_text(lines: Iterable[Line], change: Callable[[str], Line]) -> tuple[Line, ...]:
    """The lines, those that aren't code made new from their texts."""
    made: list[Line] = []
    for line in lines:
        if line.is_code:
            made.append(line)
        else:
            new = change(line.text)
            made.append(Line(new.text, (*line.losses, *new.losses)))
    return tuple(made)


def joined(lines: Sequence[Line]) -> str:
    """The text of the lines, without empty ones at its ends."""
    return "\n".join(line.text for line in trimmed(lines)) + "\n"


def trimmed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without empty ones at their ends; losses of these go to their neighbours."""
    start, stop = 0, len(lines)
    while start < stop and not lines[start].text.strip() and not lines[start].losses:
        start += 1
    while stop > start and not lines[stop - 1].text.strip() and not lines[stop - 1].losses:
        stop -= 1
    return tuple(lines[start:stop])
