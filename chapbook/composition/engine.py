"""Turn an HTML fragment into a typeset fragment, by WeasyPrint.

The one module that imports WeasyPrint. What it logs becomes Diagnostics; what it may read
is inside the book or ships with the program.
"""

import gc
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from chapbook.composition.array_types import read_array_types_once, read_types_alone
from chapbook.composition.change_bars import change_bars, changed_elements
from chapbook.composition.character_sets import keep_character_sets
from chapbook.composition.coded_fonts import code_fonts
from chapbook.composition.drawn_glyphs import draw_glyphs_at_once
from chapbook.composition.element_places import ElementPlaces
from chapbook.composition.fitted_lines import fit_lines
from chapbook.composition.geometry import SIDE_GAP_MM
from chapbook.composition.grid_snapping import snap_to_grid
from chapbook.composition.hanging_spaces import hang_spaces
from chapbook.composition.image_audit import audit_images
from chapbook.composition.kept_lines import keep_lines
from chapbook.composition.late_folios import folio_mark
from chapbook.composition.later_font_tools import font_tools_later
from chapbook.composition.layout_audit import audit_ends, audit_layout, find_white
from chapbook.composition.lazy_patterns import read_patterns_lazily
from chapbook.composition.leading import leading_px
from chapbook.composition.library_search import without_library_search
from chapbook.composition.line_ends import tell_line_ends
from chapbook.composition.log_lines import located, missing_characters
from chapbook.composition.margin_boxes import FurnitureLayout, margins_apart
from chapbook.composition.marked_content import mark_content
from chapbook.composition.missing_glyphs import missing_glyphs
from chapbook.composition.model import (
    AnchorPosition,
    HtmlFragment,
    HtmlFurniture,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.notes_audit import audit_notes
from chapbook.composition.notes_with_calls import keep_notes_with_calls
from chapbook.composition.open_folio_drawing import (
    mark_open_folios,
    number_open_folios,
    open_folios_of,
    undrawn_folios,
)
from chapbook.composition.overprint_audit import audit_overprint
from chapbook.composition.page_openings import page_openings
from chapbook.composition.page_proofs import ProofOrder
from chapbook.composition.page_sides import sides_differ
from chapbook.composition.page_starts import page_starts
from chapbook.composition.page_structure import PageStructure
from chapbook.composition.resumed_layout import resumed
from chapbook.composition.set_lines import set_pages
from chapbook.composition.shared_styles import share_styles
from chapbook.composition.side_notes import audit_side_notes, spread_side_notes
from chapbook.composition.source_map import source_map
from chapbook.composition.structure_objects import STRUCTURE, write_structure
from chapbook.composition.style_memory import remember_styles
from chapbook.composition.stylesheets import Stylesheet
from chapbook.composition.tightening import count_lines, tightening_report
from chapbook.composition.words_audit import audit_words
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Edition

with warnings.catch_warnings(), without_library_search(), font_tools_later():
    # WeasyPrint looks for fonts when it is imported; that there are none but ours is meant.
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    import weasyprint
    from weasyprint import css, draw, layout
    from weasyprint import document as weasyprint_document
    from weasyprint import pdf as pdf_module
    from weasyprint.css.counters import CounterStyle
    from weasyprint.draw import text as draw_text_module
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background, block, inline, page, percent
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.pdf import stream as stream_module
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text import line_break
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

PT_PER_PX = 0.75
PX_PER_MM = 96 / 25.4
JPEG_QUALITY = 80


def engine_version() -> str:
    """The versions of WeasyPrint and Pango: both decide how lines and pages break."""
    return f"weasyprint {weasyprint.__version__}, pango {pango.pango_version()}"


class BookFetcher(URLFetcher):
    """Lets WeasyPrint read files inside the given folders, and nothing else."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at `url`. Raises ValueError for one that the book may not read."""
        if url.startswith("file:"):
            path = Path(url2pathname(url.split("?")[0].removeprefix("file:"))).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"'{path.name}' is outside the book")
        return super().fetch(url, headers)


