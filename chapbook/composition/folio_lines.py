"""Turn entries of the contents into lines with their folios."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from chapbook.apparatus.model import ContentsEntry, PageLocation
from chapbook.composition.apparatus_markup import UNKNOWN_FOLIO
from chapbook.composition.lazy_sequence import LazySequence

Line = dict[str, object]


class FolioLines(LazySequence[Line]):
    """The entries with their folios, as the templates of the contents take them. They are made when
    a template asks for one: most don't, and so don't depend on where anything stands."""

    def __init__(
        self, entries: Sequence[ContentsEntry], locations: Mapping[str, PageLocation]
    ) -> None:
        self._entries, self._locations = entries, locations

    def __len__(self) -> int:
        return len(self._entries)

    def make(self) -> list[Line]:
        """The lines, with the folios that their anchors have."""
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
