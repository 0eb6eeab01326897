"""Turn diagnostics about the pages of a fragment into ones that know where these stand.

A fragment knows neither its first folio nor its side when it is set: its audits write marks.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from chapbook.apparatus.model import Folio
from chapbook.composition.model import Placement
from chapbook.diagnostics import Diagnostic, Severity

# U+FDD0 to U+FDD4 are no characters (Unicode 15, 23.7): no text can have them.
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_RECTO = re.compile("\ufdd2(\\d+)\ufdd3([^\ufdd4]*)\ufdd4")


def folio_mark(page: int) -> str:
    """What stands for the folio of a fragment's page, from 0."""
    return f"\ufdd0{page}\ufdd1"


def if_recto(page: int, words: str) -> str:
    """What stands for `words` that are true if a fragment's page, from 0, is a recto.

    A warning with them is a note where it is a verso.
    """
    return f"\ufdd2{page}\ufdd3{words}\ufdd4"


def with_folios(diagnostics: Iterable[Diagnostic], placement: Placement) -> tuple[Diagnostic, ...]:
    """The diagnostics of a fragment that stands at `placement`, the marks replaced."""
    return tuple(_placed(found, placement) for found in diagnostics)


def _placed(found: Diagnostic, placement: Placement) -> Diagnostic:
    def folio(mark: re.Match[str]) -> str:
        return str(Folio(placement.first_folio + int(mark[1]), placement.folio_style))

    def is_recto(mark: re.Match[str]) -> bool:
        return (placement.first_page_index + int(mark[1])) % 2 == 0

    severity = found.severity
    if any(not is_recto(mark) for mark in _RECTO.finditer(found.message)):
        severity = Severity.NOTE
    message = _RECTO.sub(lambda mark: mark[2] if is_recto(mark) else "", found.message)
    return replace(found, severity=severity, message=_MARK.sub(folio, message))
