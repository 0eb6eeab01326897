"""Turn BibTeX's lists of names into the name variables of a CSL item."""

import html
import re
from collections.abc import Mapping

from chapbook.apparatus.csl_fields import OWN_NAMES, VARIABLES
from chapbook.apparatus.csl_text import EntryText
from chapbook.apparatus.names import (
    PersonName,
    is_corporate,
    is_extended,
    read_name,
    split_names,
)
from chapbook.csl.variables import NAME_VARIABLES

CslName = dict[str, object]

OTHERS: CslName = {"literal": "others", "others": True}
"""'and others': the processor ends the list with 'et al.'."""

ROLES: Mapping[str, str] = {"": "editor", "collaborator": "contributor"}
"""What `editortype` says where CSL has a word of its own; CSL's roles are roles by their names."""

TYPED = ("editor", "editora", "editorb", "editorc", "namea", "nameb", "namec")
OPTION = re.compile(r"\b(useprefix|juniorcomma)\s*(?:=\s*(true|false))?\b")
INITIALS = re.compile(r"\b(\w)\.(?=(\w)\.)")


def csl_people(text: EntryText) -> dict[str, list[CslName]]:
    """The name variables of an entry; 'chapbook:…' where CSL has none."""
    found: dict[str, list[CslName]] = {}
    for field in text.fields:
        variable = _variable(text, field)
        names = csl_names(text, field) if variable else []
        if names:
            found.setdefault(variable, []).extend(names)
    return found


def csl_names(text: EntryText, field: str) -> list[CslName]:
    """The names of a field in CSL's parts.

    As in biblatex, a particle is dropped where the family name stands alone, unless the
    option `useprefix` is set, for the entry or the name.
    """
    options = _options(text.latex("options"))
    return [
        name
        for written in split_names(text.latex(field))
        if (name := _name(text, written, options))
    ]


def _variable(text: EntryText, field: str) -> str:
    if field in TYPED:
        return _role(text, field)
    if field in OWN_NAMES:
        return f"chapbook:{field}"
    variable = VARIABLES.get(field, "")
    return variable if variable in NAME_VARIABLES else ""


def _role(text: EntryText, field: str) -> str:
    """What an editor does (`editortype` …; biblatex's manual, section 2.3.6).

    CSL knows no founder, continuator, redactor or reviser: as secondary editors they are
    'chapbook:founder' …, and the main editor, by whom the entry is cited, stays `editor`.
    """
    kind = text.latex(f"{field}type").lower().replace(" ", "")
    role = ROLES.get(kind) or VARIABLES.get(kind, "")
    if role in NAME_VARIABLES and (kind or field.startswith("editor")):
        return role
    return "editor" if field == "editor" else f"chapbook:{kind or field}"


def _options(written: str) -> frozenset[str]:
    return frozenset(found[1] for found in OPTION.finditer(written) if found[2] != "false")


def _name(text: EntryText, written: str, options: frozenset[str]) -> CslName:
    if written.lower() == "others":
        return dict(OTHERS)
    if is_corporate(written):
        return {"literal": text.decoded(written)}
    if is_extended(written):
        options |= _options(written)
    return _person(read_name(written, text.html), options)


def _person(name: PersonName, options: frozenset[str]) -> CslName:
    keeps = "useprefix" in options
    parts = {
        "family": name.family,
        "given": INITIALS.sub(_spaced, name.given),
        "non-dropping-particle" if keeps else "dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    found: CslName = {key: html.unescape(part) for key, part in parts.items() if part}
    if name.suffix and "juniorcomma" in options:
        found["comma-suffix"] = True
    return found


def _spaced(initial: re.Match[str]) -> str:
    """'J.G.' is 'J. G.', as in pandoc."""
    return initial[0] + (" " if (initial[1] + initial[2]).isupper() else "")
