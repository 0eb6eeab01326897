"""Turn the cited references into the bibliography's order."""

import re
from collections.abc import Iterable, Sequence

from chapbook.apparatus.collation import weights, words_only
from chapbook.apparatus.function_words import without_article
from chapbook.apparatus.markup import plain_text
from chapbook.apparatus.model import PersonName, Reference
from chapbook.diagnostics import Diagnostic, warning
from chapbook.manuscript.model import ParsedChapter

SECTION = re.compile(r'<div\b[^>]*\bclass="(?:[^"]* )?references(?: [^"]*)?"[^>]*></div>')
"""Where a chapter's HTML asks for references: `::: {.references keyword="…"}`."""

KEYWORD = re.compile(r'\bdata-keyword="([^"]*)"')

Weights = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def in_bibliography_order(references: Iterable[Reference], language: str) -> tuple[Reference, ...]:
    """Sorted by author (or editor, or else title), year and title; Cyrillic after Latin.

    A particle doesn't count. `language` is that of titles whose entry names none.
    """
    return tuple(sorted(references, key=lambda reference: _key(reference, language)))


def _key(reference: Reference, language: str) -> tuple[tuple[Weights, ...], str, Weights, str]:
    title = plain_text(reference.fields.get("sorttitle") or reference.fields.get("title", ""))
    title_weights = weights(words_only(without_article(title, reference.language or language)))
    names = reference.authors or reference.editors
    heading = tuple(weight for name in names for weight in _name(name)) or (title_weights,)
    return heading, reference.year, title_weights, reference.key


def _name(name: PersonName) -> tuple[Weights, Weights]:
    given = " ".join((name.given, name.suffix))
    return weights(words_only(plain_text(name.family))), weights(words_only(plain_text(given)))


def sections(body: str, references: Sequence[Reference]) -> tuple[tuple[Reference, ...], ...]:
    """The references of each section that `body` asks for, in their order.

    A section has the references with its keyword; one without a keyword has all that no
    other section of `body` has.
    """
    asked = [_keyword(section[0]) for section in SECTION.finditer(body)]
    rest = tuple(one for one in references if not any(_has(one, name) for name in asked if name))
    return tuple(
        tuple(one for one in references if _has(one, name)) if name else rest for name in asked
    )


def _keyword(section: str) -> str:
    found = KEYWORD.search(section)
    return found[1] if found else ""


def _has(reference: Reference, keyword: str) -> bool:
    return keyword in re.split(r"\s*[,;]\s*", reference.fields.get("keywords", ""))


def unlisted(
    chapters: Iterable[ParsedChapter], references: Sequence[Reference]
) -> tuple[Diagnostic, ...]:
    """The cited references that a bibliography written as a chapter has in no section."""
    return tuple(
        warning(
            "bibliography-unlisted",
            f"'{reference.key}' is cited and in no section of {chapter.path}",
            reference.span,
            "give it the keyword of a section",
        )
        for chapter in chapters
        if chapter.division.kind == "bibliography"
        for listed in (
            frozenset(one.key for part in sections(chapter.body, references) for one in part),
        )
        for reference in references
        if reference.key not in listed
    )
