"""Turn pandoc's simple, multiline and grid tables into pipe tables, the one kind that we have.

A cell's lines become one. A grid whose cells span columns or rows stays as it is, and is told.
"""

import itertools
import re
from collections.abc import Sequence

from chapbook.authoring.carried_lines import Line

_RULE = re.compile(r" *-+(?: +-+)+ *")
_LONG_RULE = re.compile(r" *-{10,} *")
_GRID_RULE = re.compile(r"\+(?::?[-=]+:?\+)+ *")
_CAPTION = re.compile(r"(?:Table)?:\s+(.*)")


def with_pipe_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with each table made anew."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        table = None
        if not lines[at].is_code and (at == 0 or not lines[at - 1].text.strip()):
            table = _grid(lines, at) or _multiline(lines, at) or _simple(lines, at)
        if table is None:
            made.append(lines[at])
            at += 1
            continue
        new, at = table
        at = _with_caption(new, made, lines, at)
        made += new
    return tuple(made)


def _with_caption(new: list[Line], made: list[Line], lines: Sequence[Line], at: int) -> int:
    """Put the caption that stands behind or before a table directly behind it."""
    behind = at
    while behind < len(lines) and not lines[behind].text.strip():
        behind += 1
    if behind < len(lines) and (found := _CAPTION.fullmatch(lines[behind].text.strip())):
        new.append(Line(f": {found[1]}", lines[behind].losses))
        return behind + 1
    before = len(made) - 1
    while before >= 0 and not made[before].text.strip():
        before -= 1
    is_alone = before >= 0 and (before == 0 or not made[before - 1].text.strip())
    if is_alone and (found := _CAPTION.fullmatch(made[before].text.strip())):
        new.append(Line(f": {found[1]}", made[before].losses))
        del made[before:]
    return at


def _grid(lines: Sequence[Line], at: int) -> tuple[list[Line], int] | None:
    if not _GRID_RULE.fullmatch(lines[at].text):
        return None
    stop = at
    while stop < len(lines) and lines[stop].text[:1] in {"+", "|"}:
        stop += 1
    rules = [number for number in range(at, stop) if _GRID_RULE.fullmatch(lines[number].text)]
    edges = [place for place, sign in enumerate(lines[at].text) if sign == "+"]
    texts = [line.text for line in lines[at:stop]]
    spans = any(len(text) <= edges[-1] or any(text[e] not in "+|" for e in edges) for text in texts)
    if spans or rules[-1] != stop - 1 or len(rules) < 2:
        loss = "a table whose cells span others stands as it was written"
        return [lines[at].with_loss(loss), *lines[at + 1 : stop]], stop
    cells = list(zip([edge + 1 for edge in edges], edges[1:], strict=False))
    rows = [
        _cells([line.text for line in lines[first + 1 : last]], cells)
        for first, last in itertools.pairwise(rules)
    ]
    head = [number for number in rules if "=" in lines[number].text]
    aligned = [lines[head[0] if head else at].text[start:stop_] for start, stop_ in cells]
    if not head:
        rows.insert(0, [""] * len(cells))
    return _pipes(rows, [_alignment(one) for one in aligned]), stop


def _multiline(lines: Sequence[Line], at: int) -> tuple[list[Line], int] | None:
    """From a rule to a rule; a row ends with an empty line."""
    if not (_LONG_RULE.fullmatch(lines[at].text) or _RULE.fullmatch(lines[at].text)):
        return None
    has_head = _LONG_RULE.fullmatch(lines[at].text) is not None
    ruler = at
    while has_head:
        ruler += 1
        if ruler >= len(lines) or not lines[ruler].text.strip():
            return None
        if _RULE.fullmatch(lines[ruler].text):
            break
    stop = ruler + 1
    ends = _LONG_RULE if has_head else _RULE
    while stop < len(lines) and not ends.fullmatch(lines[stop].text):
        stop += 1
    if stop >= len(lines) or (stop + 1 < len(lines) and lines[stop + 1].text.strip()):
        return None
    cells = _columns(lines[ruler].text)
    head = [line.text for line in lines[at + 1 : ruler]] if has_head else []
    body = [line.text for line in lines[ruler + 1 : stop]]
    groups = _groups(body) if any(not text.strip() for text in body) else [[text] for text in body]
    rows = [_cells(head, cells), *(_cells(group, cells) for group in groups)]
    return _pipes(rows, ["---"] * len(cells)), stop + 1


def _simple(lines: Sequence[Line], at: int) -> tuple[list[Line], int] | None:
    """A line of heads, a rule, and rows up to an empty line."""
    if at + 2 >= len(lines) or not lines[at].text.strip() or lines[at].text.lstrip()[:1] == "|":
        return None
    if not _RULE.fullmatch(lines[at + 1].text) or not lines[at + 2].text.strip():
        return None
    stop = at + 2
    while stop < len(lines) and lines[stop].text.strip() and not _RULE.fullmatch(lines[stop].text):
        stop += 1
    cells = _columns(lines[at + 1].text)
    rows = [_cells([line.text], cells) for line in (lines[at], *lines[at + 2 : stop])]
    closes = stop < len(lines) and _RULE.fullmatch(lines[stop].text) is not None
    return _pipes(rows, ["---"] * len(cells)), stop + closes


def _columns(rule: str) -> list[tuple[int, int]]:
    """Where the columns begin and end; a column's text may begin before its rule and the last
    one ends nowhere."""
    found = [match.span() for match in re.finditer("-+", rule)]
    starts = [0, *(start for start, _ in found[1:])]
    return list(zip(starts, [*starts[1:], 10_000], strict=True))


def _groups(texts: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for text in texts:
        if text.strip():
            groups[-1].append(text)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cells(texts: Sequence[str], cells: Sequence[tuple[int, int]]) -> list[str]:
    """The cells of a row that has several lines, each in one."""
    return [" ".join(" ".join(text[start:stop] for text in texts).split()) for start, stop in cells]


def _alignment(rule: str) -> str:
    return (":" if rule.startswith(":") else "-") + "-" + (":" if rule.endswith(":") else "-")


def _pipes(rows: Sequence[Sequence[str]], aligned: Sequence[str]) -> list[Line]:
    head, *body = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return [Line(f"| {' | '.join(row)} |") for row in (head, list(aligned), *body)]
