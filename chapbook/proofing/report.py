"""Turn a built book into report.json: pages, folios, warnings, timings, what was reused."""

import json
from dataclasses import asdict

from chapbook.conclusion import report_text
from chapbook.copy_budget import sheet_budget
from chapbook.diagnostics import as_json
from chapbook.pipeline import BuiltBook


def report_json(built: BuiltBook) -> str:
    """The report, as JSON. Times are in seconds."""
    placements = built.set_book.pagination.placements
    divisions = [
        {
            "id": place.division.id,
            "source": place.division.source,
            "pages": place.page_count,
            "first_page": place.first_page_index + 1,
            "first_folio": str(place.first_folio_printed),
            "set_again": place.division.id in built.set_again,
        }
        for place in placements
    ]
    lines = built.set_book.line_counts
    report = {
        "title": built.manuscript.config.title,
        "edition": built.manuscript.config.output,
        "pages": built.set_book.pagination.page_count,
        "runs": built.set_book.runs,
        "divisions": divisions,
        "seconds": {stage: round(seconds, 3) for stage, seconds in built.seconds.items()},
        "lines": {**asdict(lines), "spaces": round(lines.spaces, 1)},
        "print": _print(built),
        "uncited": list(built.book.uncited),
        "diagnostics": json.loads(as_json(built.diagnostics)),
    }
    return report_text(report)


def _print(built: BuiltBook) -> dict[str, object] | None:
    """What a copy takes; None where the paper doesn't hold the pages."""
    budget = sheet_budget(built)
    if budget is None:
        return None
    return {
        "scheme": built.manuscript.config.printing.scheme,
        "pages": budget.pages,
        "sheets": budget.sheets,
        "blanks": budget.blanks,
        "pages_to_save_a_sheet": budget.pages_to_save,
        "budget": str(budget),
    }
