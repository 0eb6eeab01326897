"""Turn an entry of BibTeX or biblatex into an item of CSL-JSON.

The mapping is pandoc's (Text.Pandoc.Citeproc.BibTeX) with the variables of CSL 1.0.2, which
pandoc leaves out. Keys that begin with 'chapbook:' hold what CSL has no variable for.
"""

import re

from chapbook.apparatus.bibstrings import term
from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.apparatus.csl_dates import csl_date, csl_dates
from chapbook.apparatus.csl_fields import (
    CODE_VARIABLES,
    DATE_VARIABLES,
    LITERAL_LISTS,
    NUMBER_VARIABLES,
    OWN_CODES,
    OWN_LISTS,
    OWN_TEXTS,
    UNCASED,
    VARIABLES,
)
from chapbook.apparatus.csl_names import csl_people
from chapbook.apparatus.csl_numbers import bare_url, csl_identifiers, csl_numbers
from chapbook.apparatus.csl_text import EntryText, entry_text, joined, rich_text
from chapbook.apparatus.csl_titles import csl_titles
from chapbook.apparatus.csl_types import csl_type, genre_key
from chapbook.apparatus.languages import bcp_47, entry_language
from chapbook.csl.variables import NAME_VARIABLES


def csl_item(entry: BibtexEntry, language: str) -> dict[str, object]:
    """The CSL-JSON item of an entry with all its fields, in a book of a language (BCP 47).

    Texts are rich text. Where a field has the name of a CSL variable (`archive-place`,
    `reviewed-title`), it goes before what other fields make of that variable.
    """
    text = entry_text(entry, language)
    made: dict[str, object] = {
        "id": entry.key,
        "type": csl_type(entry),
        "language": entry_language(entry),
        "genre": _genre(text, genre_key(entry)),
        **csl_titles(text),
        **csl_numbers(text),
        **_publication(text),
        **csl_identifiers(text),
        **csl_dates(text),
        **_variables(text),
        **csl_people(text),
        **_own(text),
    }
    return {key: value for key, value in made.items() if value not in ("", [], {})}


def _genre(text: EntryText, key: str) -> str:
    return term(key, text.book_language) or rich_text(key, text.language)


def _publication(text: EntryText) -> dict[str, str]:
    """Who published it where and in what state, and the notes on it."""
    publishers = (
        text.literals("institution"),
        text.literals("organization"),
        "" if bare_url(text) else text.rich("howpublished"),
        text.literals("publisher"),
    )
    is_patent = text.kind == "patent"
    return {
        "publisher": joined(";", *publishers),
        "publisher-place": "" if is_patent else text.literals("location"),
        "jurisdiction": text.literals("location", keys=True) if is_patent else "",
        "note": joined(".", text.rich("note"), text.rich("addendum")),
        "status": _status(text),
    }


def _status(text: EntryText) -> str:
    written = (text.latex("pubstate"), text.latex("date"), text.latex("year"))
    is_forthcoming = "forthcoming" in written
    return text.words("pubstate") or (
        term("forthcoming", text.book_language) if is_forthcoming else ""
    )


def _variables(text: EntryText) -> dict[str, object]:
    """The fields that are CSL variables one by one, names apart."""
    found: dict[str, object] = {}
    for name in text.fields:
        variable = VARIABLES.get(name, "")
        if variable and variable not in NAME_VARIABLES and (value := _value(text, name)):
            found[variable] = value
    return found


def _value(text: EntryText, name: str) -> object:
    variable = VARIABLES[name]
    if variable in DATE_VARIABLES:
        return csl_date(text, name)
    if variable in CODE_VARIABLES:
        return text.code(name)
    if variable in LITERAL_LISTS:
        return text.literals(name)
    if variable == "page":
        return text.rich(name, keep_case=False).replace("–", "-")
    uncased = variable in NUMBER_VARIABLES or variable in UNCASED
    return text.rich(name, keep_case=not uncased)


def _own(text: EntryText) -> dict[str, object]:
    """What CSL has no variable for, but for names."""
    found: dict[str, object] = {}
    for name in text.fields:
        if name in OWN_TEXTS:
            found[f"chapbook:{name}"] = text.rich(name, keep_case=False)
        elif name in OWN_LISTS:
            keys = (key.strip() for key in re.split("[,;]", text.latex(name)))
            found[f"chapbook:{name}"] = [key for key in keys if key]
        elif name in OWN_CODES:
            found[f"chapbook:{name}"] = " ".join(text.latex(name).split())
    if language := text.latex("origlanguage"):
        found["chapbook:origlanguage"] = bcp_47(language) or text.plain("origlanguage")
    return found
