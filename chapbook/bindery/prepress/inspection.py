"""Turn a PDF into what in it isn't of the inks that it is to be printed with.

It knows nothing of how colours were separated: every content stream, form, pattern, shading,
image, mask and drawn glyph that a page can reach is looked at, whether it is drawn or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream

GREY_SPACES = frozenset(("/DeviceGray", "/G"))
CMYK_SPACES = GREY_SPACES | {"/DeviceCMYK", "/CMYK"}
OF_OPERATOR = {
    "g": "/DeviceGray", "G": "/DeviceGray", "rg": "/DeviceRGB", "RG": "/DeviceRGB",
    "k": "/DeviceCMYK", "K": "/DeviceCMYK",
}  # fmt: skip
PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)


@dataclass(frozen=True)
class Foreign:
    """Something that may not be in a press file, on a page (from 0)."""

    page_index: int
    what: str


def foreign_colours(pdf: Pdf, inks: int) -> tuple[Foreign, ...]:
    """All that is neither device grey nor, for four `inks`, device CMYK; marks of a luminosity
    mask are greys. Patterns are what their content is."""
    inspection = _Inspection(CMYK_SPACES if inks == 4 else GREY_SPACES)
    found: dict[Foreign, None] = {}
    for index, page in enumerate(pdf.pages):
        for what in inspection.page(page):
            found[Foreign(index, what)] = None
    return tuple(found)


class _Inspection:
    """Looks at each object once: it is reported on the first page that reaches it."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._seen: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> Iterator[str]:
        yield from self._group(page.obj.get(Name.Group))
        if Name.Contents in page.obj:
            yield from self._contents(page)
        yield from self._resources(page.obj.get(Name.Resources, Dictionary()))

    def _is_new(self, each: Object) -> bool:
        if not each.is_indirect:
            return True
        if each.objgen in self._seen:
            return False
        self._seen.add(each.objgen)
        return True

    def _contents(self, of: pikepdf.Page | Object) -> Iterator[str]:
        for instruction in pikepdf.parse_content_stream(of):
            operator = str(instruction.operator)
            if isinstance(instruction, ContentStreamInlineImage):
                yield from self._inline(instruction)
            elif operator in OF_OPERATOR:
                yield from self._space(Name(OF_OPERATOR[operator]), "a colour")
            elif operator in ("cs", "CS"):
                yield from self._space(instruction.operands[0], "a colour")

    def _inline(self, instruction: ContentStreamInlineImage) -> Iterator[str]:
        image = instruction.iimage
        if not image.image_mask:
            yield from self._space(Name(str(image.colorspace)), "an image in the text")

    def _space(self, space: Object, of: str) -> Iterator[str]:
        if isinstance(space, Array) and len(space):
            family = str(space[0])
            if family in ("/Indexed", "/I"):
                yield from self._space(space[1], of)
                return
            if family == "/Pattern" and len(space) > 1:
                yield from self._space(space[1], of)
                return
        else:
            family = str(space)
        if family not in self._allowed and family != "/Pattern":
            yield f"{of} of {family.lstrip('/')}"

    def _group(self, group: Object | None) -> Iterator[str]:
        if isinstance(group, Dictionary) and Name.CS in group:
            yield from self._space(group.CS, "a group that is blended")

    def _resources(self, resources: Object) -> Iterator[str]:
        if not isinstance(resources, Dictionary) or not self._is_new(resources):
            return
        makers = {
            "/ColorSpace": lambda each: self._space(each, "a named colour space"),
            "/XObject": self._x_object,
            "/Pattern": self._pattern,
            "/Shading": self._shading,
            "/ExtGState": self._state,
            "/Font": self._font,
        }
        for key, look in makers.items():
            for each in resources.get(key, Dictionary()).values():
                yield from look(each)

    def _x_object(self, each: Object) -> Iterator[str]:
        if not self._is_new(each):
            return
        if each.get(Name.Subtype) == Name.Image:
            yield from self._image(each)
        else:
            yield from self._form(each)

    def _image(self, image: Object) -> Iterator[str]:
        if bool(image.get(Name.ImageMask, False)):
            return
        yield from self._space(image.get(Name.ColorSpace, Name.JPXDecode), "an image")
        if isinstance(image.get(Name.SMask), Stream):
            mask = image.SMask.get(Name.ColorSpace, Name.JPXDecode)
            if mask != Name.DeviceGray:
                yield f"a mask of {str(mask).lstrip('/')}"

    def _form(self, form: Object) -> Iterator[str]:
        yield from self._group(form.get(Name.Group))
        yield from self._contents(form)
        yield from self._resources(form.get(Name.Resources, Dictionary()))

    def _pattern(self, pattern: Object) -> Iterator[str]:
        if not self._is_new(pattern):
            return
        if int(pattern.PatternType) == 1:
            yield from self._form(pattern)
        else:
            yield from self._shading(pattern.Shading)
            yield from self._state(pattern.get(Name.ExtGState, Dictionary()))

    def _shading(self, shading: Object) -> Iterator[str]:
        yield from self._space(shading.ColorSpace, "a gradient")

    def _state(self, state: Object) -> Iterator[str]:
        mask = state.get(Name.SMask)
        if isinstance(mask, Dictionary) and self._is_new(mask.G):
            yield from self._form(mask.G)
        if Name.TR in state or Name.HTP in state:
            yield "a transfer curve or a screen"

    def _font(self, font: Object) -> Iterator[str]:
        if not self._is_new(font):
            return
        if font.get(Name.Subtype) == Name.Type3:
            for glyph in font.CharProcs.values():
                yield from self._contents(glyph)
            yield from self._resources(font.get(Name.Resources, Dictionary()))
            return
        holders = font.get(Name.DescendantFonts, Array([font])).as_list()
        for holder in holders:
            descriptor = holder.get(Name.FontDescriptor, Dictionary())
            if not any(key in descriptor for key in PROGRAMS):
                name = str(font.get(Name.BaseFont, "")).lstrip("/")
                yield f"the font {name}, which isn't embedded"
