"""Turn pages that were set as if on the other side into pages whose text stands where it should.

A text block is nearer to the gutter, so that of a verso stands further left or right than that of
a recto. Fragments are set once, for either: here their pages move.
"""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from chapbook.bindery.collation import CollatedFragment
from chapbook.bindery.object_search import dictionaries_with

PT_PER_PX = 0.75
UNMOVED = (1, 0, 0, 1, 0, 0)


def shift_pages(fragments: Sequence[CollatedFragment]) -> None:
    """Move the content of all pages by their fragments' `shifts_pt`, with links and patterns.

    This changes the fragments' opened PDFs and must come before their pages are copied.
    """
    for collated in fragments:
        if collated.shifts_pt:
            for page, shift_pt in zip(collated.source.pages, collated.shifts_pt, strict=True):
                _shift(collated.source, page, shift_pt)
            _shift_figures(collated)


def _shift(source: Pdf, page: Page, shift_pt: float) -> None:
    moved = source.make_stream(f"1 0 0 1 {shift_pt:.6f} 0 cm".encode())
    page.obj.Contents = Array([moved, page.obj.Contents])
    for annotation in page.obj.get(Name.Annots, Array()).as_list():
        for key in (Name.Rect, Name.QuadPoints):
            if key in annotation:
                annotation[key] = _moved(annotation[key], shift_pt)
    patterns = page.obj.Resources.get(Name.Pattern, Dictionary())
    if len(patterns):
        # Their place is that of the page and not of its content (ISO 32000-1, 8.7.2); all pages
        # share them.
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.Pattern = Dictionary(
            {key: _shifted_pattern(source, pattern, shift_pt) for key, pattern in patterns.items()}
        )
        page.obj.Resources = resources


def _shifted_pattern(source: Pdf, pattern: Object, shift_pt: float) -> Object:
    if isinstance(pattern, Stream):
        shifted: Object = source.make_stream(pattern.read_raw_bytes())
    else:
        shifted = source.make_indirect(Dictionary())
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
    """Move the boxes that figures have in the structure tree (ISO 32000-1, 14.8.5.4.3).

    WeasyPrint writes them in px.
    """
    shifts_pt = {
        page.obj.objgen: shift_pt
        for page, shift_pt in zip(collated.source.pages, collated.shifts_pt, strict=True)
    }
    for element in dictionaries_with((b"/BBox",), collated):
        attributes = element.get("/A", Dictionary())
        if element.get("/Type") == Name.StructElem and "/BBox" in attributes:
            shift_pt = shifts_pt[element.Pg.objgen]
            attributes.BBox = _moved(attributes.BBox, shift_pt / PT_PER_PX)
