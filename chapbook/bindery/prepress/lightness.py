"""Turn a printer's profile into how light each step of its black ink is, and back."""

from bisect import bisect_left
from functools import cache
from io import BytesIO
from itertools import accumulate, groupby
from typing import Any

from PIL import Image, ImageCms

from chapbook.bindery.prepress.icc_profile import IccProfile

STEPS = 256
RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC


COMPENSATED = ImageCms.Flags.BLACKPOINTCOMPENSATION


class UnusableProfileError(ValueError):
    """A profile that the colour engine can make nothing of."""


def opened(profile: IccProfile) -> Any:
    """The profile for the colour engine. Raises UnusableProfileError where it can't be read."""
    try:
        return ImageCms.getOpenProfile(BytesIO(profile.data))
    except ImageCms.PyCMSError as wrong:
        raise UnusableProfileError(str(wrong)) from wrong


def transform(source: Any, target: Any, from_mode: str, to_mode: str) -> Any:
    """What turns pixels of one opened profile into those of another, relative to the paper and
    with black point compensation. Raises UnusableProfileError where a profile lacks what it takes.
    """
    try:
        return ImageCms.buildTransform(source, target, from_mode, to_mode, RELATIVE, COMPENSATED)
    except ImageCms.PyCMSError as wrong:
        raise UnusableProfileError(str(wrong)) from wrong


def luminances(profile: IccProfile) -> tuple[float, ...]:
    """The luminance, against that of the paper, of the black ink from full to none.

    Raises UnusableProfileError where the profile doesn't say.
    """
    mode = "CMYK" if profile.space == "CMYK" else "L"
    ramp = Image.new(mode, (STEPS, 1))
    for level in range(STEPS):
        ramp.putpixel((level, 0), (0, 0, 0, STEPS - 1 - level) if mode == "CMYK" else level)
    lab = ImageCms.createProfile("LAB")
    try:
        to_lab = ImageCms.buildTransform(opened(profile), lab, mode, "LAB", RELATIVE)
    except ImageCms.PyCMSError as wrong:
        raise UnusableProfileError(str(wrong)) from wrong
    shown = ImageCms.applyTransform(ramp, to_lab)
    assert shown is not None
    found = _smoothed(shown.getchannel("L").tobytes())
    levels = [luminance_of(lightness / 255 * 100) for lightness in found]
    return tuple(level / levels[-1] for level in levels)


def _smoothed(steps: bytes) -> list[float]:
    """Lightness that rises evenly between the middles of steps of one value, as bytes have them.

    An ink that is laid on more thickly is no lighter: what says so is rounding.
    """
    rising = list(accumulate(steps, max))
    middles = [(0.0, float(rising[0]))]
    for value, run in groupby(range(len(rising)), key=lambda at: rising[at]):
        places = list(run)
        if places[0] > 0 and places[-1] < len(rising) - 1:
            middles.append(((places[0] + places[-1]) / 2, float(value)))
    middles.append((len(rising) - 1.0, float(rising[-1])))
    return [_between(middles, at) for at in range(len(rising))]


def _between(points: list[tuple[float, float]], at: float) -> float:
    """The value at a place, on straight lines between points in their order."""
    after = min(max(bisect_left(points, (at,)), 1), len(points) - 1)
    (x1, y1), (x2, y2) = points[after - 1 : after + 1]
    return y1 + (y2 - y1) * (at - x1) / (x2 - x1)


def luminance_of(lightness: float) -> float:
    """Y from CIE L*, 0 to 100 (CIE 15:2004, 8.2.1)."""
    if lightness <= 8:
        return lightness * 27 / 24389
    return float(((lightness + 16) / 116) ** 3)


def linear(level: float) -> float:
    """The luminance of a grey of sRGB (IEC 61966-2-1), both from 0 to 1."""
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


@cache
def grey_levels(ramp: tuple[float, ...]) -> tuple[int, ...]:
    """For each level of 255 of an sRGB grey, the level of device grey that prints as light.

    The darkest ink stands for black (black point compensation): nothing of the shadows is lost.
    """
    return tuple(round(grey_level(level / 255, ramp) * 255) for level in range(256))


def grey_level(level: float, ramp: tuple[float, ...]) -> float:
    """The device grey, 0 for full ink, for a grey of sRGB; black and white stay exactly that."""
    return level_for_luminance(linear(level), ramp)


def level_for_luminance(luminance: float, ramp: tuple[float, ...]) -> float:
    """The device grey for a luminance from 0 to 1, the ramp's ends for its ends."""
    if luminance <= 0:
        return 0.0
    if luminance >= 1:
        return 1.0
    wanted = ramp[0] + luminance * (ramp[-1] - ramp[0])
    after = min(max(bisect_left(ramp, wanted), 1), len(ramp) - 1)
    low, high = ramp[after - 1], ramp[after]
    share = (wanted - low) / (high - low) if high > low else 0.0
    return (after - 1 + share) / (len(ramp) - 1)
