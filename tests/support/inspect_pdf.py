"""Turn a PDF into what a reader finds in it: labels, text and its place, links, tags, pixels.

Pages count from 0; places are in pt from the page's lower left corner.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Stream
from pypdfium2 import raw as pdfium

from tests.support.findings import (
    Box,
    FoundCharacter,
    FoundFont,
    FoundLink,
    FoundText,
    OutlineLine,
    PageBoxes,
)
from tests.support.raster import Raster
from tests.support.structure_tree import (
    Tag,
    boxes_of_figures,
    headers_of_cells,
    structure_problems,
    tag_tree,
)

PROGRAM_KEYS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
OUTLINES = (Name.OpenType, Name.CIDFontType0C)


class InspectedPdf:
    """A PDF opened for assertions."""

    def __init__(self, data: bytes) -> None:
        """Open `data`. Raises pikepdf.PdfError where it isn't a PDF."""
        self._pdf = pikepdf.open(BytesIO(data))
        self._view = pypdfium2.PdfDocument(data)

    @property
    def page_count(self) -> int:
        """The number of pages, blank ones included."""
        return len(self._pdf.pages)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Each page's label as a reader shows it."""
        return tuple(self._view.get_page_label(index) for index in range(self.page_count))

    def page_text(self, page_index: int) -> str:
        """The page's text in the order of its content, lines ended by \\n."""
        text: str = self._view[page_index].get_textpage().get_text_range()
        return text.replace("\r\n", "\n")

    def find_text(self, text: str, folio: str | None = None) -> tuple[FoundText, ...]:
        """Each place where `text` stands, in case and spelling; with `folio` on that page only."""
        pages = [
            index for index, label in enumerate(self.labels) if folio is None or label == folio
        ]
        return tuple(found for index in pages for found in self._find_on(index, text))

    def _find_on(self, page_index: int, text: str) -> Iterator[FoundText]:
        textpage = self._view[page_index].get_textpage()
        searcher = textpage.search(text, match_case=True)
        while (match := searcher.get_next()) is not None:
            first, _count = match
            x, y = _origin_of(textpage, first)
            font, size = _font_of(textpage, first)
            yield FoundText(text, page_index, self.labels[page_index], x, y, font, size)

    def letters(self, page_index: int) -> tuple[tuple[str, float, float], ...]:
        """Each letter of a page but spaces, with its origin in pt."""
        textpage = self._view[page_index].get_textpage()
        texts = enumerate(textpage.get_text_range())
        return tuple((text, *_origin_of(textpage, at)) for at, text in texts if text.strip())

    def characters(self, page_index: int) -> tuple[FoundCharacter, ...]:
        """All that is shown on a page but spaces, as PDFium finds it."""
        textpage = self._view[page_index].get_textpage()
        return tuple(
            FoundCharacter(character, *_origin_of(textpage, number))
            for number in range(pdfium.FPDFText_CountChars(textpage))
            if not pdfium.FPDFText_IsGenerated(textpage, number)
            and not (character := chr(pdfium.FPDFText_GetUnicode(textpage, number))).isspace()
        )

    @cached_property
    def links(self) -> tuple[FoundLink, ...]:
        """Every link annotation in the order of the pages."""
        return tuple(
            self._link(page_index, annotation)
            for page_index, page in enumerate(self._pdf.pages)
            for annotation in page.obj.get(Name.Annots, Array()).as_list()
            if annotation.Subtype == Name.Link
        )

    def _link(self, page_index: int, annotation: Object) -> FoundLink:
        leads = annotation.get(Name.Dest)
        action = annotation.get(Name.A, Dictionary())
        name = None if leads is None or isinstance(leads, Array) else str(leads)
        target = None if name is None else self.destinations.get(name)
        if isinstance(leads, Array):
            target = self._page_indices[leads.as_list()[0].objgen]
        return FoundLink(
            page_index,
            _box(annotation.Rect),
            name,
            target,
            str(action.URI) if Name.URI in action else None,
            str(annotation.get(Name.Contents, "")),
        )

    def destination_view(self, name: str) -> tuple[float | None, float, float | None]:
        """Where a named destination shows its page: left, top and zoom (None: as it is)."""
        _page, _kind, x, y, zoom = self._destination_targets[name].as_list()
        left, scale = (None if each is None else float(each) for each in (x, zoom))
        return (left, float(y), scale)

    @cached_property
    def destinations(self) -> dict[str, int]:
        """The page index of every named destination, in the order of the tree."""
        return {
            name: self._page_indices[target.as_list()[0].objgen]
            for name, target in self._destination_targets.items()
        }

    @cached_property
    def _destination_targets(self) -> dict[str, Object]:
        if Name.Names not in self._pdf.Root or Name.Dests not in self._pdf.Root.Names:
            return {}
        names = list(self._pdf.Root.Names.Dests.Names.as_list())
        return {str(name): view for name, view in zip(names[::2], names[1::2], strict=True)}

    @cached_property
    def _page_indices(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: index for index, page in enumerate(self._pdf.pages)}

    @cached_property
    def outline(self) -> tuple[OutlineLine, ...]:
        """The outline as a tree."""
        root = self._pdf.Root.get(Name.Outlines)
        return () if root is None else self._outline_under(root)

    def _outline_under(self, parent: Object) -> tuple[OutlineLine, ...]:
        lines, line = [], parent.get(Name.First)
        while line is not None:
            target = self.destinations.get(str(line.Dest)) if Name.Dest in line else None
            label = "" if target is None else self.labels[target]
            is_open = int(line.get(Name.Count, 0)) > 0
            lines.append(OutlineLine(str(line.Title), label, is_open, self._outline_under(line)))
            line = line.get(Name.Next)
        return tuple(lines)

    @property
    def info(self) -> dict[str, str]:
        """The Info dictionary, its keys without the slash."""
        return {str(key).lstrip("/"): str(value) for key, value in self._pdf.docinfo.items()}

    @property
    def xmp(self) -> str:
        """The XMP packet, '' where there is none."""
        if Name.Metadata not in self._pdf.Root:
            return ""
        return self._pdf.Root.Metadata.read_bytes().decode()

    @property
    def language(self) -> str:
        """The document's language."""
        return str(self._pdf.Root.get(Name.Lang, ""))

    @property
    def catalog(self) -> Object:
        """The document's catalog, for what has no property here."""
        return self._pdf.Root

    @property
    def file_id(self) -> bytes:
        """The first part of the file's ID."""
        return bytes(self._pdf.trailer.ID.as_list()[0])

    def page(self, page_index: int) -> Object:
        """A page's dictionary, for what has no property here."""
        return self._pdf.pages[page_index].obj

    @cached_property
    def fonts(self) -> tuple[FoundFont, ...]:
        """The font dictionaries of all pages, each once, by name."""
        found = {}
        for each in self._pdf.objects:
            if isinstance(each, Dictionary) and each.get(Name.Subtype) == Name.Type0:
                descriptor = each.DescendantFonts[0].FontDescriptor
                embedded = any(key in descriptor for key in PROGRAM_KEYS)
                found[each.objgen] = FoundFont(str(each.BaseFont).lstrip("/"), embedded)
        return tuple(sorted(found.values(), key=lambda font: font.name))

    @property
    def font_program_count(self) -> int:
        """The number of font programs in the file."""
        return sum(
            1
            for each in self._pdf.objects
            if isinstance(each, Stream)
            and (Name.Length1 in each or each.get(Name.Subtype) in OUTLINES)
        )

    @cached_property
    def boxes(self) -> tuple[PageBoxes, ...]:
        """The boxes of each page."""
        return tuple(
            PageBoxes(
                _box(page.obj.MediaBox),
                _box(page.obj.TrimBox) if Name.TrimBox in page.obj else None,
            )
            for page in self._pdf.pages
        )

    def render(self, page_index: int, scale: float = 1.0) -> Raster:
        """The page in shades of grey, `scale` pixels to a pt."""
        bitmap = self._view[page_index].render(scale=scale, grayscale=True)
        return Raster.from_rows(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    @cached_property
    def structure(self) -> tuple[Tag, ...]:
        """The structure tree as nested (type, children)."""
        return tag_tree(self._pdf)

    @cached_property
    def structure_counts(self) -> Counter[str]:
        """How often each type of element occurs in the tree."""
        return Counter(_types(self.structure))

    @property
    def headers_of_cells(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the headers that each table cell names, in the tree's order."""
        return headers_of_cells(self._pdf)

    @property
    def figure_boxes(self) -> tuple[tuple[float, ...], ...]:
        """The layout box of each figure, as the structure tree has it."""
        return boxes_of_figures(self._pdf)

    @property
    def structure_problems(self) -> tuple[str, ...]:
        """Where the tree, its parent tree, pages and annotations don't fit together."""
        return structure_problems(self._pdf)

    @property
    def syntax_problems(self) -> tuple[str, ...]:
        """What qpdf finds wrong with the file."""
        return tuple(self._pdf.check_pdf_syntax())


def _box(box: Object) -> Box:
    left, bottom, right, top = (float(side) for side in box.as_list())
    return (left, bottom, right, top)


def _types(tags: tuple[Tag, ...]) -> Iterator[str]:
    for name, children in tags:
        yield name
        yield from _types(children)


def _origin_of(textpage: Any, character: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, character, x, y)
    return x.value, y.value


def _font_of(textpage: Any, character: int) -> tuple[str, float]:
    """The font's name and its size on the page, the text's scale applied."""
    name, flags, matrix = ctypes.create_string_buffer(256), ctypes.c_int(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetFontInfo(textpage, character, name, len(name), flags)
    pdfium.FPDFText_GetMatrix(textpage, character, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, character) * abs(matrix.d)
    return name.value.decode(), round(size, 3)
