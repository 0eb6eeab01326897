"""Find labels that authors write into numbers and locators: 'vol. 1, fol. 186', '7, p. 3-8'."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from chapbook.csl.locale import Locale

LOCATORS = (
    "page", "volume", "act", "appendix", "article-locator", "book", "canon", "chapter", "column",
    "elocation", "equation", "figure", "folio", "issue", "line", "note", "opus", "paragraph",
    "part", "rule", "scene", "section", "sub-verbo", "supplement", "table", "title-locator",
    "verse", "version",
)  # fmt: skip
"""The terms of what a locator may be (specification, appendix II); where two have the same
label, the first counts."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text around its first label: the label's term, and what is before and after it."""

    before: str
    term: str
    after: str


def find_label(text: str, locale: Locale) -> Labelled | None:
    """The first label of a locator in a text; None without one.

    Labels are the locale's short forms that end with a full stop, and its symbols, before a
    number.
    """
    if text.isdecimal():
        return None
    pattern, terms = _labels(locale)
    found = pattern.search(text)
    if found is None:
        return None
    return Labelled(
        before=text[: found.start()].strip(" ,;"),
        term=terms[found[1].lower()],
        after=text[found.end() :],
    )


def split_locator(text: str, locale: Locale) -> tuple[str, str]:
    """The term and the rest of a locator that begins with its label: 'vol. 1' → volume, 1.

    ('', text) for one that doesn't.
    """
    found = find_label(text, locale)
    return (found.term, found.after) if found is not None and not found.before else ("", text)


@lru_cache(maxsize=32)
def _labels(locale: Locale) -> tuple[re.Pattern[str], Mapping[str, str]]:
    terms: dict[str, str] = {}
    for term in LOCATORS:
        for label in _written(term, locale):
            terms.setdefault(label.lower(), term)
    choices = "|".join(re.escape(label) for label in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<![^\s,;])({choices or '(?!)'})\s*(?=[0-9]|[ivxlcdm]+\b)", re.I), terms


def _written(term: str, locale: Locale) -> Iterator[str]:
    for form, plural in (("short", False), ("short", True), ("symbol", False), ("symbol", True)):
        label = locale.term(term, form, plural) or ""
        if label.endswith(".") or (label and not any(map(str.isalnum, label))):
            yield label
