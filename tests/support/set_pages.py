"""Set a piece of HTML by the book's own typesetter, for tests of pages."""

from dataclasses import replace
from pathlib import Path

from chapbook.apparatus.model import FolioStyle
from chapbook.composition.engine import Typesetter
from chapbook.composition.late_folios import with_folios
from chapbook.composition.model import HtmlFragment, Placement, PlannedNote, TypesetFragment
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Division, Matter, Opening, PageSettings
from chapbook.manuscript.page_sizes import PageSize
from chapbook.shipped import shipped_dir

A5 = PageSettings(PageSize(148, 210), PageSize(148, 210))


def typesetter(root: Path, extra_css: str = "", page: PageSettings = A5) -> Typesetter:
    """A typesetter with the shipped styles and some more."""
    sheets, _ = read_stylesheets(root, shipped_dir(), page)
    return Typesetter(
        root, shipped_dir(), [*sheets, Stylesheet("styles/test.css", extra_css, root)]
    )


def fragment(
    body: str,
    notes: tuple[PlannedNote, ...] = (),
    source_text: str = "",
    starts_on: Opening = Opening.RECTO,
) -> HtmlFragment:
    """A fragment whose body is `body`."""
    side = "html { break-before: verso }" if starts_on is Opening.VERSO else ""
    return HtmlFragment(
        id="test",
        html=f'<html lang="en"><head><style>{side}</style></head><body id="test"'
        f' data-book="Book" data-head="Head">{body}</body></html>',
        starts_on=starts_on,
        with_margins=False,
        digest="",
        notes=notes,
        margin_css="",
        source="chapters/test.md",
        source_text=source_text,
    )


def diagnostics_of(made: TypesetFragment) -> tuple[Diagnostic, ...]:
    """What is wrong with a fragment whose first page is page 1."""
    division = Division("test", "chapter", Matter.BODY, Opening.NEXT, None, None)
    placement = Placement(division, 0, 0, 1, FolioStyle.ARABIC, made.page_count)
    return with_folios(made.diagnostics, placement)


def tightening_of(made: TypesetFragment) -> tuple[Diagnostic, ...]:
    """What might be set better in such a fragment."""
    return diagnostics_of(replace(made, diagnostics=made.tightening))


def set_pages(root: Path, body: str, extra_css: str = "") -> TypesetFragment:
    """`body` as pages."""
    return typesetter(root, extra_css).typeset(fragment(body))
