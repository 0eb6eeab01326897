"""Turn book.toml's [check] into what is silenced in a book, and what spelling may use."""

from dataclasses import dataclass

from chapbook.check_register import SEVERITIES, checks, families, names_in
from chapbook.diagnostics import Severity, SourceSpan, did_you_mean
from chapbook.manuscript.settings import Settings

CHECK_KEYS = ("off", "severity", "words", "dictionaries")
DEFAULT_WORDS = "chapters/words.txt"


@dataclass(frozen=True)
class NamedOff:
    """A check, or a family of them, that is off: as it is written, what it means, and where."""

    written: str
    names: frozenset[str]
    span: SourceSpan


@dataclass(frozen=True)
class CheckSettings:
    """`severities` are those that the book gives to checks. `words` is the path of a file of words
    that are spelled as the book wants them, `dictionaries` a folder of .aff and .dic files ('' for
    none), both from the book's root."""

    off: tuple[NamedOff, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    words: str = DEFAULT_WORDS
    dictionaries: str = ""


NOTHING_OFF = CheckSettings()
"""Of a book that says nothing of checks."""


def read_checks(settings: Settings) -> CheckSettings:
    """The settings of [check]; what is wrong with them is noted in `settings`."""
    off = [
        NamedOff(name, names, settings.span("check", "off", number))
        for number, name in enumerate(settings.texts("check", "off"))
        if (names := _names(settings, name, "off", number))
    ]
    severities = [
        (name, severity)
        for key in settings.keys("check.severity")
        if (severity := _severity(settings, key)) is not None
        for name in sorted(_names(settings, key, "severity", key))
    ]
    return CheckSettings(
        off=tuple(off),
        severities=tuple(severities),
        words=settings.text("check", "words", DEFAULT_WORDS),
        dictionaries=settings.text("check", "dictionaries"),
    )


def _names(settings: Settings, name: str, *key: str | int) -> frozenset[str]:
    """The checks that a name means and that may be silenced; a family's errors stay."""
    names = names_in(name)
    if not names:
        hint = unknown_hint(name)
        settings.warn("check-unknown", f"there is no check '{name}'", "check", *key, hint=hint)
    allowed = frozenset(each for each in names if checks()[each].severity < Severity.ERROR)
    if names and not allowed:
        message = f"'{name}' finds errors, which can't be silenced"
        settings.warn("check-fixed", message, "check", *key)
    return allowed


def unknown_hint(name: str) -> str:
    """A hint to the nearest check or family."""
    return did_you_mean(name, (*checks(), *families()))


def _severity(settings: Settings, key: str) -> Severity | None:
    written = settings.text("check.severity", key)
    severity = SEVERITIES.get(written)
    if severity is None:
        known = " or ".join(f"'{name}'" for name in SEVERITIES)
        message = f"the severity of '{key}' must be {known}, not '{written}'"
        settings.error(message, "check.severity", key)
    return severity
