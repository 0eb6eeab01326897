"""Turn blocks that we have otherwise, or not at all, into ones that we have: TeX, comments."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chapbook.authoring.carried_lines import Line

_BEGIN = re.compile(r" {0,3}\\begin\{([a-zA-Z]+\*?)\}")
_DISPLAY = re.compile(r" {0,3}\$\$")
_DIVISION = re.compile(r":{3,}[ \t]*(\{.*\}|\S.*)?")
_HEADING = re.compile(r"(#{1,6} .*?)(\{[^{}]*\})?\s*")
_ID = re.compile(r"#([^\s{}]+)")
_PLACE = re.compile(r"\[\]\{#([^\s{}]+)(?: \.anchor)?\}")
_DISPLAY_END = re.compile(r"\$\$\s*(?:\{[^{}]*\})?\s*$")


def with_code_for_tex(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, blocks of TeX and mathematics, which aren't set, between fences."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        stop = None if lines[at].is_code else _end(lines, at)
        if stop is None:
            made.append(lines[at])
            at += 1
            continue
        what = "mathematics stands" if _DISPLAY.match(lines[at].text) else "TeX stands"
        loss = f"{what} as it was written: '{lines[at].text.strip()[:40]}'"
        inside = [Line(line.text, line.losses, is_code=True) for line in lines[at:stop]]
        made += [Line("```", (loss,), is_code=True), *inside, Line("```", is_code=True)]
        at = stop
    return tuple(made)


def _end(lines: Sequence[Line], at: int) -> int | None:
    """Behind the last line of a block that begins there, None where none does."""
    text = lines[at].text
    if begins := _BEGIN.match(text):
        end = f"\\end{{{begins[1]}}}"
        return next((n + 1 for n in range(at, len(lines)) if end in lines[n].text), None)
    if not _DISPLAY.match(text):
        return None
    if _DISPLAY_END.search(text.strip()[2:]):
        return at + 1
    ends = (n + 1 for n in range(at + 1, len(lines)) if _DISPLAY_END.search(lines[n].text))
    return next(ends, None)


def with_comments_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that begin a comment of several lines with an empty one before, and one
    behind its end: a note to editors that has paragraphs is a block."""
    made: list[Line] = []
    is_inside = False
    for at, line in enumerate(lines):
        if not line.is_code and not is_inside and _has_paragraphs(lines, at):
            is_inside = True
            if made and made[-1].text.strip():
                made.append(Line(""))
        made.append(line)
        if is_inside and "-->" in line.text:
            is_inside = False
            if line.text.rstrip().endswith("-->"):
                made.append(Line(""))
    return tuple(made)


def _has_paragraphs(lines: Sequence[Line], at: int) -> bool:
    """Whether a comment begins with that line and holds an empty one."""
    if not lines[at].text.startswith("<!--"):
        return False
    for line in lines[at:]:
        if not line.text.strip():
            return True
        if "-->" in line.text:
            return False
    return False


def without_sections(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the divisions that hold headings, as HTML and EPUB have them: a chapter
    stands in none. A division's id goes to its heading; places that no link names are left out."""
    named = {name for line in lines for name in re.findall(r"\(#([^\s()]+)\)", line.text)}
    ends, holds = _divisions(lines)
    made: list[Line] = []
    dropped = {ends[at] for at in holds}
    waiting = ""
    for at, line in enumerate(lines):
        if at in dropped:
            continue
        if at in holds:
            found = _ID.search(line.text)
            waiting = found[1] if found and found[1] in named else waiting
            continue
        if not line.is_code and "[]{#" in line.text:
            text = _PLACE.sub(lambda found: found[0] if found[1] in named else "", line.text)
            if not text.strip():
                continue
            line = replace(line, text=text)
        heading = None if line.is_code else _HEADING.fullmatch(line.text)
        if heading and waiting and not heading[2]:
            line, waiting = replace(line, text=f"{heading[1].rstrip()} {{#{waiting}}}"), ""
        made.append(line)
    return tuple(made)


def _divisions(lines: Sequence[Line]) -> tuple[dict[int, int], set[int]]:
    """The end of each division by its beginning, and the beginnings of those with headings."""
    ends: dict[int, int] = {}
    holds: set[int] = set()
    opened: list[int] = []
    for at, line in enumerate(lines):
        if line.is_code:
            continue
        division = _DIVISION.fullmatch(line.text.rstrip())
        if division and division[1]:
            opened.append(at)
        elif division and opened:
            ends[opened.pop()] = at
        elif _HEADING.fullmatch(line.text):
            holds.update(opened)
    return ends, holds & set(ends)
