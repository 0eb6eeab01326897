"""Diagnostics as a person reads them."""

import json

from chapbook.diagnostics import (
    Diagnostic,
    Severity,
    SourceSpan,
    as_json,
    as_text,
    did_you_mean,
    error,
    in_order,
    warning,
)

LINES = {("chapters/03-trials.md", 41): "\tAs he said [@getty1999], it was."}
UNKNOWN = error(
    "citation-undefined",
    "no entry 'getty1999' in references.bib",
    SourceSpan("chapters/03-trials.md", 41, 13, 10),
    "did you mean 'getty1985'?",
)


def test_text_shows_the_line_with_a_caret_under_the_place() -> None:
    assert as_text([UNKNOWN], lambda path, line: LINES.get((path, line))) == (
        "chapters/03-trials.md:41:13: error: no entry 'getty1999' in references.bib"
        " [citation-undefined]\n"
        "    \tAs he said [@getty1999], it was.\n"
        "    \t           ^^^^^^^^^^\n"
        "    did you mean 'getty1985'?"
    )


def test_a_caret_never_runs_past_its_line() -> None:
    long = error("x", "m", SourceSpan("a.md", 1, 3, 99))
    assert as_text([long], lambda path, line: f"{path}{line}").endswith("\n      ^^^")


def test_text_does_without_a_line_that_cannot_be_read() -> None:
    assert as_text([warning("w", "odd")], lambda *_: None) == "warning: odd [w]"


def test_most_serious_first_then_by_place_without_doubles() -> None:
    note = Diagnostic(Severity.NOTE, "n", "note", SourceSpan("a.md", 1))
    early, late = (error("e", "m", SourceSpan("a.md", line)) for line in (2, 9))
    odd = warning("w", "m", SourceSpan("a.md", 1))
    assert in_order([note, late, odd, early, late]) == (early, late, odd, note)


def test_json_says_the_same() -> None:
    assert json.loads(as_json([UNKNOWN])) == [
        {
            "path": "chapters/03-trials.md",
            "line": 41,
            "column": 13,
            "length": 10,
            "severity": "error",
            "code": "citation-undefined",
            "message": "no entry 'getty1999' in references.bib",
            "hint": "did you mean 'getty1985'?",
        }
    ]


def test_the_nearest_name_is_offered_only_where_one_is_near() -> None:
    assert did_you_mean("getty1999", ["serge1937", "getty1985"]) == "did you mean 'getty1985'?"
    assert did_you_mean("getty1999", ["serge1937"]) == ""


def test_of_a_long_line_what_is_around_the_place_is_shown() -> None:
    line = "a" * 200 + "WRONG" + "b" * 200
    found = error("typo", "wrong", SourceSpan("one.md", 1, 201, 5))
    _, shown, caret = as_text([found], lambda _path, _line: line).split("\n")
    assert shown == "    …" + "a" * 60 + "WRONG" + "b" * 55 + "…"
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "WRONG"
