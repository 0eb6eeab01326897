"""Turn entries of the contents into lines with their folios."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import overload

from markupsafe import Markup

from chapbook.apparatus.model import ContentsEntry, PageLocation
from chapbook.composition.apparatus_markup import UNKNOWN_FOLIO

Line = dict[str, object]


class FolioLines(Sequence[Line]):
    """The entries with their folios, as the templates of the contents take them. They are made when
    a template asks for one: most don't, and so don't depend on where anything stands."""

    def __init__(
        self, entries: Sequence[ContentsEntry], locations: Mapping[str, PageLocation]
    ) -> None:
        self._entries, self._locations = entries, locations

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        return self._lines[at]

    def __len__(self) -> int:
        return len(self._entries)

    @cached_property
    def _lines(self) -> list[Line]:
        return [self._line(entry) for entry in self._entries]

    def _line(self, entry: ContentsEntry) -> Line:
        place = self._locations.get(entry.anchor)
        return {
            "anchor": entry.anchor,
            "level": entry.level,
            "kind": entry.kind,
            "number": Markup(entry.number),
            "title": Markup(entry.title_html),
            "folio": str(place.folio) if place else UNKNOWN_FOLIO,
        }
