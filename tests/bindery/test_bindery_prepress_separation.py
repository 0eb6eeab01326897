"""Colours become inks: black is black ink alone, greys stay grey, the rest looks alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chapbook.bindery.prepress.colour_space import CMYK as CMYK_SPACE
from chapbook.bindery.prepress.colour_space import GREY as GREY_SPACE
from chapbook.bindery.prepress.colour_space import RGB as RGB_SPACE
from chapbook.bindery.prepress.colour_space import ColourSpace
from chapbook.bindery.prepress.condition import PrintingCondition
from chapbook.bindery.prepress.icc_profile import read_icc
from chapbook.bindery.prepress.lightness import grey_level, luminances
from chapbook.bindery.prepress.separation import InkSeparator, MaskSeparator
from chapbook.diagnostics import BookError
from chapbook.manuscript.print_config import PressSettings
from tests.bindery.press_colours import CMYK, GREY, PROFILE, condition_of

LEVELS = st.floats(0, 1)
RAMP = luminances(condition_of(GREY).profile)
grey, process = InkSeparator(condition_of(GREY)), InkSeparator(condition_of(CMYK))


def test_black_and_white_are_exactly_that() -> None:
    for space, black, white in (
        (RGB_SPACE, (0, 0, 0), (1, 1, 1)),
        (GREY_SPACE, (0,), (1,)),
        (CMYK_SPACE, (0, 0, 0, 1), (0, 0, 0, 0)),
        (ColourSpace("LAB"), (0, 0, 0), (100, 0, 0)),
    ):
        assert (grey.colour(black, space), grey.colour(white, space)) == ((0,), (1,))
        inks = (process.colour(black, space), process.colour(white, space))
        assert inks == ((0, 0, 0, 1), (0, 0, 0, 0))


@given(LEVELS)
def test_a_grey_is_black_ink_alone(level: float) -> None:
    cyan, magenta, yellow, black = process.colour((level,) * 3, RGB_SPACE)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black == pytest.approx(1 - grey.colour((level,), GREY_SPACE)[0], abs=0.01)


@given(st.lists(LEVELS, min_size=2, max_size=2))
def test_a_lighter_grey_has_no_more_ink(levels: list[float]) -> None:
    darker, lighter = sorted(levels)
    assert grey_level(darker, RAMP) <= grey_level(lighter, RAMP)


def test_a_colour_has_the_inks_that_look_like_it() -> None:
    cyan, magenta, yellow, black = process.colour((1, 0, 0), RGB_SPACE)
    assert cyan < 0.05 < 0.8 < min(magenta, yellow)
    assert black < 0.1
    assert process.colour((0.2, 0.3, 0.4, 0.5), CMYK_SPACE) == (0.2, 0.3, 0.4, 0.5)


@given(st.tuples(LEVELS, LEVELS, LEVELS))
def test_no_colour_wants_more_ink_than_the_profile_allows(colour: tuple[float, ...]) -> None:
    assert sum(process.colour(colour, RGB_SPACE)) <= 2.95


def test_a_yellow_is_a_lighter_grey_than_a_blue() -> None:
    assert grey.colour((1, 1, 0), RGB_SPACE)[0] > 0.8
    assert grey.colour((0, 0, 1), RGB_SPACE)[0] < 0.3
    assert grey.colour((0, 0, 0, 0.25), CMYK_SPACE) == (0.75,)


def test_pixels_become_what_colours_do() -> None:
    for level in (0, 60, 128, 200, 255):
        dot = Image.new("RGB", (1, 1), (level,) * 3)
        made = process.pixels(dot, RGB_SPACE)
        assert made.mode == "L"
        expected = (1 - process.colour((level / 255,), GREY_SPACE)[3]) * 255
        assert made.getpixel((0, 0)) == pytest.approx(expected, abs=0.6)
    red = Image.new("RGB", (1, 1), (255, 0, 0))
    inks = [level / 255 for level in process.pixels(red, RGB_SPACE).tobytes()]
    assert inks == pytest.approx(process.colour((1, 0, 0), RGB_SPACE), abs=0.005)
    levels = [level / 255 for level in grey.pixels(red, RGB_SPACE).tobytes()]
    assert levels == pytest.approx(grey.colour((1, 0, 0), RGB_SPACE), abs=0.005)


def test_a_mask_is_as_light_as_the_pdf_means_it() -> None:
    mask = MaskSeparator()
    assert mask.colour((0.5, 0.5, 0.5), RGB_SPACE) == (0.5,)
    assert mask.colour((0, 1, 0), RGB_SPACE) == (0.59,)
    assert mask.colour((0, 0, 0, 0.25), CMYK_SPACE) == (0.75,)


def test_the_profile_of_black_is_one_of_a_printer() -> None:
    condition = condition_of(GREY)
    assert (condition.profile.device_class, condition.profile.space) == ("prtr", "GRAY")
    assert condition.identifier == "Black ink: Offset on uncoated paper (FOGRA29)"
    assert not condition.is_registered
    assert len(condition.profile.data) < 1500
    ramp, black = luminances(condition.process), luminances(condition.profile)
    assert black == pytest.approx(ramp, abs=0.02)


def test_the_shipped_condition_is_registered() -> None:
    condition = condition_of(CMYK)
    assert (condition.identifier, condition.is_registered) == ("FOGRA29", True)
    assert condition.profile.data == PROFILE.read_bytes()


def own_condition(own: bytes, colour: str, condition: str = "") -> PrintingCondition:
    settings = PressSettings(colour=colour, profile="own.icc", condition=condition)
    return condition_of(settings, own)


def test_a_book_s_own_profile_names_itself_or_its_condition() -> None:
    own = PROFILE.read_bytes()
    named = own_condition(own, colour="cmyk", condition="FOGRA52")
    assert (named.identifier, named.is_registered) == ("FOGRA52", True)
    plain = own_condition(own, colour="grey")
    assert (plain.identifier, plain.inks) == ("Offset on uncoated paper (FOGRA29)", 1)


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (b"nothing", "'own.icc' is no ICC profile: it has no header of an ICC profile"),
        (condition_of(GREY).profile.data, "'own.icc' describes no printer with CMYK"),
        (PROFILE.read_bytes()[:200], "'own.icc' is no ICC profile: its tags are cut off"),
    ],
)
def test_what_is_no_profile_of_a_printer(own: bytes, message: str) -> None:
    with pytest.raises(BookError) as wrong:
        own_condition(own, colour="cmyk")
    (found,) = wrong.value.diagnostics
    assert (found.code, found.message, str(found.span)) == (
        "press-profile",
        message,
        "book.toml:4:1",
    )


def test_a_profile_of_a_screen_is_refused() -> None:
    data = bytearray(PROFILE.read_bytes())
    data[12:16] = b"mntr"
    assert read_icc(bytes(data)).device_class == "mntr"
    with pytest.raises(BookError, match="describes no printer"):
        own_condition(bytes(data), colour="cmyk")
