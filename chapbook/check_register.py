"""Turn check_register.toml into the checks that there are: what may be found wrong with a book."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chapbook.diagnostics import Diagnostic, Severity, SourceSpan

REGISTER = Path(__file__).with_suffix(".toml")
SEVERITIES = {str(severity): severity for severity in Severity}


@dataclass(frozen=True)
class Check:
    """Something that may be found wrong. `severity` is the most serious that it has by itself;
    `finds` says in one sentence what it finds; `asked_by` is the option without which nobody
    looks for it, '' for none."""

    name: str
    family: str
    severity: Severity
    finds: str
    asked_by: str = ""


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its name, family by family."""
    families = tomllib.loads(REGISTER.read_text("utf-8"))
    return {
        name: Check(
            name=name,
            family=family,
            severity=SEVERITIES[about["severity"]],
            finds=about["finds"],
            asked_by=about.get("asked_by", ""),
        )
        for family, members in families.items()
        for name, about in members.items()
    }


def families() -> tuple[str, ...]:
    """The names of the families, in the register's order."""
    return tuple(dict.fromkeys(check.family for check in checks().values()))


def names_in(name: str) -> frozenset[str]:
    """The names of the checks that `name` means, a check's or a family's; none for another. Of
    a family's name a hyphen may stand for the space: 'cross-references'."""
    if name in checks():
        return frozenset((name,))
    family = name.replace("-", " ")
    return frozenset(check.name for check in checks().values() if check.family == family)


def found(code: str, message: str, span: SourceSpan | None = None, hint: str = "") -> Diagnostic:
    """A Diagnostic of a check, with the check's own severity."""
    return Diagnostic(checks()[code].severity, code, message, span, hint)
