"""Turn the files of a citation style into the style in the book's language, compiled when a
citation has to be printed: mostly all of them are known."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.cache import Store
from chapbook.diagnostics import Diagnostic, SourceSpan, error
from chapbook.manuscript.model import SourceText

if TYPE_CHECKING:
    from chapbook.csl.elements import Style
    from chapbook.csl.locale import Locale

STYLES = "styles"
"""The kind of the store's entries."""


@dataclass(frozen=True)
class CompiledStyle:
    """A style and its locale, as the processor of CSL takes them."""

    style: "Style"
    locale: "Locale"


@dataclass(frozen=True)
class CitationStyle:
    """A style in a language. `forgets_chapters`: a chapter begins as if nothing was cited.

    `in_notes`: its citations stand in notes; `uses_ibid`: one may refer to the one before it.
    `digest` is that of all that texts in this style depend on, this program's part in it included.
    """

    source: SourceText
    locales: Mapping[str, str]
    language: str
    forgets_chapters: bool
    in_notes: bool
    uses_ibid: bool
    digest: str

    @cached_property
    def compiled(self) -> CompiledStyle:
        """The style, compiled."""
        return _compiled(self.source, self.locales, self.language)


def citation_style(
    source: SourceText,
    locales: Mapping[str, str],
    language: str,
    forgets_chapters: bool,
    store: Store,
) -> tuple[CitationStyle | None, tuple[Diagnostic, ...]]:
    """The style, or None and what is wrong with its file. `language` is BCP 47. What is to be known
    of a style that was compiled before is in `store`."""
    digest = _digest(source, locales, language, forgets_chapters)
    known = store.load(STYLES, digest, _facts)
    if known is not None:
        return CitationStyle(source, locales, language, forgets_chapters, *known, digest), ()
    from chapbook.csl.style import StyleError

    try:
        compiled = _compiled(source, locales, language)
    except StyleError as problem:
        span = SourceSpan(source.path, max(1, problem.line))
        return None, (error("citation-style", str(problem), span),)
    facts = compiled.style.class_ == "note", _uses_ibid(compiled.style)
    store.put(STYLES, digest, json.dumps(facts).encode())
    made = CitationStyle(source, locales, language, forgets_chapters, *facts, digest)
    vars(made)["compiled"] = compiled
    return made, ()


def _compiled(source: SourceText, locales: Mapping[str, str], language: str) -> CompiledStyle:
    """Raises StyleError."""
    from chapbook.csl.locale import make_locale
    from chapbook.csl.style import read_style

    style = read_style(source.text)
    return CompiledStyle(style, make_locale(language, locales, style.locale_xml))


def _uses_ibid(style: "Style") -> bool:
    from chapbook.csl import elements as el

    return any(
        test.kind == "position" and test.value.startswith("ibid")
        for element in el.descendants(style.citation.layout.children)
        if isinstance(element, el.Choose)
        for branch in element.branches
        for test in branch.tests
    )


def _facts(data: bytes) -> tuple[bool, bool]:
    in_notes, uses_ibid = json.loads(data)
    return bool(in_notes), bool(uses_ibid)


def _digest(
    source: SourceText, locales: Mapping[str, str], language: str, forgets_chapters: bool
) -> str:
    about = (source.text, sorted(locales.items()), language, forgets_chapters)
    digest = sha256(repr(about).encode())
    package = Path(__file__).parents[1]
    for pattern in ("csl/*.py", "apparatus/citation_*.py"):
        for program in sorted(package.glob(pattern)):
            digest.update(program.read_bytes())
    return digest.hexdigest()
