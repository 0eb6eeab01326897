"""Turn what book.toml's [print] says for the print shop into PressSettings."""

from chapbook.manuscript.print_config import PressSettings
from chapbook.manuscript.settings import Settings

PRESS_KEYS = ("colour", "profile", "condition", "ink_limit", "image_dpi", "hairline_pt")
USUAL = PressSettings()


def read_press(settings: Settings) -> PressSettings:
    """The settings for the print shop; what is wrong is noted in `settings`."""
    profile = settings.text("print", "profile")
    condition = settings.text("print", "condition")
    if condition and not profile:
        hint = 'say profile = "….icc" too: PDF/X-4 wants the condition\'s profile in the file'
        message = f"'{condition}' is a printing condition without a profile"
        settings.error(message, "print", "condition", hint=hint)
    return PressSettings(
        colour=settings.choice("print", "colour", ("grey", "cmyk")),
        profile=profile,
        condition=condition if profile else "",
        ink_limit_percent=_limit(settings, "ink_limit", 100, 400, USUAL.ink_limit_percent),
        image_dpi=_limit(settings, "image_dpi", 0, 2400, USUAL.image_dpi),
        hairline_pt=_limit(settings, "hairline_pt", 0, 5, USUAL.hairline_pt),
    )


def _limit(settings: Settings, key: str, least: float, most: float, usual: float) -> float:
    given = settings.number("print", key, least, most)
    return usual if given is None else given
