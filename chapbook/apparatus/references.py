"""Turn the bibliography's .bib file into References by key."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.apparatus.bibtex import BibtexEntry, LatexField, read_entries
from chapbook.apparatus.dates import start_year
from chapbook.apparatus.inheritance import inherit
from chapbook.apparatus.languages import bcp_47
from chapbook.apparatus.latex import to_html, verbatim
from chapbook.apparatus.model import PersonName, Reference
from chapbook.apparatus.names import read_names
from chapbook.diagnostics import Diagnostic, error, warning
from chapbook.manuscript.model import SourceText

VERBATIM_FIELDS = frozenset({
    "doi", "eprint", "file", "pdf", "url", "verba", "verbb", "verbc", "isbn", "issn",
})  # fmt: skip
MACHINE_FIELDS = frozenset({
    "abstract", "keywords", "crossref", "xref", "xdata", "entryset",
    "ids", "related", "relatedtype", "relatedstring", "options", "langid", "langidopts",
    "hyphenation", "execute", "presort", "sortkey",
})  # fmt: skip
"""Fields for programs and their users, not for the page: kept as written, never converted."""

RANGE_FIELDS = frozenset({"pages", "year"})

TWINS = (
    ("journal", "journaltitle"), ("address", "location"), ("school", "institution"),
    ("archiveprefix", "eprinttype"), ("primaryclass", "eprintclass"),
)  # fmt: skip
"""BibTeX's and biblatex's names of the same field; a Reference has both."""

UNPRINTED = frozenset({"set", "xdata"})
"""Kinds of entry that are no publication."""

UNSAFE = re.compile(r"[^A-Za-z0-9_.:-]|_(?=[0-9a-f]+[^A-Za-z0-9.:-])")


@dataclass(frozen=True)
class _Converted:
    """A field as HTML text, with the warnings that converting it gave."""

    html: str
    diagnostics: tuple[Diagnostic, ...]


def read_references(
    source: SourceText, language: str = "en"
) -> tuple[Mapping[str, Reference], tuple[Diagnostic, ...]]:
    """The references of a .bib file by key, in the file's order, and what is wrong with it.

    `language` (BCP 47) is the book's; it decides the quotation marks of entries that name
    no language of their own. What can't be read is left out, what follows it is kept.
    """
    written, found = read_entries(source)
    unique, doubles = _unique(written)
    entries, broken = inherit(unique)
    references: dict[str, Reference] = {}
    diagnostics = [*found, *doubles, *broken]
    for entry in entries:
        if entry.kind != "xdata":
            references[entry.key], problems = _reference(entry, language)
            diagnostics += problems
    return references, tuple(diagnostics)


def reference_anchor(key: str) -> str:
    """The id of an entry in the printed bibliography: safe in HTML and in URLs, one for a key.

    Another character is `_`, its number in hexadecimal, `_`.
    """
    return "ref--" + UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", key)


def _unique(
    entries: tuple[BibtexEntry, ...],
) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    first: dict[str, BibtexEntry] = {}
    folded: dict[str, BibtexEntry] = {}
    found: list[Diagnostic] = []
    for entry in entries:
        if not entry.key:
            found.append(error("bibtex-no-key", f"this @{entry.kind} has no key", entry.span))
        elif entry.key in first:
            line = first[entry.key].span.line
            message = f"the key '{entry.key}' is already taken in line {line}"
            found.append(error("bibtex-duplicate-key", message, entry.span))
        else:
            if other := folded.get(entry.key.casefold()):
                message = (
                    f"the key '{entry.key}' differs from '{other.key}' in line "
                    f"{other.span.line} in nothing but capitals"
                )
                found.append(warning("bibtex-similar-key", message, entry.span))
            first[entry.key] = entry
            folded.setdefault(entry.key.casefold(), entry)
    return tuple(first.values()), tuple(found)


def _reference(entry: BibtexEntry, language: str) -> tuple[Reference, tuple[Diagnostic, ...]]:
    tag, found = _language(entry)
    fields: dict[str, str] = {}
    for name, field in entry.fields.items():
        converted = _convert(name, field, tag or language)
        fields[name] = converted.html
        found += converted.diagnostics
    year, dated = start_year(entry, fields)
    reference = Reference(
        key=entry.key,
        kind=entry.kind,
        authors=_names(entry, "author", tag or language),
        editors=_names(entry, "editor", tag or language),
        translators=_names(entry, "translator", tag or language),
        year=year,
        language=tag,
        fields=_with_twins(fields),
        anchor=reference_anchor(entry.key),
        span=entry.span,
    )
    return reference, (*found, *dated, *_incomplete(reference))


def _language(entry: BibtexEntry) -> tuple[str, tuple[Diagnostic, ...]]:
    for name in ("langid", "language", "hyphenation"):
        if field := entry.fields.get(name):
            tag = bcp_47(field.latex)
            if tag or not field.latex.strip():
                return tag, ()
            message = f"'{field.latex}' is no language that is known here"
            hint = "write its name in English or its BCP 47 tag, as 'german' or 'de'"
            return "", (warning("bibtex-language", message, field.span, hint),)
    return "", ()


def _convert(name: str, field: LatexField, language: str) -> _Converted:
    if name in MACHINE_FIELDS:
        return _Converted(html.escape(" ".join(field.latex.split()), quote=False), ())
    if name in VERBATIM_FIELDS:
        return _Converted(verbatim(field.latex), ())
    text = to_html(field.latex, language, bcp_47)
    shown = re.sub(r"(?<=\d)-(?=\d)", "–", text.html) if name in RANGE_FIELDS else text.html
    warnings = (
        warning(
            "bibtex-unknown-command",
            f"'\\{command}' in the field '{name}' is not understood and left out",
            field.span,
            "write the character itself, in Unicode",
        )
        for command in text.unknown
    )
    return _Converted(shown, tuple(warnings))


def _names(entry: BibtexEntry, field: str, language: str) -> tuple[PersonName, ...]:
    def decode(latex: str) -> str:
        return to_html(latex, language, bcp_47).html

    return read_names(entry.fields[field].latex, decode) if field in entry.fields else ()


def _with_twins(fields: Mapping[str, str]) -> Mapping[str, str]:
    twins = {
        new: fields[old]
        for pair in TWINS
        for old, new in (pair, pair[::-1])
        if old in fields and new not in fields
    }
    return {**fields, **twins}


def _incomplete(reference: Reference) -> tuple[Diagnostic, ...]:
    if reference.kind in UNPRINTED:
        return ()
    unsigned = reference.fields.get("author") == ""
    wanted = (
        ("author or editor", reference.authors or reference.editors or unsigned),
        ("title", reference.fields.get("title")),
        ("date", reference.year),
    )
    missing = " and no ".join(name for name, value in wanted if not value)
    if not missing:
        return ()
    message = f"the entry '{reference.key}' has no {missing}"
    hint = "author = {} says that it is unsigned" if missing.startswith("author") else ""
    return (warning("bibtex-incomplete", message, reference.span, hint),)
