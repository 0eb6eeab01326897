"""Small indexes, written by hand: marks with folios, an authority file, what is printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chapbook.apparatus.authority_reader import read_authority
from chapbook.apparatus.index import make_index
from chapbook.apparatus.index_lines import index_lines
from chapbook.apparatus.model import Folio, FolioStyle, Index, PageLocation
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.model import (
    IndexMark,
    MarkRole,
    SourceText,
)

FRONT_PAGES = 50
ROMAN = {str(Folio(number, FolioStyle.ROMAN)): number for number in range(1, FRONT_PAGES)}
ROLES = {role.value: role for role in MarkRole}


def location(folio: str) -> PageLocation:
    if number := ROMAN.get(folio):
        return PageLocation(number - 1, Folio(number, FolioStyle.ROMAN))
    return PageLocation(FRONT_PAGES + int(folio), Folio(int(folio), FolioStyle.ARABIC))


def mark(
    path: str,
    line: int,
    role: MarkRole = MarkRole.POINT,
    principal: bool = False,
    sort_key: str = "",
    in_figure: bool = False,
) -> IndexMark:
    return IndexMark(
        path=tuple(path.split(" > ")),
        anchor=f"01--ix{line}",
        role=role,
        principal=principal,
        sort_key=sort_key,
        note=None,
        in_figure=in_figure,
        span=SourceSpan("chapters/01.md", line, 3),
    )


@dataclass(frozen=True)
class SmallIndex:
    """An index and what is wrong with it and with its authority file."""

    index: Index
    lines: tuple[str, ...]
    found: tuple[Diagnostic, ...]

    def said(self) -> list[str]:
        """What is wrong, in order of place."""
        return sorted(map(said, self.found))


def said(found: Diagnostic) -> str:
    return f"{found.span}: {found.severity}: {found.message} [{found.code}]"


def small_index(lines: Sequence[str], toml: str = "", language: str = "en") -> SmallIndex:
    """The index of marks as 'heading > sub @ 12 open main figure n=3 sort=key', one a line."""
    marks, locations, notes = [], {}, {}
    for number, line in enumerate(lines, start=1):
        path, place = line.split(" @ ")
        folio, *flags = place.split(" ")
        role = next((ROLES[flag] for flag in flags if flag in ROLES), MarkRole.POINT)
        values = dict(re.findall(r"(\w+)=(\S+)", place))
        made = mark(path, number, role, "main" in flags, values.get("sort", ""), "figure" in flags)
        marks.append(made)
        locations[made.anchor] = location(folio)
        if "n" in values:
            notes[made.anchor] = values["n"]
    authority, wrong = read_authority(SourceText("chapters/index.toml", toml + "\n"))
    index, found = make_index(marks, authority, locations, language, notes)
    return SmallIndex(index, index_lines(index, language), (*wrong, *found))
