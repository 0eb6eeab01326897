"""Items and the elements of styles, as they are read."""

import pytest

from chapbook.csl.elements import BARE, Group, Text, descendants
from chapbook.csl.items import read_item


@pytest.mark.parametrize("written", [{}, {"date-parts": [[]]}, {"date-parts": []}, {"literal": ""}])
def test_a_date_that_says_nothing_is_none(written: dict[str, object]) -> None:
    assert read_item({"id": "a", "type": "book", "issued": written}).dates == {}


def test_a_macro_that_is_called_twice_is_looked_through_once() -> None:
    inner = Text("value", "words", "", False, BARE)
    one, other = (Text("macro", "m", "", False, BARE, (inner,)) for _ in range(2))
    group = Group((one, other), "", BARE)
    found = list(descendants([group]))
    assert found.count(inner) == 1
    assert {id(each) for each in found} == {id(each) for each in (group, one, other, inner)}
