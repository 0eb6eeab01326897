"""The Markdown of a book, rule by rule: fixtures/*.md hold input and what comes of it."""

import re
from collections.abc import Iterator

import pytest

from tests.manuscript.manuscript_chapters import NOWHERE, parse, shown


def cases() -> Iterator[object]:
    for path in sorted(NOWHERE.glob("*.md")):
        for case in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            title, rest = case.split("\n", 1)
            source, expected = rest.split("--->\n", 1)
            yield pytest.param(source, expected.strip("\n"), id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_what_comes_of_the_syntax(source: str, expected: str) -> None:
    assert shown(parse(source)).strip("\n") == expected


def test_the_fixtures_are_there() -> None:
    assert len(list(cases())) > 80
