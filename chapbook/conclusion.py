"""What a command that builds a book came to, as data, and as JSON for the cache."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chapbook.diagnostics import Diagnostic, Severity
from chapbook.stored_diagnostics import from_plain, to_plain


@dataclass(frozen=True)
class Made:
    """What is told of a file that was made: its name, the book's pages, more of the same line,
    and lines of advice after it."""

    name: str
    pages: int
    more: str = ""
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conclusion:
    """All that a command says of a book, and how it ends.

    `diagnostics` decide whether the book is good, `findings` only say what might be set better
    (None where nobody asked). `remarks` are said of any book, `made` of one that is written.
    `keeps_gaps`: the files of a book with errors are written too. `report` is the text of
    report.json, '' where there was no book to report on.
    """

    diagnostics: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...] | None = None
    remarks: tuple[str, ...] = ()
    made: Made | None = None
    keeps_gaps: bool = False
    report: str = ""

    def is_good(self, worst_allowed: Severity) -> bool:
        """Whether there was a book and nothing is wrong with it that isn't allowed."""
        worst = max((one.severity for one in self.diagnostics), default=Severity.NOTE)
        return bool(self.report) and worst <= worst_allowed

    def is_written(self, worst_allowed: Severity) -> bool:
        """Whether the files of the book are written, or the last good ones stay."""
        return bool(self.report) and (self.keeps_gaps or self.is_good(worst_allowed))


def to_plain_data(conclusion: Conclusion) -> dict[str, Any]:
    """The conclusion as what JSON can hold."""
    return {
        "diagnostics": to_plain(conclusion.diagnostics),
        "findings": None if conclusion.findings is None else to_plain(conclusion.findings),
        "remarks": conclusion.remarks,
        "made": asdict(conclusion.made) if conclusion.made else None,
        "keeps_gaps": conclusion.keeps_gaps,
        "report": conclusion.report,
    }


def from_plain_data(stored: Mapping[str, Any]) -> Conclusion:
    """The conclusion that `to_plain_data` gave. Raises KeyError, TypeError or ValueError for
    anything else."""
    made = stored["made"]
    return Conclusion(
        diagnostics=from_plain(stored["diagnostics"]),
        findings=None if stored["findings"] is None else from_plain(stored["findings"]),
        remarks=tuple(stored["remarks"]),
        made=Made(**made | {"advice": tuple(made["advice"])}) if made else None,
        keeps_gaps=bool(stored["keeps_gaps"]),
        report=str(stored["report"]),
    )


def reported_again(report: str, seconds: float) -> str:
    """The report of a build that had nothing to make, from that of the build before."""
    told: dict[str, Any] = json.loads(report)
    for division in told["divisions"]:
        division["set_again"] = False
    told["seconds"] = {"unchanged": round(seconds, 3)}
    return report_text(told)


def report_text(report: Mapping[str, Any]) -> str:
    """The text of report.json."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
