"""Turn citations and references into what the bibliography lists, section by section."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from chapbook.apparatus.citations import Sources, undefined_key
from chapbook.apparatus.model import BookCitation, Reference
from chapbook.diagnostics import Diagnostic, warning
from chapbook.manuscript.model import ParsedChapter

SECTION = re.compile(r'<div\b[^>]*\bclass="(?:[^"]* )?references(?: [^"]*)?"[^>]*></div>')
"""Where a chapter's HTML asks for references: `::: {.references keyword="…"}`."""

KEYWORD = re.compile(r'\bdata-keyword="([^"]*)"')


def listed_references(
    chapters: Iterable[ParsedChapter], citations: Iterable[BookCitation], sources: Sources
) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """The references that the bibliography lists: those cited, then those of `nocite`.

    `@*` in `nocite` stands for every entry of the file.
    """
    listed = {item.reference.key: item.reference for one in citations for item in one.items}
    found: list[Diagnostic] = []
    for chapter in chapters:
        metadata = chapter.metadata
        for key, span in zip(metadata.nocite, metadata.nocite_spans, strict=True):
            if key == "*":
                listed |= {k: one for k, one in sources.references.items() if k not in listed}
            elif key in sources.references:
                listed.setdefault(key, sources.references[key])
            else:
                found.append(undefined_key(key, span, sources))
    return tuple(listed.values()), tuple(found)


class Keyworded(Protocol):
    """Whatever has the keywords of a reference."""

    @property
    def keywords(self) -> frozenset[str]:
        """The keywords."""


Listed = TypeVar("Listed", bound=Keyworded)


def sections(body: str, references: Sequence[Listed]) -> tuple[tuple[Listed, ...], ...]:
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


def _has(reference: Keyworded, keyword: str) -> bool:
    return keyword in reference.keywords


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
