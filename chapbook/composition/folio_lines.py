"""Turn entries of the contents into lines with their folios."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from chapbook.apparatus.model import ContentsEntry, PageLocation
from chapbook.composition.apparatus_markup import UNKNOWN_FOLIO


def folio_lines(
    entries: Sequence[ContentsEntry], locations: Mapping[str, PageLocation]
) -> list[dict[str, object]]:
    """The entries with their folios, as the templates of the contents take them."""
    return [
        {
            "anchor": entry.anchor,
            "level": entry.level,
            "kind": entry.kind,
            "number": Markup(entry.number),
            "title": Markup(entry.title_html),
            "folio": str(locations[entry.anchor].folio)
            if entry.anchor in locations
            else UNKNOWN_FOLIO,
        }
        for entry in entries
    ]
