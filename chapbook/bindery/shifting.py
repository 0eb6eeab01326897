"""Turn pages that were set as if on the other side into pages whose text stands where it should.

A text block is nearer to the gutter, so that of a verso stands further left or right than that of
a recto. Fragments are set once, for either: here their pages move.
"""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from chapbook.bindery.collation import CollatedFragment
from chapbook.bindery.object_search import dictionaries_with

UNMOVED = (1, 0, 0, 1, 0, 0)


def shift_pages(fragments: Sequence[CollatedFragment]) -> None:
    """Move the content of all pages by their fragments' `shifts_pt`, with links and patterns.

    This changes the fragments' opened PDFs and must come before their pages are copied.
    """
    for collated in fragments:
        if collated.shifts_pt:
            mover = _Mover(collated.source)
            for page, shift_pt in zip(collated.source.pages, collated.shifts_pt, strict=True):
                mover.move(page, shift_pt)
            _shift_figures(collated)


class _Mover:
    """Moves the pages of one PDF; those of one side share what moves them."""

    def __init__(self, source: Pdf) -> None:
        self._source = source
        self._placings: dict[float, Object] = {}
        self._patterns: dict[float, Dictionary] = {}

    def move(self, page: Page, shift_pt: float) -> None:
        if shift_pt not in self._placings:
            placing = f"1 0 0 1 {shift_pt:.6f} 0 cm".encode()
            self._placings[shift_pt] = self._source.make_stream(placing)
        page.obj.Contents = Array([self._placings[shift_pt], page.obj.Contents])
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            for key in (Name.Rect, Name.QuadPoints):
                if key in annotation:
                    annotation[key] = _moved(annotation[key], shift_pt)
        patterns = page.obj.Resources.get(Name.Pattern, Dictionary())
        if len(patterns):
            # They are placed on the page, not in its content (ISO 32000-1, 8.7.2), and all pages
            # share them.
            if shift_pt not in self._patterns:
                self._patterns[shift_pt] = Dictionary(
                    {key: self._pattern(each, shift_pt) for key, each in patterns.items()}
                )
            resources = Dictionary(dict(page.obj.Resources.items()))
            resources.Pattern = self._patterns[shift_pt]
            page.obj.Resources = resources

    def _pattern(self, pattern: Object, shift_pt: float) -> Object:
        shifted: Object = (
            self._source.make_stream(pattern.read_raw_bytes())
            if isinstance(pattern, Stream)
            else self._source.make_indirect(Dictionary())
        )
        for key, value in pattern.items():
            if key != "/Length":
                shifted[key] = value
        matrix = [float(each) for each in pattern.get(Name.Matrix, Array(UNMOVED)).as_list()]
        matrix[4] += shift_pt
        shifted.Matrix = Array([round(each, 6) for each in matrix])
        return shifted


def _moved(corners: Object, shift: float) -> Array:
    """Numbers of which every other is an x, these larger by `shift`."""
    numbers = [float(each) for each in corners.as_list()]
    return Array([round(each + shift * (at % 2 == 0), 6) for at, each in enumerate(numbers)])


def _shift_figures(collated: CollatedFragment) -> None:
    """Move the boxes that figures have in the structure tree (ISO 32000-1, 14.8.5.4.3)."""
    shifts_pt = {
        page.obj.objgen: shift_pt
        for page, shift_pt in zip(collated.source.pages, collated.shifts_pt, strict=True)
    }
    for element in dictionaries_with((b"/BBox",), collated):
        attributes = element.get("/A", Dictionary())
        if element.get("/S") == Name.Figure and "/BBox" in attributes:
            attributes.BBox = _moved(attributes.BBox, shifts_pt[element.Pg.objgen])
