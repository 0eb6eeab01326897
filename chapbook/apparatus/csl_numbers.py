"""Turn the numbers, addresses and identifiers of an entry into the variables of its CSL item."""

import re
from collections.abc import Mapping

from chapbook.apparatus.csl_text import EntryText, joined
from chapbook.apparatus.csl_titles import ARTICLES, BOOKS, PARTS

IN_SERIES = frozenset({"dataset", "manual"})
"""Entries whose number is their own, unless they stand in a series."""

REPOSITORIES: Mapping[str, str] = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/", "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com?id=",
}  # fmt: skip
"""What comes before an `eprint` by its `eprinttype` (biblatex's manual, section 3.14.7)."""

RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
BARE_URL = re.compile(r"\\url\s*\{([^{}]*)\}\.?")
SWITCHED_OFF = re.compile(r"\b(url|doi|eprint)\s*=\s*false\b")


def csl_numbers(text: EntryText) -> dict[str, str]:
    """`number` is an article's issue, a book's number in its series, else the entry's own.

    An article's `issue` ('Spring') follows its number; its `eid` is its own number
    (biblatex's manual, sections 2.3.7 and 2.3.11).
    """
    number = text.rich("number", keep_case=False)
    issue = text.rich("issue", keep_case=False)
    if text.kind in ARTICLES:
        eid = text.rich("eid", keep_case=False)
        return {"issue": joined(",", number, issue), "number": eid}
    in_series = text.kind in IN_SERIES and bool(text.latex("series"))
    if text.kind in BOOKS or text.kind in PARTS or in_series:
        return {"collection-number": number, "issue": issue}
    return {"number": number, "issue": issue}


def csl_identifiers(text: EntryText) -> dict[str, str]:
    """URL and DOI, unless the entry's options say not to print them, and PubMed's number."""
    off = {found[1] for found in SWITCHED_OFF.finditer(text.latex("options"))}
    repository = text.latex("eprinttype").lower()
    url = "" if "url" in off and text.kind != "online" else text.code("url")
    eprint = "" if "eprint" in off else text.code("eprint")
    address = REPOSITORIES.get(repository, "")
    return {
        "URL": url or (address + eprint if address and eprint else "") or bare_url(text),
        "DOI": "" if "doi" in off else RESOLVER.sub("", text.code("doi")),
        "PMID": eprint if repository == "pubmed" else "",
    }


def bare_url(text: EntryText) -> str:
    """An address that BibTeX, which has no `url`, has as `howpublished`."""
    found = BARE_URL.fullmatch(text.latex("howpublished"))
    return found[1] if found and not text.latex("url") else ""
