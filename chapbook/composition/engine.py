"""Turn an HTML fragment into a typeset fragment, by WeasyPrint.

The one module that imports WeasyPrint. What it logs becomes Diagnostics; what it may read
is inside the book or ships with the program.
"""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from chapbook.composition.log_lines import located
from chapbook.composition.model import AnchorPosition, HtmlFragment, TypesetFragment
from chapbook.composition.notes_audit import SetPage, audit_notes
from chapbook.composition.notes_with_calls import keep_notes_with_calls
from chapbook.composition.stylesheets import Stylesheet
from chapbook.diagnostics import Diagnostic

with warnings.catch_warnings():
    # WeasyPrint looks for fonts when it is imported; that there are none but ours is meant.
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.layout import block as layout_block
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

PT_PER_PX = 0.75


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
    """Sets the fragments of one book; fonts and stylesheets are read once.

    `diagnostics` says what is wrong with the stylesheets.
    """

    def __init__(self, root: Path, shipped: Path, stylesheets: Sequence[Stylesheet]) -> None:
        keep_notes_with_calls(layout_block)
        self._root = root
        self._fetcher = BookFetcher((root, shipped))
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._sheets: list[Any] = []
        found: list[Diagnostic] = []
        for sheet in stylesheets:
            with _logged() as lines:
                self._sheets.append(self._parse(sheet))
            found.extend(located(lines, sheet.path, sheet.text))
        self.diagnostics = tuple(found)

    def _parse(self, sheet: Stylesheet) -> Any:
        return weasyprint.CSS(
            string=sheet.text,
            base_url=sheet.folder.as_uri() + "/",
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
        )

    def typeset(self, fragment: HtmlFragment) -> TypesetFragment:
        """The fragment's pages, with what went wrong in setting them."""
        with _logged() as lines:
            html = weasyprint.HTML(
                string=fragment.html,
                base_url=self._root.as_uri() + "/",
                url_fetcher=self._fetcher,
            )
            document = html.render(
                stylesheets=self._sheets, font_config=self._fonts, counter_style=self._counters
            )
            pdf = document.write_pdf(pdf_tags=True)
        found = [*located(lines, fragment.source, fragment.source_text)]
        found.extend(audit_notes(fragment.notes, [_set_page(page) for page in document.pages]))
        return TypesetFragment(
            id=fragment.id,
            digest=fragment.digest,
            pdf=pdf,
            page_count=len(document.pages),
            anchors=_positions(document.pages),
            diagnostics=tuple(found),
        )


def _set_page(page: Any) -> SetPage:
    return SetPage(page.anchors, page._page_box.content_box_y())


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