class Typesetter:
    """Sets the fragments of an edition; fonts and stylesheets are read once. Pictures get at most
    as many pixels an inch as `output` can show, photographs JPEG_QUALITY then.

    `diagnostics` says what is wrong with the stylesheets.
    """

    def __init__(
        self,
        root: Path,
        shipped: Path,
        stylesheets: Sequence[Stylesheet],
        output: Edition = Edition.STANDARD,
    ) -> None:
        read_patterns_lazily()
        keep_character_sets(weasyprint.tinyhtml5.inputstream)
        draw_glyphs_at_once(draw_text_module)
        mark_open_folios(draw, line_break)
        mark_content(stream_module, draw, line_break)
        write_structure(pdf_module)
        code_fonts(pdf_module, stream_module)
        share_styles(css)
        remember_styles(line_break, percent, boxes)
        snap_to_grid(block)
        hang_spaces(inline)
        fit_lines(weasyprint_document, inline, line_break, _width_px)
        keep_lines(inline)
        tell_line_ends(inline)
        read_types_alone(line_break.ffi)
        read_array_types_once(pdf_fonts)
        keep_notes_with_calls(weasyprint_document, block, page, inline)
        self._output = output
        self._images = (
            {"dpi": output.image_dpi, "jpeg_quality": JPEG_QUALITY, "optimize_images": True}
            if output.image_dpi
            else {}
        )
        self._root = root
        self._fetcher = BookFetcher((root, shipped))
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        found: list[Diagnostic] = []
        # All go into one, against which an element is matched once.
        self._sheet = weasyprint.CSS(string="", font_config=self._fonts)
        for sheet in stylesheets:
            with _logged() as lines:
                self._parse(sheet)
            found.extend(located(lines, sheet.path))
        self.diagnostics = tuple(found)

    def _parse(self, sheet: Stylesheet) -> None:
        weasyprint.CSS(
            string=sheet.text,
            base_url=sheet.folder.as_uri() + "/",
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
            matcher=self._sheet.matcher,
            page_rules=self._sheet.page_rules,
            layers=self._sheet.layers,
        )

    def typeset(
        self,
        fragment: HtmlFragment,
        laid_out: Callable[[TypesetFragment], None] = lambda _: None,
    ) -> TypesetFragment:
        """The fragment's pages, with what went wrong in setting them. `laid_out` hears before
        they are drawn, half of the work, how many they are and where anchors and open folios
        stand."""
        with _logged() as lines, _uncollected():
            html = self._html(fragment.html)
            anchors = number_open_folios(html.etree_element)
            with margins_apart(layout, unless=fragment.with_margins) as apart:
                document = html.render(
                    stylesheets=[self._sheet],
                    font_config=self._fonts,
                    counter_style=self._counters,
                    **self._images,
                )
            crowded = spread_side_notes(document.pages, SIDE_GAP_MM * PX_PER_MM)
            tag_pages(document, html.etree_element, fragment.id)
            positions = _positions(document.pages)
            laid_out(
                TypesetFragment(
                    fragment.id, fragment.digest, b"", len(document.pages), positions, (),
                    open_folios=undrawn_folios(document.pages, anchors, line_break),
                )
            )  # fmt: skip
            pdf = document.write_pdf(pdf_tags=True)
        places = ElementPlaces(fragment, html.etree_element)
        pages = set_pages(document.pages, places, _space_px)
        changed = changed_elements(html.etree_element)
        folios = [folio_mark(page.page_index) for page in pages]
        line_px = leading_px(document.pages[0]._page_box.children[0].style)
        # A press file has a limit of its own, by setting.
        is_judged = self._output.is_bound and self._output is not Edition.PRESS
        shows_images = is_judged and "<img" in fragment.html
        return TypesetFragment(
            id=fragment.id,
            digest=fragment.digest,
            pdf=pdf,
            page_count=len(pages),
            anchors=positions,
            diagnostics=(
                *located(lines, fragment.source),
                *missing_glyphs(
                    missing_characters(lines), pages, fragment.source, fragment.source_text
                ),
                *audit_notes(fragment.notes, pages),
                *audit_side_notes(crowded, places),
                *audit_words(html.etree_element.find("body"), pages, places),
                *audit_layout(pages, line_px, folios),
                *audit_overprint(pages, folios),
                *(audit_ends(pages, line_px, folios) if self._output.is_bound else ()),
                *(audit_images(document.pages, places, folios) if shows_images else ()),
            ),
            tightening=(
                *tightening_report(pages, folios),
                *(find_white(pages, line_px, folios) if self._output.is_bound else ()),
            ),
            line_counts=count_lines(pages),
            margins=tuple(
                replace(needs, bars_px=change_bars(page, changed))
                for needs, page in zip(apart.margins, pages[: len(apart.margins)], strict=True)
            ),
            open_folios=open_folios_of(document.pages, anchors),
            page_starts=page_starts(document.pages, html.etree_element, apart.resumed_at)
            if apart.margins
            else (),
            page_openings=page_openings(html.etree_element.find("body"), pages),
            source_map=source_map(pages, places),
        )

    def set_proof(self, order: ProofOrder) -> TypesetFragment | None:
        """A piece of a fragment, as far as its pages are whole, and there were as many when it
        was set before. None where there is no such page."""
        before, first = order.before, order.first_page
        with (
            _logged(),
            _uncollected(),
            margins_apart(layout, unless=False),
            resumed(layout, first, order.way, order.last) as done,
        ):
            document = self._html(order.html).render(
                stylesheets=[self._sheet], font_config=self._fonts, counter_style=self._counters
            )
            is_whole = order.ends or done.is_cut
            pages = document.pages[: None if is_whole else -1]
            margins = before.margins[first : first + len(pages)]
            if not margins:
                return None
            pdf = document.copy(pages[: len(margins)]).write_pdf()
        return TypesetFragment(before.id, "", pdf, len(margins), {}, (), margins=margins)

    def _html(self, text: str) -> Any:
        return weasyprint.HTML(
            string=text, base_url=self._root.as_uri() + "/", url_fetcher=self._fetcher
        )

    def _context(self, html: Any) -> Any:
        options = weasyprint.DEFAULT_OPTIONS | {"stylesheets": [self._sheet]}
        return weasyprint_document.Document._build_layout_context(
            html, self._fonts, self._counters, {}, options
        )

    def sides_differ(self) -> bool:
        """Whether text would be set otherwise on a left than on a right page."""
        with _logged():
            html = self._html("<html><body></body></html>")
            laid_out = FurnitureLayout(page, percent, background, boxes)
            return sides_differ(self._context(html), html, page.PageType, laid_out.sheet)

    def furnish(self, furniture: HtmlFurniture) -> TypesetFurniture:
        """The furniture's pages, without tags: it is no part of the text."""
        with _logged() as lines:
            html = self._html(furniture.html)
            styled = self._context(html)
            laid_out = FurnitureLayout(page, percent, background, boxes)
            sheets = [*laid_out.pages(styled, html, furniture.margins, furniture.first_folio)]
            document = weasyprint_document.Document(
                [weasyprint_document.Page(sheet) for sheet, _ in sheets],
                DocumentMetadata(), self._fetcher, self._fonts, {}, None,
            )  # fmt: skip
            pdf = document.write_pdf()
        found = (
            *located(lines, furniture.source),
            *missing_glyphs(missing_characters(lines), (), "", ""),
        )
        shifts_pt = tuple(shift_px * PT_PER_PX for _, shift_px in sheets)
        return TypesetFurniture(furniture.id, furniture.digest, pdf, found, shifts_pt)


