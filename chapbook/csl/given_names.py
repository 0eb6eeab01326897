"""Turn the people of all cites into how much of each given name must be shown everywhere.

For the rules all-names, all-names-with-initials, primary-name and primary-name-with-initials
(specification, "Disambiguation"), which tell people apart rather than cites.
"""

from collections.abc import Iterable, Mapping

from chapbook.csl import elements as el
from chapbook.csl.initials import initials
from chapbook.csl.person_names import Name
from chapbook.csl.scene import Area

INITIALS, ALL = 1, 2


def given_names(area: Area, lists: Iterable[tuple[Name, ...]]) -> Mapping[tuple[str, str], int]:
    """The level (initials or all) by a name's key and whether it is the first of its list."""
    rule = area.style.citation.options.givenname_rule
    primary = rule.startswith("primary-name")
    people: dict[str, dict[str, Name]] = {}
    for names in lists:
        for name in names[:1] if primary else names:
            if not name.literal:
                surname = f"{name.non_dropping} {name.family}"
                people.setdefault(surname, {})[name_key(name)] = name
    with_ = _initialize_with(area)
    levels: dict[tuple[str, str], int] = {}
    for same in people.values():
        for key, name in same.items():
            others = [one for other, one in same.items() if other != key]
            level = _level(name, others, with_, rule.endswith("with-initials"))
            for first in ("True",) if primary else ("True", "False"):
                levels[key, first] = level
    return levels


def name_key(name: Name) -> str:
    """What makes a person: 'J. R.' and 'J.R.' are one."""
    given = name.given.replace(".", " ")
    given = "".join(given.split()) if given.isupper() else " ".join(given.split())
    return "\0".join((name.family, given, name.non_dropping, name.dropping, name.suffix))


def _initialize_with(area: Area) -> str | None:
    for element in el.descendants(area.style.citation.layout.children):
        if isinstance(element, el.Names) and element.name is not None:
            own = element.name.options.initialize_with
            if own is not None:
                return own
    return area.names.initialize_with


def _level(name: Name, others: list[Name], with_: str | None, only_initials: bool) -> int:
    if not others:
        return 0
    if with_ is not None:
        own = initials(name.given, with_, with_hyphen=True)
        if all(initials(one.given, with_, with_hyphen=True) != own for one in others):
            return INITIALS
    return 0 if only_initials else ALL
