"""Turn CSL-JSON into the items and names that styles render."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapbook.csl.date_values import DateValue, read_date
from chapbook.csl.particles import parse_particles
from chapbook.csl.person_names import Name
from chapbook.csl.variables import DATE_VARIABLES, NAME_VARIABLES


ALIASES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
"""Names that Zotero's exports have for CSL's variables."""


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """A bibliographic item: its variables by kind. Texts are CSL-JSON rich text.

    `language` is BCP 47 or ''. `sorted_as` is what stands for it where entries are sorted.
    """

    id: str
    type: str
    texts: Mapping[str, str]
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, DateValue]
    language: str
    sorted_as: "Item | None" = None


def read_item(data: Mapping[str, object]) -> Item:
    """An item in the form of the schema csl-data.json; what has no value is left out."""
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, DateValue] = {}
    for key, value in data.items():
        if value is None or key in ("id", "type") or key.startswith("chapbook:"):
            continue
        key = ALIASES.get(key, key)
        if key in NAME_VARIABLES or (isinstance(value, list) and key not in DATE_VARIABLES):
            people = _names(value)
            if people:
                names[key] = people
        elif key in DATE_VARIABLES or isinstance(value, Mapping):
            date = read_date(value)
            if date is not None and (date.start is not None or date.end or date.literal):
                dates[key] = date
        elif isinstance(value, str | int | float) and str(value) != "":
            texts[key] = str(value)
    return Item(
        id=str(data.get("id", "")),
        type=str(data.get("type", "")),
        texts=texts,
        names=names,
        dates=dates,
        language=texts.get("language", ""),
    )


def _names(value: object) -> tuple[Name, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    return tuple(_name(name) for name in value if isinstance(name, Mapping))


def _name(data: Mapping[str, object]) -> Name:
    def part(key: str) -> str:
        return str(data.get(key) or "").strip()

    name = Name(
        family=part("family"),
        given=part("given"),
        dropping=part("dropping-particle"),
        non_dropping=part("non-dropping-particle"),
        suffix=part("suffix"),
        literal=part("literal"),
        comma_suffix=bool(data.get("comma-suffix")),
        static=bool(data.get("static-ordering")),
        others=bool(data.get("others")),
    )
    if not name.literal and name.family and not name.given and data.get("isInstitution"):
        return Name(literal=name.family)
    return name if data.get("parse-names") is False else parse_particles(name)