def tag_pages(document: Any, html: Any, fragment_id: str) -> None:
    """Have a laid-out document tagged with the structure of its `html`, when it is written."""
    vars(document)[STRUCTURE] = PageStructure(document.pages, html, fragment_id).root


def _space_px(style: Any) -> float:
    """The width of a space in a box's face, before a line is justified."""
    return _width_px(style, "n n") - _width_px(style, "nn")


def _width_px(style: Any, text: str) -> float:
    """The width of a text in a style, which remembers it."""
    widths: dict[str, float] = vars(style).setdefault("widths_px", {})
    if text not in widths:
        layout = line_break.Layout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        widths[text] = float(line_break.line_size(line, style)[0])
    return widths[text]


def _positions(pages: Sequence[Any]) -> dict[str, AnchorPosition]:
    """Each anchor's first place; an element split over pages has its anchor where it begins."""
    places: dict[str, AnchorPosition] = {}
    for number, page in enumerate(pages):
        for name, (left, top, *_) in page.anchors.items():
            place = AnchorPosition(number, left * PT_PER_PX, (page.height - top) * PT_PER_PX)
            places.setdefault(name, place)
    return places


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Inside, nothing looks for unreachable cycles: there are few before a document is done, and
    looking through all its boxes again and again takes up to a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """WeasyPrint's and fontTools's log records from WARNING up, while inside."""
    handler = _Lines()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
