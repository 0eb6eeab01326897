"""Turn Diagnostics into what other programs read: SARIF, and the commands of GitHub's workflows.

SARIF 2.1.0, OASIS standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from chapbook import __version__
from chapbook.check_register import Check, checks
from chapbook.diagnostics import Diagnostic, Severity, SourceSpan, in_order

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = _IN_DATA | {":": "%3A", ",": "%2C"}


def as_sarif(diagnostics: Iterable[Diagnostic], book: str = "") -> str:
    """The diagnostics as a SARIF log of one run. `book` is the book's folder from the root that
    places are told from, with a slash behind it."""
    told = in_order(diagnostics)
    rules = [checks()[name] for name in sorted({one.code for one in told})]
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    driver = {
        "name": "Chapbook",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, numbers[one.code], book) for one in told],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Check) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.finds},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(one: Diagnostic, rule: int, book: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": LEVELS[one.severity],
        "message": {"text": _sentence(one)},
    }
    if one.span:
        place = {"artifactLocation": {"uri": quote(f"{book}{one.span.path}")}}
        result["locations"] = [{"physicalLocation": {**place, "region": _region(one.span)}}]
    return result


def _region(span: SourceSpan) -> dict[str, int]:
    column = max(1, span.column)
    end = column + max(1, span.length)
    return {"startLine": max(1, span.line), "startColumn": column, "endColumn": end}


def _sentence(one: Diagnostic) -> str:
    return f"{one.message} ({one.hint})" if one.hint else one.message


def as_github(diagnostics: Iterable[Diagnostic], book: str = "") -> str:
    """The diagnostics as workflow commands, a line each; `book` as for as_sarif."""
    return "".join(f"{_command(one, book)}\n" for one in in_order(diagnostics))


def _command(one: Diagnostic, book: str) -> str:
    properties: dict[str, object] = {}
    if one.span:
        region = _region(one.span)
        properties = {
            "file": f"{book}{one.span.path}",
            "line": region["startLine"],
            "col": region["startColumn"],
            "endColumn": region["endColumn"],
        }
    properties["title"] = one.code
    told = ",".join(
        f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items()
    )
    return f"::{COMMANDS[one.severity]} {told}::{_escaped(_sentence(one), _IN_DATA)}"


def _escaped(value: object, signs: dict[str, str]) -> str:
    return "".join(signs.get(each, each) for each in str(value))
