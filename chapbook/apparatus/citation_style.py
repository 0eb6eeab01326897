"""Turn the files of a citation style into the style, compiled, in the book's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.csl import elements as el
from chapbook.csl.locale import Locale, make_locale
from chapbook.csl.style import StyleError, read_style
from chapbook.diagnostics import Diagnostic, SourceSpan, error
from chapbook.manuscript.model import SourceText


@dataclass(frozen=True)
class CitationStyle:
    """A style in a language. `forgets_chapters`: a chapter begins as if nothing was cited.

    `text` is that of its file.
    """

    style: el.Style
    locale: Locale
    text: str
    forgets_chapters: bool = True

    @property
    def in_notes(self) -> bool:
        """Whether the style's citations stand in notes."""
        return self.style.class_ == "note"

    @property
    def uses_ibid(self) -> bool:
        """Whether a citation may refer to the one before it."""
        return any(
            test.kind == "position" and test.value.startswith("ibid")
            for element in el.descendants(self.style.citation.layout.children)
            if isinstance(element, el.Choose)
            for branch in element.branches
            for test in branch.tests
        )


def compile_style(
    source: SourceText, locales: Mapping[str, str], language: str, forgets_chapters: bool
) -> tuple[CitationStyle | None, tuple[Diagnostic, ...]]:
    """The style, or None and what is wrong with its file. `language` is BCP 47."""
    try:
        style = read_style(source.text)
    except StyleError as problem:
        span = SourceSpan(source.path, max(1, problem.line))
        return None, (error("citation-style", str(problem), span),)
    locale = make_locale(language, locales, style.locale_xml)
    return CitationStyle(style, locale, source.text, forgets_chapters), ()
