"""The index cases of style manuals and of other programs, through the plain function."""

import json
from typing import Any

import pytest

from chapbook.apparatus.index import plain_index
from chapbook.apparatus.index_plain import PlainMark
from chapbook.diagnostics import SourceSpan
from tests.apparatus import index_peers
from tests.apparatus.apparatus_builders import CASES

VECTORS: list[dict[str, Any]] = json.loads((CASES / "index_cases.json").read_text("utf-8"))[
    "vectors"
]


@pytest.mark.parametrize("case", VECTORS, ids=[case["id"] for case in VECTORS])
def test_case(case: dict[str, Any]) -> None:
    name = case["id"]
    marks = index_peers.marks(name, case["marks"])
    made = plain_index(marks, index_peers.options(name, case.get("options", {})))
    expected = index_peers.expected(name, case["expected"])
    assert index_peers.printed(name, made.lines) == expected


def test_all_cases_are_here() -> None:
    assert len(VECTORS) == 26
    assert set(index_peers.PEERS) <= {case["id"] for case in VECTORS}


@pytest.mark.parametrize(
    ("marks", "options", "lines"),
    [
        (
            [
                {"h": ["a"], "p": "1", "leaf": 30},
                {"h": ["a"], "p": "xi", "leaf": 12},
                {"h": ["a"], "p": "A-2", "leaf": 99},
                {"h": ["a"], "p": "x", "leaf": 11},
            ],
            {},
            ["a, x, xi, 1, A-2"],
        ),
        (
            [{"h": ["a"], "p": "1", "leaf": leaf} for leaf in (1, 101)]
            + [{"h": ["a"], "p": "2", "leaf": 102}],
            {"merge": "two"},
            ["a, 1, 1–2"],
        ),
        (
            [{"h": ["a"], "see": "b"}, {"h": ["b"], "see": "a"}],
            {},
            ["error: circular cross-reference a -> b -> a"],
        ),
        (
            [{"h": ["a"], "see": "b"}, {"h": ["b"], "see": "c"}, {"h": ["c"], "p": "1"}],
            {},
            ["b. See c", "c, 1", "error: cross-reference to a see a -> b"],
        ),
        (
            [{"h": ["a"], "p": "1"}, {"h": ["a"], "see": "b"}, {"h": ["b"], "p": "2"}],
            {},
            ["a, 1", "b, 2", "error: a is a see and has locators (:1:1)"],
        ),
        (
            [{"h": ["a"], "p": "9", "range": "close"}],
            {},
            ["a, 9", "error: range a closed on 9 never opened"],
        ),
        (
            [{"h": ["a"], "p": "9"}, {"h": ["a", "b"], "p": "9"}],
            {"warnings": True},
            ["a, 9", "  b, 9", "warning: a has a single subentry, b"],
        ),
        (
            [{"h": ["1984"], "p": 3, "note": 2, "sort": "nineteen"}, {"h": ["o"], "p": "4"}],
            {"figure_colon": True, "note_style": "oxford"},
            ["1984: 3 n. 2", "o, 4"],
        ),
        (
            [{"h": ["a"], "p": "5", "note": note} for note in ("3", "*", "1", "2")],
            {},
            ["a, 5n*, 5nn1–3"],
        ),
    ],
)
def test_more(marks: list[dict[str, Any]], options: dict[str, Any], lines: list[str]) -> None:
    assert list(plain_index(marks, options).lines) == lines


def test_marks_may_have_types_and_places() -> None:
    span = SourceSpan("a.md", 3, 5)
    made = plain_index([PlainMark(("cats",), see=("felines",), span=span)])
    assert [(found.span, found.code) for found in made.diagnostics] == [(span, "index-blind-see")]


@pytest.mark.parametrize(
    ("mark", "options"),
    [
        ({"p": "3"}, {}),
        ({"h": ["a"], "p": "3", "range": "begin"}, {}),
        ({"h": ["a"], "p": "3", "fmt": "bold"}, {}),
        ({"h": ["a"], "page": "3"}, {}),
        ({"h": ["a"]}, {"merge": "four"}),
        ({"h": ["a"]}, {"colour": "red"}),
    ],
)
def test_what_is_no_mark_and_no_option(mark: dict[str, Any], options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"index"):
        plain_index([mark], options)
