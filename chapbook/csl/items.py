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
    values = {
        ALIASES.get(key, key): value
        for key, value in data.items()
        if value is not None and key not in ("id", "type") and not key.startswith("chapbook:")
    }
    names = {key: _names(value) for key, value in values.items() if _holds_names(key, value)}
    dates = {key: _date(value) for key, value in values.items() if _holds_date(key, value)}
    texts = {key: _text(value) for key, value in values.items() if key not in {*names, *dates}}
    return Item(
        id=str(data.get("id", "")),
        type=str(data.get("type", "")),
        texts={key: text for key, text in texts.items() if text},
        names={key: people for key, people in names.items() if people},
        dates={key: date for key, date in dates.items() if date is not None},
        language=texts.get("language", ""),
    )


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _holds_names(key: str, value: object) -> bool:
    return key in NAME_VARIABLES or (isinstance(value, list) and key not in DATE_VARIABLES)


def _holds_date(key: str, value: object) -> bool:
    return key in DATE_VARIABLES or (isinstance(value, Mapping) and key not in NAME_VARIABLES)


def _date(value: object) -> DateValue | None:
    date = read_date(value)
    told = date is not None and (date.start is not None or date.end or date.literal)
    return date if told else None


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
