"""Turn a linked book into the file for a print shop, and what is wrong with it into lines of its
sources."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chapbook.bindery.binding import document_info
from chapbook.bindery.ink_colours import SHIPPED_PROFILE
from chapbook.bindery.prepress.colour_space import RGB
from chapbook.bindery.prepress.condition import printing_condition
from chapbook.bindery.prepress.images import size_in_pixels
from chapbook.bindery.prepress.lightness import UnusableProfileError
from chapbook.bindery.prepress.press_audit import PressFinding
from chapbook.bindery.prepress.press_frame import Frame
from chapbook.bindery.prepress.press_ready import PressJob, press_ready
from chapbook.bindery.prepress.separation import InkSeparator
from chapbook.composition.model import HtmlFragment, Pagination
from chapbook.diagnostics import BookError, Diagnostic, SourceSpan, error
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.book_files import book_file
from chapbook.manuscript.model import Manuscript
from chapbook.manuscript.source_date import source_date
from chapbook.shipped import shipped_dir

SLUG_FONT = "styles/fonts/SourceSans3-Regular.ttf"
A_COLOUR = (0.2, 0.4, 0.6)
"""One that wants the whole profile."""
LINE = re.compile(r'data-line="(\d+)"')
TAG = re.compile(r"<[^>]*>")
IMAGE = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"')
SOFT_HYPHEN = "\u00ad"
LETTERS_SOUGHT = 16
"""The spaces of a drawing's text are not in the file: none count."""


@dataclass(frozen=True)
class PressEdition:
    """The file, and what is wrong with its pages."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


def press_job(manuscript: Manuscript) -> PressJob:
    """What the book's settings ask of a press file. Raises BookError for a profile that is none."""
    config, root = manuscript.config, manuscript.root
    press = config.printing.press
    span = config.printing.span("profile")
    own = None
    if press.profile:
        path = book_file(root, press.profile)
        if path is None:
            message = f"there is no ICC profile '{press.profile}' in the book"
            raise BookError([error("press-profile", message, span)])
        own = path.read_bytes()
    shipped = (shipped_dir() / SHIPPED_PROFILE).read_bytes()
    try:
        condition = printing_condition(press, own, shipped, span)
        InkSeparator(condition).colour(A_COLOUR, RGB)
    except UnusableProfileError as wrong:
        message = f"'{press.profile}' can't be used: {wrong}"
        raise BookError([error("press-profile", message, span)]) from wrong
    return PressJob(condition, press, document_info(config, source_date(root)))


def press_edition(
    manuscript: Manuscript, pdf: bytes, fragments: Sequence[HtmlFragment], pagination: Pagination
) -> PressEdition:
    """The pages with bleed and marks, in inks. A back cover that a wrap carries is left out."""
    config = manuscript.config
    left_out = int(is_back_cover_left_out(config))
    pages = pagination.page_count - left_out
    date = f"{source_date(manuscript.root):%Y-%m-%d}"
    title = config.running_title
    frame = Frame(
        config.printing.bleed_mm,
        config.printing.marks,
        [f"{title} · page {number + 1} of {pages} · {date}" for number in range(pages)],
        shipped_dir() / SLUG_FONT,
    )
    ready = press_ready(pdf, press_job(manuscript), frame, left_out)
    places = _Places(manuscript.root, fragments, pagination)
    return PressEdition(ready.pdf, tuple(places.located(ready.findings)))


def is_back_cover_left_out(config: BookConfig) -> bool:
    """Whether the last page is on the wrap, and so not in the block."""
    return config.printing.cover == "wrap" and config.divisions[-1].kind == "back-cover"


def cover_fault(finding: PressFinding) -> Diagnostic:
    """What is wrong with the cover, which templates make."""
    message = f"on the cover: {finding.message}"
    if finding.words:
        message = f"{message}: '{_shortened(finding.words)}'"
    return Diagnostic(finding.severity, finding.code, message, hint=finding.hint)


class _Places:
    """Finds where in the book's sources something on a page comes from."""

    def __init__(
        self, root: Path, fragments: Sequence[HtmlFragment], pagination: Pagination
    ) -> None:
        self._root = root
        self._on_page: dict[int, HtmlFragment] = {}
        for fragment, placement in zip(fragments, pagination.placements, strict=True):
            for number in range(placement.page_count):
                self._on_page[placement.first_page_index + number] = fragment

    def located(self, findings: Iterable[PressFinding]) -> Iterator[Diagnostic]:
        """The findings, each with its page and, where it is known, its line."""
        for finding in findings:
            message = f"{finding.message} (page {finding.page_index + 1} of the file)"
            if finding.words:
                message = f"{message}: '{_shortened(finding.words)}'"
            span = self._span(finding)
            yield Diagnostic(finding.severity, finding.code, message, span, finding.hint)

    def _span(self, finding: PressFinding) -> SourceSpan | None:
        fragment = self._on_page.get(finding.page_index)
        if fragment is None:
            return None
        if finding.pixels:
            own = [page for page in finding.alike_before if self._on_page.get(page) is fragment]
            return self._image_span(fragment, finding.pixels, len(own))
        return self._words_span(fragment, finding.words or finding.near)

    def _image_span(
        self, fragment: HtmlFragment, pixels: tuple[int, int], before: int
    ) -> SourceSpan | None:
        """The image with so many pixels, `before` others of that size in the fragment."""
        at: dict[str, int] = {}
        for found in IMAGE.finditer(fragment.html):
            path = book_file(self._root, html.unescape(found[1]))
            if path and size_in_pixels(path) == pixels:
                lines = LINE.findall(fragment.html[: found.start()])
                at.setdefault(found[1], int(lines[-1]) if lines else 1)
        line = list(at.values())[min(before, len(at) - 1)] if at else 1
        return SourceSpan(fragment.source, line) if fragment.source else None

    def _words_span(self, fragment: HtmlFragment, words: str) -> SourceSpan | None:
        """The block that has the words; else the drawing, as text of which they stand."""
        sought = "".join(words.split())[:LETTERS_SOUGHT]
        blocks = LINE.split(fragment.html)
        for line, block in zip(blocks[1::2], blocks[2::2], strict=True):
            if sought and sought in _plain(block):
                return SourceSpan(fragment.source, int(line))
        for found in IMAGE.finditer(fragment.html):
            path = html.unescape(found[1])
            file = book_file(self._root, path) if path.lower().endswith(".svg") else None
            lines = file.read_text("utf-8", errors="replace").splitlines() if file else []
            for number, text in enumerate(lines, start=1):
                if sought and sought in _plain(f">{text}"):
                    return SourceSpan(path, number)
        return SourceSpan(fragment.source, 1) if fragment.source else None


def _plain(block: str) -> str:
    """A block's text, which begins within its first tag, without spaces."""
    text = html.unescape(TAG.sub("", block.partition(">")[2]))
    return "".join(text.replace(SOFT_HYPHEN, "").split())


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
