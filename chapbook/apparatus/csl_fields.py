"""Which field of BibTeX and biblatex is which variable of CSL, where one is exactly the other.

What depends on the entry's type or on other fields (titles, numbers, publishers, editors'
roles, dates) has rules of its own in csl_titles, csl_items, csl_names and csl_dates.
"""

from collections.abc import Mapping

from chapbook.csl.variables import NAME_VARIABLES

DATE_VARIABLES = frozenset({"available-date", "submitted"})
"""Dates that biblatex has no field for; the others are in csl_dates.DATES."""

NUMBER_VARIABLES = frozenset({
    "chapter-number", "collection-number", "edition", "number-of-pages",
    "number-of-volumes", "page", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume",
})  # fmt: skip
CODE_VARIABLES = frozenset({"ISBN", "ISSN", "PMCID", "PMID"})
TEXT_VARIABLES = frozenset({
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "citation-label", "container-title", "container-title-short",
    "collection-title", "dimensions", "division", "event-place", "event-title", "genre",
    "jurisdiction", "keyword", "license", "medium", "original-publisher",
    "original-publisher-place", "original-title", "part-title", "publisher-place", "references",
    "reviewed-genre", "reviewed-title", "scale", "source", "status", "title-short",
    "volume-title",
})  # fmt: skip
"""The variables of CSL 1.0.2, appendix IV, by kind, but for those whose names are biblatex's
for something that depends on the entry (title, number, issue, note, publisher …)."""

BIBLATEX: Mapping[str, str] = {
    "annotation": "annote", "bookauthor": "container-author", "chapter": "chapter-number",
    "copyright": "license", "event": "event-title", "keywords": "keyword",
    "library": "call-number", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "origtitle": "original-title",
    "pages": "page", "pagetotal": "number-of-pages", "part": "part-number",
    "serieseditor": "collection-editor", "shortjournal": "container-title-short",
    "venue": "event-place", "volumes": "number-of-volumes",
}  # fmt: skip

LITERAL_LISTS = frozenset({"original-publisher", "original-publisher-place"})
UNCASED = frozenset({
    "archive", "archive_collection", "archive_location", "archive-place", "call-number",
    "event-place", "keyword", "original-publisher", "original-publisher-place",
})  # fmt: skip
"""Texts that are names and marks, in which braces guard no capitals."""

ALIASES: Mapping[str, str] = {
    "address": "location", "annote": "annotation", "archiveprefix": "eprinttype",
    "hyphenation": "langid", "journal": "journaltitle", "key": "sortkey",
    "keyword": "keywords", "primaryclass": "eprintclass", "school": "institution",
}  # fmt: skip
"""biblatex's field aliases (manual, section 2.2.5): old name → name."""

OWN_TEXTS = frozenset({
    "annotation", "indexsorttitle", "indextitle", "label", "nameaddon", "presort",
    "relatedstring", "reprinttitle", "shorthand", "shorthandintro", "shortseries", "sortkey",
    "sortshorthand", "sorttitle", "sortyear",
    *(f"user{letter}" for letter in "abcdef"), *(f"list{letter}" for letter in "abcdef"),
})  # fmt: skip
OWN_NAMES = frozenset({
    "afterword", "annotator", "commentator", "foreword", "holder", "introduction",
    "shortauthor", "shorteditor", "sortname",
})  # fmt: skip
OWN_LISTS = frozenset({"entryset", "ids", "keywords", "related"})
OWN_CODES = frozenset({
    "authortype", "bookpagination", "editortype", "eid", "entrysubtype", "eprint",
    "eprintclass", "eprinttype", "gender", "isan", "ismn", "isrn", "iswc", "options", "pagination",
    "relatedoptions", "relatedtype",
})  # fmt: skip
"""What CSL has no variable for; an item keeps it under the field's name after 'chapbook:'."""


def _spellings() -> Mapping[str, str]:
    """CSL's variables by every spelling that a field's name may have.

    `eventtitle` is biblatex's, to which `eventtitleaddon` belongs; see csl_titles.
    """
    spelt: dict[str, str] = {}
    for variable in (
        NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | CODE_VARIABLES | TEXT_VARIABLES
    ):
        name = variable.lower()
        for mark in ("", "-", "_"):
            spelt[name.replace("-", mark).replace("_", mark)] = variable
        spelt[name] = variable
    del spelt["eventtitle"]
    return spelt


VARIABLES: Mapping[str, str] = {**_spellings(), **BIBLATEX}
"""A field's name → the CSL variable that it is. A field may have the variable's own name,
with or without its hyphens: `archive-place`, `archiveplace`, `archive_place`."""
