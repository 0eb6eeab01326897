"""The CSL processor, rule by rule: fixtures/*.txt hold a style, items and what comes of them."""

import pytest

from tests.csl.csl_fixtures import Case, read_cases, shown

CASES = list(read_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_comes_of_a_style(case: Case) -> None:
    assert shown(case) == case.expected


def test_the_fixtures_are_there() -> None:
    assert len(CASES) > 100
