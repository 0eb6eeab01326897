"""Turn entries that refer to others (crossref, xdata) into entries with all their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
PART_OF_WORK = frozenset({"inbook", "bookinbook", "suppbook"})
"""Parts of the books of one author, who is their `bookauthor`."""

WORKS = frozenset({"book", "mvbook"})
PART_OF_SET = frozenset({"book", "collection", "proceedings", "reference"})
DEPTH_LIMIT = 50
"""How far fields may come; a part of a volume of a whole is two entries away from it."""


def inherit(
    entries: tuple[BibtexEntry, ...],
) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    """The entries with the fields of those they refer to; their own come first.

    Which field becomes which: biblatex's manual, appendix B, for books and periodicals.
    """
    family = _Family({entry.key: entry for entry in entries}, {}, {})
    whole = tuple(_complete(entry, family, (entry.key,)) for entry in entries)
    return whole, tuple(family.found)


@dataclass(frozen=True)
class _Family:
    """The entries as written, those that are complete, and what is wrong with them."""

    written: Mapping[str, BibtexEntry]
    complete: dict[str, BibtexEntry]
    found: dict[Diagnostic, None]


def _complete(entry: BibtexEntry, family: _Family, path: tuple[str, ...]) -> BibtexEntry:
    """An entry with its parents' fields; `path` has the keys that led to it and its own."""
    if entry.key in family.complete:
        return family.complete[entry.key]
    fields = dict(entry.fields)
    known = len(family.found)
    for name, key, written in _parents(entry):
        if wrong := _wrong_parent(entry, name, key, written, family, path):
            family.found[wrong] = None
            continue
        parent = _complete(family.written[key], family, (*path, key))
        passed_on = parent.fields.items() if name == "xdata" else _passed_on(entry, parent)
        for field, value in passed_on:
            fields.setdefault(field, value)
    whole = replace(entry, fields=fields) if len(fields) > len(entry.fields) else entry
    if len(family.found) == known:
        family.complete[entry.key] = whole
    return whole


def _wrong_parent(
    entry: BibtexEntry,
    name: str,
    key: str,
    written: LatexField,
    family: _Family,
    path: tuple[str, ...],
) -> Diagnostic | None:
    if key in path:
        circle = (*path[path.index(key) :], key)
        message = f"'{key}' refers to itself by {name}: {' → '.join(circle)}"
        return error("bibtex-crossref-circle", message, written.span)
    if key not in family.written:
        message = f"no entry '{key}' for the {name} of '{entry.key}'"
        return error("bibtex-crossref", message, written.span, did_you_mean(key, family.written))
    if len(path) > DEPTH_LIMIT:
        message = f"'{path[0]}' goes through more than {DEPTH_LIMIT} entries by {name}"
        return error("bibtex-crossref-depth", message, written.span)
    return None


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
            if name == "author" and child.kind in PART_OF_WORK and parent.kind in WORKS:
                yield "bookauthor", value
