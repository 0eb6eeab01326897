"""Marks that meet: the table of the CSL test suite (punctuation_FullMonty…), and quotations."""

import pytest

from chapbook.csl.punctuation import merged
from chapbook.csl.quotation import Marks, with_marks
from chapbook.csl.rich import Font, Inline, Quoted, Span, Text, plain

MARKS = Marks("“", "”", "‘", "’")
TABLE = {
    ":": {":": ":", ".": ":", ";": ":;", "!": "!", "?": "?", ",": ":,"},
    ".": {":": ".:", ".": ".", ";": ".;", "!": ".!", "?": ".?", ",": ".,"},
    ";": {":": ";", ".": ";", ";": ";", "!": "!", "?": "?", ",": ";,"},
    "!": {":": "!", ".": "!", ";": "!;", "!": "!", "?": "!?", ",": "!,"},
    "?": {":": "?", ".": "?", ";": "?;", "!": "?!", "?": "?", ",": "?,"},
    ",": {":": ",:", ".": ",.", ";": ",;", "!": ",!", "?": ",?", ",": ","},
}
PAIRS = [(first, second, both) for first, row in TABLE.items() for second, both in row.items()]


def printed(*inlines: Inline, inside: bool = True) -> str:
    return plain(with_marks(merged(inlines, punctuation_in_quote=inside), MARKS))


@pytest.mark.parametrize(("first", "second", "both"), PAIRS)
def test_two_marks(first: str, second: str, both: str) -> None:
    assert printed(Text(f"a{first}"), Text(f"{second} b")) == f"a{both} b"
    italic = Span((Text(f"a{first}"),), Font(style="italic"))
    assert printed(italic, Text(f"{second} b")) == f"a{both} b"


@pytest.mark.parametrize(("first", "second", "both"), PAIRS)
def test_two_marks_behind_a_quotation(first: str, second: str, both: str) -> None:
    going = next((at for at, mark in enumerate(both) if mark not in ".,!?"), len(both))
    expected = f"“a{both[:going]}”{both[going:]} b"
    assert printed(Quoted((Text("a"),)), Text(first), Text(f"{second} b")) == expected
    outside = printed(Quoted((Text("a"),)), Text(first), Text(f"{second} b"), inside=False)
    assert outside == f"“a”{both} b"


@pytest.mark.parametrize("mark", ["?", "!", "."])
def test_a_full_stop_behind_a_title_with_its_own_end(mark: str) -> None:
    title = Quoted((Text(f"a{mark}"),))
    assert printed(title, Text(".")) == f"“a{mark}”"
    assert printed(title, Text("."), inside=False) == f"“a{mark}”"


def test_what_was_written_together_stays() -> None:
    assert printed(Text("a."), Text(". b", glued=True)) == "a.. b"


def test_spaces_that_meet_are_one() -> None:
    assert printed(Text("a "), Text(" b"), Text("\u00a0"), Text(" c")) == "a b\u00a0c"


def test_quotations_alternate() -> None:
    inner = Quoted((Text("b"), Quoted((Text("c"),))))
    assert printed(Quoted((Text("a"), inner))) == "“a‘b“c”’”"


def test_foreign_marks_stay_and_others_do_not() -> None:
    assert printed(Quoted((Text("a"),), ("«", "»"))) == "«a»"
    assert printed(Quoted((Text("a"),), ("‘", "’"))) == "“a”"
    assert printed(Quoted((Text("a"),), ("‘", "’"), stays=True)) == "‘a’"
    assert printed(Quoted((Quoted((Text("a"),), ("‘", "’"), stays=True),))) == "“‘a’”"
