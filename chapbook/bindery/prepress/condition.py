"""Turn what [print] says of ink and paper into the printing condition that a file is made for."""

from dataclasses import dataclass

from chapbook.bindery.prepress.icc_profile import (
    OUTPUT_CLASS,
    IccProfile,
    black_profile,
    read_icc,
)
from chapbook.bindery.prepress.lightness import luminances
from chapbook.diagnostics import BookError, SourceSpan, error
from chapbook.manuscript.print_config import PressSettings

SHIPPED_CONDITION = "FOGRA29"
SPACES = {"grey": ("GRAY", "CMYK"), "cmyk": ("CMYK",)}


@dataclass(frozen=True)
class PrintingCondition:
    """Ink and paper. `inks` is 1 for black alone, 4 for CMYK; `profile` describes them.

    `identifier` names them in the output intent (ISO 15930-7, 6.2.2), by the ICC's registry if
    `is_registered`. `process` is the CMYK profile by which CMYK colours are understood.
    """

    inks: int
    profile: IccProfile
    process: IccProfile
    identifier: str
    is_registered: bool


def printing_condition(
    press: PressSettings, own_profile: bytes | None, shipped: bytes, span: SourceSpan
) -> PrintingCondition:
    """The condition that the settings name; `own_profile` is the book's file, None without one.

    Raises BookError where that is no profile of a printer with such inks.
    """
    usual = read_icc(shipped)
    inks = 4 if press.colour == "cmyk" else 1
    if own_profile is None:
        if inks == 4:
            return PrintingCondition(inks, usual, usual, SHIPPED_CONDITION, True)
        profile = black_profile(usual, luminances(usual))
        return PrintingCondition(inks, profile, usual, profile.description, False)
    profile = _checked(own_profile, press, span)
    process = profile if profile.space == "CMYK" else usual
    identifier = press.condition or profile.description or "Custom"
    return PrintingCondition(inks, profile, process, identifier, bool(press.condition))


def _checked(data: bytes, press: PressSettings, span: SourceSpan) -> IccProfile:
    try:
        profile = read_icc(data)
    except ValueError as wrong:
        message = f"'{press.profile}' is no ICC profile: {wrong}"
        raise BookError([error("press-profile", message, span)]) from None
    wanted = SPACES[press.colour]
    if profile.device_class != OUTPUT_CLASS or profile.space not in wanted:
        message = f"'{press.profile}' describes no printer with {' or '.join(wanted)}"
        hint = f"it is of class '{profile.device_class}' and for {profile.space}"
        raise BookError([error("press-profile", message, span, hint)])
    return profile
