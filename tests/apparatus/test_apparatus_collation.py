"""The order of letters in several languages: with ICU where PyICU is installed, and without."""

import importlib.util
from collections.abc import Iterator

import pytest
import pyuca
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus import collation
from chapbook.apparatus.ducet import LazyCollator
from chapbook.apparatus.index import plain_index

HAS_ICU = importlib.util.find_spec("icu") is not None
WHOLE, LAZY = pyuca.Collator(), LazyCollator()
ORDERS = [
    ("sv", "Adler Zorn Åkesson Ärlig Öberg", "[A] [Z] [Å] [Ä] [Ö]"),
    ("da", "Zola Ærø Østerbro Ålborg", "[Z] [Æ] [Ø] [Å]"),
    ("nb", "Zola Ærfugl Østby Ås", "[Z] [Æ] [Ø] [Å]"),
    ("es", "nácar nube ñandú oca", "[N] [Ñ] [O]"),
    ("cs", "cena čas duha hora chata Ivan", "[C] [Č] [D] [H] [CH] [I]"),
    ("pl", "lato łata mama zebra źrebak żaba", "[L] [Ł] [M] [Z] [Ź] [Ż]"),
    ("de", "Apfel Äpfel Ofen Öl Zug", "[A] [O] [Z]"),
    ("de@collation=phonebook", "Adam Äpfel Afrika Öl Ofen", "[A] [O]"),
    ("fr", "cote coté côte côté", "[C]"),
    ("fr-CA", "cote côte coté côté", "[C]"),
    ("ru", "ёж Ель жук", "[Е] [Ж]"),
]


@pytest.fixture(params=[False, True] if HAS_ICU else [False])
def icu(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Whether ICU sorts. PyICU is an extra that has to be compiled; both ways are tried where
    it is there."""
    wanted: bool = request.param
    collation.collation.cache_clear()
    monkeypatch.setattr(collation, "has_icu", lambda: wanted)
    yield wanted
    collation.collation.cache_clear()


@pytest.mark.usefixtures("icu")
@pytest.mark.parametrize(("locale", "words", "letters"), ORDERS)
def test_order(locale: str, words: str, letters: str) -> None:
    marks = [{"h": [word], "p": "1"} for word in sorted(words.split())]
    lines = plain_index(marks, {"locale": locale, "letters": True}).lines
    heads = [line for line in lines if line.startswith("[")]
    entries = [line.removesuffix(", 1") for line in lines if not line.startswith("[")]
    assert entries == words.split()
    assert heads == letters.split()


@pytest.mark.parametrize(
    ("locale", "tailored"),
    [("en", False), ("de", False), ("es", False), ("de@collation=phonebook", True), ("sv", True)]
    + [(language, True) for language in ("da", "fr-CA", "cs", "pl", "hu")],
)
def test_a_language_with_an_order_of_its_own_warns_without_icu(
    locale: str, tailored: bool, icu: bool
) -> None:
    found = plain_index([{"h": ["a"], "p": "1"}], {"locale": locale}).diagnostics
    assert [each.code for each in found] == (["index-collation"] if tailored and not icu else [])


@pytest.mark.usefixtures("icu")
def test_accents_come_after_letters_and_figures_count_by_value() -> None:
    heads = ["ole", "Öl", "ol", "Straße", "Strasse", "9", "10", "& Co.", "O’Brien", "obi"]
    lines = plain_index([{"h": [head], "p": "1"} for head in heads]).lines
    assert [line.removesuffix(", 1") for line in lines] == [
        "& Co.",
        "9",
        "10",
        "obi",
        "O’Brien",
        "ol",
        "Öl",
        "ole",
        "Strasse",
        "Straße",
    ]


@given(st.text(max_size=9))
def test_the_table_read_as_needed_is_the_whole_one(text: str) -> None:
    assert LAZY.sort_key(text) == WHOLE.sort_key(text)
