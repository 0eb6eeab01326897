"""Turn a book directory into its text with its apparatus: all that precedes pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from chapbook.apparatus.authority import NO_AUTHORITY, IndexAuthority
from chapbook.apparatus.authority_reader import read_authority
from chapbook.apparatus.citation_style import CitationStyle, citation_style
from chapbook.apparatus.known_references import KnownReferences
from chapbook.apparatus.model import Apparatus, Reference
from chapbook.apparatus.resolve import resolve
from chapbook.cache import Store
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.citation_style import DEFAULT_STYLE, read_style_files
from chapbook.manuscript.known_chapters import known_or_parsed
from chapbook.manuscript.model import Manuscript, ParsedChapter, SourceText
from chapbook.manuscript.read import read_manuscript
from chapbook.shipped import shipped_dir


@dataclass(frozen=True)
class Scholarship:
    """The text with its apparatus: all that precedes pages. `uncited` has the keys of the
    bibliography that are not listed, `parsed_anew` the ids of chapters that no build has parsed
    before."""

    manuscript: Manuscript
    chapters: tuple[ParsedChapter, ...]
    apparatus: Apparatus
    style: CitationStyle | None
    authority: IndexAuthority
    uncited: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    parsed_anew: tuple[str, ...] = ()

    @property
    def cites_in_notes(self) -> bool:
        """Whether a citation in the text becomes a note."""
        return _cites_in_notes(self.style)


Chapters = tuple[ParsedChapter, ...]
Revise = Callable[[Manuscript, Chapters], tuple[Manuscript, Chapters]]


def read_book(
    root: Path,
    store: Store,
    output: Edition = Edition.STANDARD,
    revise: Revise = lambda manuscript, chapters: (manuscript, chapters),
    announce: Callable[[Manuscript], None] = lambda _: None,
) -> Scholarship:
    """Everything before the pages of an edition; of `store` what was parsed before, which
    `revise` may change. `announce` hears of the manuscript before it is parsed. Raises BookError
    when there is no book to read."""
    manuscript, found = read_manuscript(root, output)
    announce(manuscript)
    diagnostics = list(found)
    style, found = _citation_style(manuscript, store)
    diagnostics += found
    in_notes = _cites_in_notes(style)
    parsed, parsed_anew, found = _parsed(manuscript, store, in_notes)
    diagnostics += found
    manuscript, chapters = revise(manuscript, parsed)
    bib, language = manuscript.bibliography, manuscript.config.language
    known = _known_references(store, bib, language) if bib else None
    diagnostics += known.diagnostics if known else ()
    references: Mapping[str, Reference] = known.references if known else {}
    path = bib.path if bib else ""
    apparatus, found = resolve(chapters, references, manuscript.config, path, in_notes)
    diagnostics += found
    if known:
        known.keep()
    authority = NO_AUTHORITY
    if manuscript.index_authority:
        authority, found = read_authority(manuscript.index_authority)
        diagnostics += found
    listed = {reference.key for reference in apparatus.listed}
    uncited = tuple(key for key in references if key not in listed)
    return Scholarship(
        manuscript, chapters, apparatus, style, authority, uncited, tuple(diagnostics), parsed_anew
    )


def _parsed(
    manuscript: Manuscript, store: Store, in_notes: bool
) -> tuple[Chapters, tuple[str, ...], tuple[Diagnostic, ...]]:
    """The chapters, the ids of those that were parsed now, and what is wrong with them."""
    chapters: list[ParsedChapter] = []
    parsed_anew: list[str] = []
    diagnostics: list[Diagnostic] = []
    for source in manuscript.chapters:
        (chapter, found), is_new = known_or_parsed(
            store, source, manuscript.config, manuscript.root, in_text_citations=not in_notes
        )
        chapters.append(chapter)
        parsed_anew += [source.division.id] if is_new else []
        diagnostics += found
    return tuple(chapters), tuple(parsed_anew), tuple(diagnostics)


def _known_references(store: Store, source: SourceText, language: str) -> KnownReferences:
    """Those of the bibliography, read again where it has changed."""
    key = sha256(f"{language} {source.path} {source.text}".encode()).hexdigest()
    return store.made("bibliography", key, lambda: KnownReferences(store, source, language))


def _cites_in_notes(style: CitationStyle | None) -> bool:
    return style is None or style.in_notes


def _citation_style(
    manuscript: Manuscript, store: Store
) -> tuple[CitationStyle | None, tuple[Diagnostic, ...]]:
    """The book's citation style, or the default one where that can't be read; None for a book
    without a bibliography."""
    if manuscript.bibliography is None:
        return None, ()
    settings, language = manuscript.config.citations, manuscript.config.language
    diagnostics: list[Diagnostic] = []
    for name in (settings.style, DEFAULT_STYLE):
        files = read_style_files(manuscript.root, shipped_dir(), name, settings.style_span)
        diagnostics += files.diagnostics
        if files.style is not None:
            forgets = settings.subsequent == "chapter"
            style, found = citation_style(files.style, files.locales, language, forgets, store)
            diagnostics += found
            if style is not None:
                return style, tuple(diagnostics)
    return None, tuple(diagnostics)
