"""Turn what a copy takes in paper into a note, where a page or two fewer would save a sheet."""

from collections.abc import Iterator

from chapbook.copy_budget import sheet_budget
from chapbook.pipeline import BuiltBook
from chapbook.proofing.checks.findings import Finding, finding

FEW_PAGES = 2


def check_sheets(built: BuiltBook) -> Iterator[Finding]:
    """The sheet budget, if it is nearly a sheet less. Nobody takes out more pages than a few."""
    budget = sheet_budget(built)
    if budget is not None and 0 < budget.pages_to_save <= FEW_PAGES:
        span = built.manuscript.config.printing.span("scheme")
        yield finding("sheet-budget", str(budget), span)
