"""Turn a date as book.toml has it into one as a language prints it."""

import re

from chapbook.locales import locale_of

_ISO = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")


def printed_date(text: str, language: str) -> str:
    """'1 May 2026' of '2026-05-01', 'May 2026' of '2026-05'; any other text as it is."""
    found = _ISO.fullmatch(text)
    if found is None:
        return text
    dates, month = locale_of(language).dates, int(found[2]) - 1
    if found[3] is None:
        return dates.month.format(month=dates.months_alone[month], year=found[1])
    return dates.day.format(day=int(found[3]), month=dates.months[month], year=found[1])
