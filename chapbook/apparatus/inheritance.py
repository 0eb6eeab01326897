"""Turn entries that refer to others (crossref, xdata) into entries with all their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chapbook.apparatus.bibtex import BibtexEntry, LatexField
from chapbook.diagnostics import Diagnostic, did_you_mean, error

NOT_INHERITED = frozenset({
    "ids", "crossref", "xref", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
    "shorthandintro", "sortkey", "xdata", "keywords", "annotation", "annote", "abstract",
    "indextitle", "shorttitle", "sorttitle", "indexsorttitle", "reprinttitle", "pages",
})  # fmt: skip
TITLE_FIELDS = ("title", "subtitle", "titleaddon")
PART_OF_BOOK = frozenset({
    "inbook", "incollection", "inproceedings", "conference", "bookinbook", "suppbook",
    "suppcollection", "inreference",
})  # fmt: skip
PART_OF_SET = frozenset({"book", "collection", "proceedings", "reference"})


def inherit(
    entries: tuple[BibtexEntry, ...],
) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    """The entries with the fields of those they refer to; their own come first.

    Which field becomes which: biblatex's manual, appendix B, for books and periodicals.
    """
    by_key = {entry.key: entry for entry in entries}
    found: dict[Diagnostic, None] = {}
    whole = tuple(_complete(entry, by_key, (entry.key,), found) for entry in entries)
    return whole, tuple(found)


def _complete(
    entry: BibtexEntry,
    by_key: Mapping[str, BibtexEntry],
    path: tuple[str, ...],
    found: dict[Diagnostic, None],
) -> BibtexEntry:
    fields = dict(entry.fields)
    for name, key, written in _parents(entry):
        if key in path:
            message = f"'{key}' refers to itself by crossref: {' → '.join((*path, key))}"
            found[error("bibtex-crossref-circle", message, written.span)] = None
        elif key not in by_key:
            message = f"no entry '{key}' for the {name} of '{entry.key}'"
            hint = did_you_mean(key, by_key)
            found[error("bibtex-crossref", message, written.span, hint)] = None
        else:
            parent = _complete(by_key[key], by_key, (*path, key), found)
            passed_on = parent.fields.items() if name == "xdata" else _passed_on(entry, parent)
            for field, value in passed_on:
                fields.setdefault(field, value)
    return replace(entry, fields=fields)


def _parents(entry: BibtexEntry) -> Iterator[tuple[str, str, LatexField]]:
    for name in ("xdata", "crossref"):
        if written := entry.fields.get(name):
            for key in written.latex.split(","):
                if key.strip():
                    yield name, key.strip(), written


def _passed_on(child: BibtexEntry, parent: BibtexEntry) -> Iterator[tuple[str, LatexField]]:
    prefix = ""
    if child.kind in PART_OF_BOOK:
        prefix = "main" if parent.kind.startswith("mv") else "book"
    elif child.kind in PART_OF_SET and parent.kind.startswith("mv"):
        prefix = "main"
    elif child.kind in ("article", "suppperiodical") and parent.kind == "periodical":
        prefix = "journal"
    for name, value in parent.fields.items():
        if name in TITLE_FIELDS and prefix:
            yield prefix + name, value
        elif name not in NOT_INHERITED:
            yield name, value
