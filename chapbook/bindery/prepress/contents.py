"""Turn pages and all that their content streams name into the same in inks.

Objects are made anew and never changed: what one page and a mask share is separated for each.
"""

from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chapbook.bindery.prepress.colour_space import (
    ColourSpace,
    UnknownSpaceError,
    colour_space,
    device_name,
    named_spaces,
)
from chapbook.bindery.prepress.content_stream import separated_stream
from chapbook.bindery.prepress.functions import UnknownFunctionError, separated_function
from chapbook.bindery.prepress.images import separated_image
from chapbook.bindery.prepress.overprint import overprint_states
from chapbook.bindery.prepress.separation import Colour, MaskSeparator, Separator


class Separating:
    """Separates the pages of one PDF. What can't be is left for the inspection to find."""

    def __init__(self, pdf: Pdf, separator: Separator) -> None:
        self._pdf = pdf
        self._separator = separator
        self._known: dict[tuple[int, int], Object] = {}
        is_mask = isinstance(separator, MaskSeparator)
        self._masks = self if is_mask else Separating(pdf, MaskSeparator())

    def page(self, page: pikepdf.Page) -> None:
        """Give a page contents and resources of inks."""
        if Name.Contents not in page.obj:
            return
        named = named_spaces(page.obj.get(Name.Resources))
        contents = self._stream(page, named, is_start=True)
        page.obj.Contents = self._pdf.make_stream(b"q\n" + contents + b"\nQ\n")
        page.obj.Resources = self._resources(page.obj.get(Name.Resources, Dictionary()))
        if Name.Group in page.obj:
            page.obj.Group = self._group(page.obj.Group)
        elif _wants_group(page.obj.Resources):
            page.obj.Group = blending_group(self._separator.mode)

    def _stream(
        self, of: pikepdf.Page | Object, named: Object | None, is_start: bool = False
    ) -> bytes:
        return separated_stream(of, named, self._separator, is_start)

    def _space(self, given: Object, named: Object | None) -> ColourSpace | None:
        try:
            return colour_space(given, named)
        except UnknownSpaceError:
            return None

    def _resources(self, resources: Object) -> Object:
        """Resources in inks; named colour spaces are no longer needed."""
        if resources.is_indirect and resources.objgen in self._known:
            return self._known[resources.objgen]
        made = self._pdf.make_indirect(Dictionary())
        if resources.is_indirect:
            self._known[resources.objgen] = made
        named = named_spaces(resources)
        makers = {
            "/XObject": lambda each: self._x_object(each, named),
            "/Pattern": self._pattern,
            "/Shading": lambda each: self._shading(each, named),
            "/ExtGState": self._state,
            "/Font": self._font,
        }
        for key, value in resources.items():
            if key in makers:
                made[key] = Dictionary({name: makers[key](one) for name, one in value.items()})
            elif key not in ("/ColorSpace", "/Properties", "/ProcSet"):
                made[key] = value
        if self._separator.mode == "CMYK":
            states = made.get(Name.ExtGState, Dictionary())
            made.ExtGState = Dictionary({**dict(states.items()), **overprint_states()})
        return made

    def _once(self, given: Object, make: Callable[[], Object]) -> Object:
        """What is made of an object that others may name, too."""
        if not given.is_indirect:
            return make()
        if given.objgen not in self._known:
            self._known[given.objgen] = make()
        return self._known[given.objgen]

    def _x_object(self, given: Object, named: Object | None) -> Object:
        if given.get(Name.Subtype) == Name.Form:
            return self._once(given, lambda: self._form(given))
        return self._once(given, lambda: self._image(given, named))

    def _image(self, given: Object, named: Object | None) -> Object:
        try:
            return separated_image(self._pdf, given, named, self._separator)
        except UnknownSpaceError:
            return given

    def _form(self, given: Object, is_start: bool = False) -> Object:
        """A form, or the cell of a pattern, which begins with the default black."""
        resources = given.get(Name.Resources, Dictionary())
        contents = self._stream(given, named_spaces(resources), is_start)
        made: Object = self._pdf.make_stream(contents)
        for key, value in given.items():
            if key not in ("/Length", "/Filter", "/DecodeParms", "/StructParents", "/Resources"):
                made[key] = value
        made.Resources = self._resources(resources)
        if Name.Group in given:
            made.Group = self._group(given.Group)
        return made

    def _group(self, group: Object) -> Dictionary:
        """Colours are blended as inks."""
        made = Dictionary(dict(group.items()))
        made.CS = device_name(self._separator.mode)
        return made

    def _pattern(self, pattern: Object) -> Object:
        if int(pattern.PatternType) == 1:
            return self._once(pattern, lambda: self._form(pattern, is_start=True))
        return self._once(pattern, lambda: self._shading_pattern(pattern))

    def _shading_pattern(self, pattern: Object) -> Object:
        made = Dictionary(dict(pattern.items()))
        made.Shading = self._shading(pattern.Shading, None)
        if Name.ExtGState in pattern:
            made.ExtGState = self._state(pattern.ExtGState)
        return self._pdf.make_indirect(made)

    def _shading(self, shading: Object, named: Object | None) -> Object:
        return self._once(shading, lambda: self._separated_shading(shading, named))

    def _separated_shading(self, shading: Object, named: Object | None) -> Object:
        space = self._space(shading.ColorSpace, named)
        if space is None or space.palette or isinstance(shading, Stream):
            return shading
        try:
            return self._recoloured(shading, space)
        except (UnknownFunctionError, ValueError):
            return shading

    def _recoloured(self, shading: Object, space: ColourSpace) -> Object:
        def recolour(values: Sequence[float]) -> Colour:
            return self._separator.colour(values, space)

        made = Dictionary(dict(shading.items()))
        made.ColorSpace = device_name(self._separator.mode)
        made.Function = separated_function(self._pdf, shading.Function, recolour)
        if Name.Background in shading:
            values = [float(value) for value in shading.Background.as_list()]
            made.Background = Array(list(recolour(values)))
        return self._pdf.make_indirect(made)

    def _state(self, state: Object) -> Object:
        mask = state.get(Name.SMask)
        if not isinstance(mask, Dictionary):
            return state
        made, masking = Dictionary(dict(state.items())), Dictionary(dict(mask.items()))
        group = mask.G
        masking.G = self._masks._x_object(group, None)
        if Name.BC in mask:
            of = group.get(Name.Group, Dictionary()).get(Name.CS, Name.DeviceGray)
            values = [float(value) for value in mask.BC.as_list()]
            masking.BC = Array(list(self._masks._separator.colour(values, colour_space(of))))
        made.SMask = masking
        return made

    def _font(self, font: Object) -> Object:
        """A font whose glyphs are drawings may have colours."""
        if font.get(Name.Subtype) != Name.Type3:
            return font
        return self._once(font, lambda: self._drawn_font(font))

    def _drawn_font(self, font: Object) -> Object:
        resources = font.get(Name.Resources, Dictionary())
        named = named_spaces(resources)
        made = Dictionary(dict(font.items()))
        made.Resources = self._resources(resources)
        made.CharProcs = Dictionary(
            {
                name: self._pdf.make_stream(self._stream(each, named))
                for name, each in font.CharProcs.items()
            }
        )
        return self._pdf.make_indirect(made)


def blending_group(mode: str) -> Dictionary:
    """What makes a page blend its colours as inks (ISO 32000-1, 11.4.7)."""
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=device_name(mode))


def _wants_group(resources: Object) -> bool:
    """Whether a page has to say in which inks its colours are blended: where something lets through
    what is under it, and where gradients are, which some programs else paint in other inks."""
    if any(name in resources for name in (Name.Shading, Name.Pattern)):
        return True
    states = resources.get(Name.ExtGState, Dictionary()).values()
    forms = resources.get(Name.XObject, Dictionary()).values()
    return any(_blends(state) for state in states) or any(
        Name.SMask in form or Name.Group in form for form in forms
    )


def _blends(state: Object) -> bool:
    alphas = [float(state.get(key, 1)) for key in (Name.ca, Name.CA)]
    mode = state.get(Name.BM, Name.Normal)
    return min(alphas) < 1 or mode != Name.Normal or isinstance(state.get(Name.SMask), Dictionary)
