"""Turn a template into a PDF that is no part of a book's pages: cover, notes page, instructions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chapbook.composition.engine import Typesetter
from chapbook.composition.model import HtmlFragment
from chapbook.composition.stylesheets import FONTS, Stylesheet, read_stylesheets
from chapbook.composition.templates import Templates
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.book_config import BookConfig, Opening
from chapbook.manuscript.book_files import read_book_file

STYLES = "styles/print"
AUDITED = frozenset(("typesetter", "glyph-missing"))
"""What is looked at: that the type can be set. The grid is the book's, not the cover's."""


@dataclass(frozen=True)
class PrintedMatter:
    """A PDF, and what was wrong in setting it."""

    pdf: bytes
    page_count: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class MatterPress:
    """Sets printed matter for the book at `root`, whose own templates and styles/print replace
    the shipped ones of the same name."""

    root: Path
    shipped: Path

    def in_book_s_pages(
        self, config: BookConfig, template: str, variables: Mapping[str, object]
    ) -> PrintedMatter:
        """Pages with the book's trim, margins, faces and type."""
        return self._set(template, variables, self._book_sheets(config))

    def in_book_s_faces(
        self, config: BookConfig, template: str, variables: Mapping[str, object]
    ) -> PrintedMatter:
        """Matter with the faces of the book's theme, and a size of its own."""
        faces = [sheet for sheet in self._book_sheets(config) if sheet.path.endswith(FONTS)]
        return self._set(template, variables, faces)

    def plain(self, template: str, variables: Mapping[str, object]) -> PrintedMatter:
        """Matter with nothing of the book."""
        return self._set(template, variables, [])

    def _book_sheets(self, config: BookConfig) -> list[Stylesheet]:
        sheets, _ = read_stylesheets(
            self.root, self.shipped, config.page, hyphenation=config.hyphenation
        )
        return list(sheets)

    def _set(
        self, template: str, variables: Mapping[str, object], sheets: list[Stylesheet]
    ) -> PrintedMatter:
        """Raises BookError when the template is wrong."""
        own, unread = self._own_sheet(template)
        html = Templates(self.root, self.shipped).render(f"{template}.html", variables)
        typesetter = Typesetter(self.root, self.shipped, [*sheets, *own])
        path = f"templates/{template}.html"
        made = typesetter.typeset(
            HtmlFragment(
                id=template,
                html=html,
                starts_on=Opening.RECTO,
                with_margins=False,
                digest="",
                notes=(),
                margin_css="",
                source=path,
                source_text=html,
            )
        )
        found = (*unread, *typesetter.diagnostics, *made.diagnostics)
        kept = tuple(one for one in found if one.code in AUDITED or one in unread)
        return PrintedMatter(made.pdf, made.page_count, kept)

    def _own_sheet(self, template: str) -> tuple[list[Stylesheet], tuple[Diagnostic, ...]]:
        """The stylesheet of that template, the book's own or the shipped one."""
        path = f"{STYLES}/{template}.css"
        for root in (self.root, self.shipped):
            if (root / path).exists():
                read = read_book_file(root, path, SourceSpan(path, 1))
                if read.source is None:
                    return [], read.diagnostics
                return [Stylesheet(path, read.source.text, (root / path).parent)], ()
        return [], ()
