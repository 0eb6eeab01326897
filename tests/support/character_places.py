"""Compare where two PDFs show the same text."""

from collections.abc import Sequence
from dataclasses import replace

from tests.support.findings import FoundCharacter

OFF_PT = 0.01
HYPHENS = "-\u00ad\x02"
"""A hyphen at a line's end may be the face's soft hyphen, which looks the same."""


def assert_same_places(
    found: Sequence[FoundCharacter], expected: Sequence[FoundCharacter], off_pt: float = OFF_PT
) -> None:
    """Fail where a character of a page isn't shown, or is so far from where it is expected."""
    pairs = list(zip(_sorted(found), _sorted(expected), strict=True))
    assert "".join(one.character for one, _ in pairs) == "".join(
        other.character for _, other in pairs
    )
    for one, other in pairs:
        assert abs(one.x - other.x) < off_pt, (one, other)
        assert abs(one.y - other.y) < off_pt, (one, other)


def _sorted(found: Sequence[FoundCharacter]) -> list[FoundCharacter]:
    """From a page's head to its foot and from left to right."""
    plain = [
        replace(each, character="-" if each.character in HYPHENS else each.character)
        for each in found
    ]
    return sorted(plain, key=lambda each: (-round(each.y), round(each.x, 1), each.character))
