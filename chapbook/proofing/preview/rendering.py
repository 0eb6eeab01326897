"""Turn pages of PDFs into pixels and characters, by PDFium: the one module that imports it.

PDFium works for one caller at a time, so all that is here holds one lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

import pypdfium2
from pypdfium2 import raw

_lock = Lock()
WHITE = (255, 255, 255, 255)


@dataclass(frozen=True)
class Pixels:
    """Rows of blue, green and red from the top, each beginning `stride` bytes after the last."""

    width: int
    height: int
    stride: int
    bgr: bytes


@dataclass(frozen=True)
class CharacterBox:
    """A character's edges in pt from the page's upper left corner."""

    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float

    def moved(self, shift_pt: float) -> "CharacterBox":
        """The same, so far to the right."""
        return replace(self, left_pt=self.left_pt + shift_pt, right_pt=self.right_pt + shift_pt)


class Document:
    """A PDF that is kept open until `close`."""

    def __init__(self, pdf: bytes) -> None:
        with _lock:
            self.opened = pypdfium2.PdfDocument(pdf)

    def close(self) -> None:
        """Let go of it."""
        with _lock:
            self.opened.close()

    def text(self, page: int) -> str:
        """The page's characters, as PDFium puts them in order; lines end in \\r\\n."""
        with _lock:
            opened = self.opened[page]
            text_page = opened.get_textpage()
            try:
                return str(text_page.get_text_range())
            finally:
                text_page.close()
                opened.close()

    def boxes_of_each(
        self, page: int, spans: Sequence[tuple[int, int]]
    ) -> tuple[tuple[CharacterBox, ...], ...]:
        """The boxes of runs of characters, each from its first to before its last, one or more a
        run: it may go over the end of a line."""
        with _lock:
            opened = self.opened[page]
            text_page = opened.get_textpage()
            try:
                height = opened.get_height()
                return tuple(
                    tuple(
                        CharacterBox(left, height - top, right, height - bottom)
                        for left, bottom, right, top in _rectangles(text_page, start, end - start)
                    )
                    for start, end in spans
                )
            finally:
                text_page.close()
                opened.close()

    def character_at(self, page: int, x_pt: float, y_pt: float) -> int | None:
        """The index in `text` of the character at a place, from the upper left corner."""
        with _lock:
            opened = self.opened[page]
            text_page = opened.get_textpage()
            try:
                found = text_page.get_index(x_pt, opened.get_height() - y_pt, 4, 4)
            finally:
                text_page.close()
                opened.close()
        return int(found) if found is not None else None


def _rectangles(
    text_page: pypdfium2.PdfTextPage, start: int, count: int
) -> list[tuple[float, float, float, float]]:
    found = text_page.count_rects(start, count)
    return [text_page.get_rect(number) for number in range(found)]


def draw(layers: Sequence[tuple[Document, int, float]], width: int) -> Pixels:
    """Pages laid one over the other, `width` pixels wide, each moved to the right by so many pt;
    the lowest decides the size."""
    with _lock:
        pages = [(document.opened[page], shift_pt) for document, page, shift_pt in layers]
        page_width, page_height = pages[0][0].get_size()
        scale = width / page_width
        height = max(1, round(page_height * scale))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
        try:
            bitmap.fill_rect(WHITE, 0, 0, width, height)
            everything = raw.FS_RECTF(0, 0, width, height)
            for page, shift_pt in pages:
                placing = raw.FS_MATRIX(scale, 0, 0, scale, shift_pt * scale, 0)
                raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, placing, everything, 0)
                page.close()
            return Pixels(width, height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
