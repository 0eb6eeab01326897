"""Turn an entry of the bibliography into what is wrong with it."""

from collections.abc import Iterator

from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.apparatus.csl_titles import PARTS
from chapbook.apparatus.dates import unreadable_dates
from chapbook.apparatus.languages import bcp_47, language_field
from chapbook.apparatus.latex import unknown_commands
from chapbook.diagnostics import Diagnostic, warning

VERBATIM_FIELDS = frozenset({
    "doi", "eprint", "file", "pdf", "url", "verba", "verbb", "verbc", "isbn", "issn",
})  # fmt: skip
MACHINE_FIELDS = frozenset({
    "abstract", "keywords", "crossref", "xref", "xdata", "entryset",
    "ids", "related", "relatedtype", "relatedstring", "options", "langid", "langidopts",
    "hyphenation", "execute", "presort", "sortkey",
})  # fmt: skip
"""Fields for programs and their users, not for the page: kept as written, never converted."""

UNPRINTED = frozenset({"set", "xdata"})
"""Kinds of entry that are no publication."""

BOOK_FIELDS = ("booktitle", "maintitle", "journaltitle", "journal")
JOURNAL_FIELDS = (
    "journaltitle", "journal", "booktitle", "howpublished", "note", "eprint", "doi", "url",
)  # fmt: skip
"""What says where a part of a book, or an article, is to be found."""


def check_entry(entry: BibtexEntry) -> Iterator[Diagnostic]:
    """What is wrong with an entry that has all its fields, inherited ones too."""
    yield from _unknown_language(entry)
    yield from unreadable_dates(entry)
    yield from _unknown_commands(entry)
    yield from _incomplete(entry)


def _unknown_language(entry: BibtexEntry) -> Iterator[Diagnostic]:
    field = language_field(entry)
    if field and not bcp_47(field.latex):
        message = f"'{field.latex}' is no language that is known here"
        hint = "write its name in English or its BCP 47 tag, as 'german' or 'de'"
        yield warning("bibtex-language", message, field.span, hint)


def _unknown_commands(entry: BibtexEntry) -> Iterator[Diagnostic]:
    for name, field in entry.fields.items():
        if "\\" not in field.latex or name in MACHINE_FIELDS or name in VERBATIM_FIELDS:
            continue
        for command in unknown_commands(field.latex):
            message = f"'\\{command}' in the field '{name}' is not understood and left out"
            hint = "write the character itself, in Unicode"
            yield warning("bibtex-unknown-command", message, field.span, hint)


def _incomplete(entry: BibtexEntry) -> Iterator[Diagnostic]:
    """What every publication has, and where a part of one stands (biblatex's manual, 2.1.1)."""
    if entry.kind in UNPRINTED:
        return
    unsigned = "author" in entry.fields and not _says(entry, "author")
    wanted = (
        ("author or editor", _says(entry, "author") or _says(entry, "editor") or unsigned),
        ("title", _says(entry, "title")),
        ("booktitle", entry.kind not in PARTS or _says_any(entry, BOOK_FIELDS)),
        ("journaltitle", entry.kind != "article" or _says_any(entry, JOURNAL_FIELDS)),
        ("date", _says_any(entry, ("date", "year"))),
    )
    missing = " and no ".join(name for name, value in wanted if not value)
    if missing:
        message = f"the entry '{entry.key}' has no {missing}"
        hint = "author = {} says that it is unsigned" if missing.startswith("author") else ""
        yield warning("bibtex-incomplete", message, entry.span, hint)


def _says(entry: BibtexEntry, name: str) -> str:
    field = entry.fields.get(name)
    return field.latex.strip("{} \t\n~") if field else ""


def _says_any(entry: BibtexEntry, names: tuple[str, ...]) -> bool:
    return any(_says(entry, name) for name in names)
