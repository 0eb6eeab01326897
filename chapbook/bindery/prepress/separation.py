"""Turn colours of any space, one by one or as pixels, into inks.

Colours are matched to what they look like by ICC profiles, relative to the paper and with black
point compensation. What has no colour becomes black ink alone, black all of it.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Protocol

from PIL import Image, ImageChops, ImageCms

from chapbook.bindery.prepress.colour_space import CMYK, GREY, RGB, ColourSpace
from chapbook.bindery.prepress.condition import PrintingCondition
from chapbook.bindery.prepress.icc_profile import read_icc
from chapbook.bindery.prepress.lightness import (
    grey_level,
    grey_levels,
    level_for_luminance,
    luminance_of,
    luminances,
    opened,
    transform,
)

Colour = tuple[float, ...]
NEUTRAL = 2 / 255
"""Red, green and blue that differ by no more are a grey."""
NEUTRAL_PIXELS = 3
"""So much in 255: what JPEG does to greys."""
LUMA = (0.3, 0.59, 0.11)
"""ISO 32000-1, 10.3.2."""


class Separator(Protocol):
    """Makes inks of colours; `mode` is 'L' (a grey: 0 is full ink) or 'CMYK'."""

    mode: str

    def colour(self, values: Sequence[float], space: ColourSpace) -> Colour:
        """A colour, of `space`'s components, as one of `mode`, from 0 to 1."""

    def pixels(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """An image of `space` as one of mode 'L' or `mode`."""


class InkSeparator:
    """Separates for a printing condition. Raises UnusableProfileError where its profile leads to no
    inks."""

    def __init__(self, condition: PrintingCondition) -> None:
        self.mode = "L" if condition.inks == 1 else "CMYK"
        self._condition = condition
        self._ramp = luminances(condition.profile)
        self._known: dict[tuple[Colour, ColourSpace], Colour] = {}
        self._transforms: dict[tuple[str, bytes, str], Any] = {}

    def colour(self, values: Sequence[float], space: ColourSpace) -> Colour:
        """A colour as inks."""
        key = (tuple(values), space)
        if key not in self._known:
            self._known[key] = self._separated(*key)
        return self._known[key]

    def _separated(self, values: Colour, space: ColourSpace) -> Colour:
        grey = self._as_grey(values, space)
        if grey is not None:
            return (grey,) if self.mode == "L" else (0.0, 0.0, 0.0, round(1 - grey, 4))
        if space.mode == "CMYK" and self.mode == "CMYK":
            return tuple(values)
        dot = self.pixels(_dot(values, space), space).getpixel((0, 0))
        levels = dot if isinstance(dot, tuple) else (dot,)
        if self.mode == "CMYK" and len(levels) == 1:
            return (0.0, 0.0, 0.0, round(1 - float(levels[0] or 0) / 255, 4))
        return tuple(round(float(level or 0) / 255, 4) for level in levels)

    def _as_grey(self, values: Colour, space: ColourSpace) -> float | None:
        """The device grey of a colour that is none; None for others."""
        if space.mode == "CMYK":
            return 1 - values[3] if not any(values[:3]) else None
        if space.mode == "L" or (space.mode == "RGB" and max(values) - min(values) <= NEUTRAL):
            return round(grey_level(sum(values) / len(values), self._ramp), 4)
        if space.mode == "LAB" and not any(round(value) for value in values[1:]):
            return round(level_for_luminance(luminance_of(values[0]), self._ramp), 4)
        return None

    def pixels(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """An image as inks: greys as black alone, CMYK as it is where there is CMYK."""
        if space.mode == "CMYK" and self.mode == "CMYK":
            return image
        if space.mode == "L" and not space.profile:
            return image.point(grey_levels(self._ramp))
        if space.mode == "RGB" and not _has_colour(image):
            return image.getchannel("G").point(grey_levels(self._ramp))
        if self.mode == "CMYK":
            return self._transformed(image, space, "CMYK")
        return self._transformed(image, space, "LAB").getchannel("L").point(self._of_lightness())

    def _of_lightness(self) -> list[int]:
        """The device grey for each of 255 steps of lightness."""
        steps = (luminance_of(step / 255 * 100) for step in range(256))
        return [round(level_for_luminance(step, self._ramp) * 255) for step in steps]

    def _transformed(self, image: Image.Image, space: ColourSpace, mode: str) -> Image.Image:
        key = (space.mode, space.profile, mode)
        if key not in self._transforms:
            target = (
                opened(self._condition.profile) if mode == "CMYK" else ImageCms.createProfile("LAB")
            )
            self._transforms[key] = transform(self._source(space), target, space.mode, mode)
        made = ImageCms.applyTransform(image, self._transforms[key])
        assert made is not None
        return made

    def _source(self, space: ColourSpace) -> Any:
        """The profile by which a space is understood, sRGB where it has none of its own."""
        if space.profile:
            try:
                return ImageCms.getOpenProfile(BytesIO(space.profile))
            except ImageCms.PyCMSError:
                pass  # A damaged profile says nothing.
        if space.mode == "CMYK":
            return opened(self._condition.process)
        return ImageCms.createProfile("LAB" if space.mode == "LAB" else "sRGB")


class MaskSeparator:
    """Makes the greys of a luminosity mask, which no ink prints: light as the PDF means them."""

    mode = "L"

    def colour(self, values: Sequence[float], space: ColourSpace) -> Colour:
        """The luminosity of a colour (ISO 32000-1, 10.3, 11.5.3)."""
        if space.mode == "RGB":
            level = sum(share * value for share, value in zip(LUMA, values, strict=True))
        elif space.mode == "CMYK":
            inks = sum(share * value for share, value in zip(LUMA, values[:3], strict=True))
            level = 1 - min(1.0, inks + values[3])
        elif space.mode == "LAB":
            level = values[0] / 100
        else:
            level = values[0]
        return (round(level, 4),)

    def pixels(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """The luminosity of an image."""
        return image.getchannel("L") if space.mode == "LAB" else image.convert("L")


def _dot(values: Sequence[float], space: ColourSpace) -> Image.Image:
    """One pixel of a colour."""
    levels: tuple[float, ...] = tuple(value * 255 for value in values)
    if space.mode == "LAB":
        lightness, a, b = values
        levels = (lightness * 2.55, a + 128, b + 128)
    return Image.new(space.mode, (1, 1), tuple(min(255, max(0, round(one))) for one in levels))


def _has_colour(image: Image.Image) -> bool:
    """Whether the channels of an RGB image differ anywhere."""
    red, green, blue = image.split()
    differences = (ImageChops.difference(green, other) for other in (red, blue))
    return any(any(difference.histogram()[NEUTRAL_PIXELS + 1 :]) for difference in differences)


def fitting_profile(profile: bytes, space: ColourSpace) -> ColourSpace:
    """The space with an image's own profile, if that describes it and it has no other."""
    if not profile or space.profile or space not in (GREY, RGB, CMYK):
        return space
    try:
        described = read_icc(profile).space
    except ValueError:
        return space
    modes = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}
    return ColourSpace(space.mode, profile) if modes.get(described) == space.mode else space
