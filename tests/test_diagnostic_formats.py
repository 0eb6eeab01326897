"""Findings as SARIF keep the schema's rules; as workflow commands they are escaped."""

import json
from typing import Any
from urllib.parse import quote, unquote

from chapbook.diagnostic_formats import SCHEMA, as_github, as_sarif
from chapbook.diagnostics import Diagnostic, Severity, SourceSpan, error, warning

FOUND = (
    error(
        "citation-undefined", "no entry 'é, 100%'", SourceSpan("chapters/ä b.md", 3, 7, 4), "hint"
    ),
    warning("doubled-word", "twice\nover", SourceSpan("chapters/a,b:c.md", 1)),
    Diagnostic(Severity.NOTE, "sheet-budget", "58 pages = 15 sheets"),
)


def sarif() -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(FOUND, "my book/"))
    return log


def test_the_log_has_what_the_schema_requires() -> None:
    log = sarif()
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    (run,) = log["runs"]
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    driver = run["tool"]["driver"]
    assert driver["name"] == "Chapbook"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    for rule in driver["rules"]:
        assert set(rule) <= {"id", "shortDescription", "defaultConfiguration", "properties"}
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        assert len(set(rule["properties"]["tags"])) == len(rule["properties"]["tags"])


def test_each_result_names_its_rule_and_a_region_that_counts_from_one() -> None:
    run = sarif()["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        for location in result.get("locations", []):
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert quote(unquote(uri)) == uri
            region = place["region"]
            assert min(region.values()) >= 1
            assert region["endColumn"] > region["startColumn"]


def test_results_say_what_was_found_and_where() -> None:
    results = sarif()["runs"][0]["results"]
    assert [(one["ruleId"], one["level"]) for one in results] == [
        ("citation-undefined", "error"),
        ("doubled-word", "warning"),
        ("sheet-budget", "note"),
    ]
    assert results[0]["message"]["text"] == "no entry 'é, 100%' (hint)"
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20book/chapters/%C3%A4%20b.md"},
        "region": {"startLine": 3, "startColumn": 7, "endColumn": 11},
    }
    assert "locations" not in results[2]


def test_workflow_commands_are_escaped() -> None:
    assert as_github(FOUND, "my book/").splitlines() == [
        "::error file=my book/chapters/ä b.md,line=3,col=7,endColumn=11,title=citation-undefined"
        "::no entry 'é, 100%25' (hint)",
        "::warning file=my book/chapters/a%2Cb%3Ac.md,line=1,col=1,endColumn=2,title=doubled-word"
        "::twice%0Aover",
        "::notice title=sheet-budget::58 pages = 15 sheets",
    ]


def test_nothing_found_is_an_empty_log_and_no_commands() -> None:
    assert json.loads(as_sarif(()))["runs"][0]["results"] == []
    assert as_github(()) == ""
