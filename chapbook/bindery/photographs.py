"""Turn the photographs of a book into ones that tell nothing but their picture, as PDF/A has them.

WeasyPrint takes a JPEG into the PDF as its file is, with what the camera and programs wrote in it:
place, name, serial number, path, a second picture.
"""

import re
from collections.abc import Iterable, Iterator

from pikepdf import Dictionary, Name, Object, Page, Stream

START, END, SCAN = 0xD8, 0xD9, 0xDA
COMMENT = 0xFE
APPLICATIONS = range(0xE0, 0xF0)
KEPT = (0xE0, 0xEE)
"""JFIF, and Adobe's, which says how colours are stored."""
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def clear_photographs(pages: Iterable[Page]) -> None:
    """Take out of every JPEG on the pages what isn't its picture, and of all images the wish to be
    smoothed (ISO 19005-3, 6.2.8): readers do as they like."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for image in _images(page.obj.get(Name.Resources), seen):
            for each in (image, image.get(Name.SMask)):
                if each is not None and Name.Interpolate in each:
                    del each[Name.Interpolate]
            if image.get(Name.Filter) == Name.DCTDecode:
                image.write(picture_alone(image.read_raw_bytes()), filter=Name.DCTDecode)


def _images(resources: Object | None, seen: set[tuple[int, int]]) -> Iterator[Stream]:
    """The images of `resources`, and of the forms and patterns in them; each object once."""
    if not isinstance(resources, Dictionary) or _is_known(resources, seen):
        return
    for kind in (Name.XObject, Name.Pattern):
        for _name, drawn in resources.get(kind, Dictionary()).items():
            if not isinstance(drawn, Stream) or _is_known(drawn, seen):
                continue
            if drawn.get(Name.Subtype) == Name.Image:
                yield drawn
            yield from _images(drawn.get(Name.Resources), seen)


def _is_known(each: Object, seen: set[tuple[int, int]]) -> bool:
    known = each.is_indirect and each.objgen in seen
    if each.is_indirect:
        seen.add(each.objgen)
    return known


def picture_alone(jpeg: bytes) -> bytes:
    """The JPEG (ITU-T T.81, B.1) without comments, the segments of applications that no colour
    depends on, and what follows its end; unchanged where it isn't one."""
    kept = [jpeg[:2]]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == END:
            return b"".join([*kept, jpeg[at : at + 2]])
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == SCAN:
            following = _NEXT_MARKER.search(jpeg, end)
            end = following.start() if following else len(jpeg)
        if marker in KEPT or (marker != COMMENT and marker not in APPLICATIONS):
            kept.append(jpeg[at:end])
        at = end
    is_whole = jpeg[:2] == bytes((0xFF, START)) and jpeg[at:] == bytes((0xFF, END))
    return b"".join([*kept, jpeg[at:]]) if is_whole else jpeg
