"""Turn the bibliography's .bib file into its entries and References by key."""

import re
from collections.abc import Mapping

from chapbook.apparatus.bibtex import BibtexEntry, read_entries
from chapbook.apparatus.csl_items import csl_item
from chapbook.apparatus.entry_checks import check_entry
from chapbook.apparatus.inheritance import inherit
from chapbook.apparatus.languages import bcp_47, entry_language
from chapbook.apparatus.latex import to_html
from chapbook.apparatus.lazy import LazyMapping
from chapbook.apparatus.model import Reference
from chapbook.diagnostics import Diagnostic, error, warning
from chapbook.manuscript.model import SourceText

KEYWORDS = re.compile(r"\s*[,;]\s*")
UNSAFE = re.compile(r"[^A-Za-z0-9_.:-]|_(?=[0-9a-f]+[^A-Za-z0-9.:-])")


def read_bibliography(
    source: SourceText,
) -> tuple[Mapping[str, BibtexEntry], tuple[Diagnostic, ...]]:
    """The entries of a .bib file by key, in its order, with all that is wrong with it.

    Each has the fields that it inherits. @xdata are no entries. What can't be read is left
    out, what follows it is kept.
    """
    written, found = read_entries(source)
    unique, doubles = _unique(written)
    whole, broken = inherit(unique)
    entries = {entry.key: entry for entry in whole if entry.kind != "xdata"}
    diagnostics = [*found, *doubles, *broken]
    for entry in entries.values():
        diagnostics.extend(check_entry(entry))
    return entries, tuple(diagnostics)


def read_references(
    source: SourceText, language: str = "en"
) -> tuple[Mapping[str, Reference], tuple[Diagnostic, ...]]:
    """The references of a .bib file by key, in the file's order, and what is wrong with it.

    `language` (BCP 47) is the book's; it decides the quotation marks of entries that name
    no language of their own. A Reference is made when it's first asked for.
    """
    entries, found = read_bibliography(source)
    return LazyMapping(entries, lambda key: _reference(entries[key], language)), found


def reference_anchor(key: str) -> str:
    """The id of an entry in the printed bibliography: safe in HTML and in URLs, one for a key.

    Another character is `_`, its number in hexadecimal, `_`.
    """
    return "ref--" + UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", key)


def _unique(
    entries: tuple[BibtexEntry, ...],
) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    """The first entry of each key, and what is wrong with the keys."""
    first: dict[str, BibtexEntry] = {}
    folded: dict[str, BibtexEntry] = {}
    found: list[Diagnostic] = []
    for entry in entries:
        if not entry.key:
            found.append(error("bibtex-no-key", f"this @{entry.kind} has no key", entry.span))
        elif entry.key in first:
            found.append(_double(entry, first[entry.key]))
        else:
            if other := folded.get(entry.key.casefold()):
                found.append(_similar(entry, other))
            first[entry.key] = entry
            folded.setdefault(entry.key.casefold(), entry)
    return tuple(first.values()), tuple(found)


def _double(entry: BibtexEntry, other: BibtexEntry) -> Diagnostic:
    message = f"the key '{entry.key}' is already taken in line {other.span.line}"
    return error("bibtex-duplicate-key", message, entry.span)


def _similar(entry: BibtexEntry, other: BibtexEntry) -> Diagnostic:
    message = (
        f"the key '{entry.key}' differs from '{other.key}' in line {other.span.line} "
        "in nothing but capitals"
    )
    return warning("bibtex-similar-key", message, entry.span)


def _reference(entry: BibtexEntry, language: str) -> Reference:
    annotation = _latex(entry, "annotation") or _latex(entry, "annote")
    keywords = KEYWORDS.split(_latex(entry, "keywords") or _latex(entry, "keyword"))
    return Reference(
        key=entry.key,
        kind=entry.kind,
        language=entry_language(entry),
        keywords=frozenset(filter(None, keywords)),
        annotation=to_html(annotation, language, bcp_47).html,
        item=csl_item(entry, language),
        anchor=reference_anchor(entry.key),
        span=entry.span,
    )


def _latex(entry: BibtexEntry, name: str) -> str:
    field = entry.fields.get(name)
    return field.latex.strip() if field else ""
