"""Turn diagnostics about the pages of a fragment into ones that name the pages' folios.

A fragment doesn't know its first folio when it is set: its audits write a mark for each page.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from chapbook.apparatus.model import Folio
from chapbook.composition.model import Placement
from chapbook.diagnostics import Diagnostic

# U+FDD0 and U+FDD1 are no characters (Unicode 15, 23.7): no text can have them.
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")


def folio_mark(page: int) -> str:
    """What stands for the folio of a fragment's page, from 0."""
    return f"\ufdd0{page}\ufdd1"


def with_folios(diagnostics: Iterable[Diagnostic], placement: Placement) -> tuple[Diagnostic, ...]:
    """The diagnostics of a fragment that stands at `placement`, the marks replaced by folios."""

    def folio(mark: re.Match[str]) -> str:
        return str(Folio(placement.first_folio + int(mark[1]), placement.folio_style))

    return tuple(replace(found, message=_MARK.sub(folio, found.message)) for found in diagnostics)
