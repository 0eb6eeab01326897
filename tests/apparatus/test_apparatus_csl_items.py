"""BibTeX and biblatex as CSL-JSON."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.bibstrings import LANGUAGES, WORDS
from chapbook.apparatus.bibtex import read_entries
from chapbook.apparatus.csl_fields import VARIABLES
from chapbook.apparatus.csl_items import csl_item
from chapbook.apparatus.inheritance import inherit
from chapbook.manuscript.model import SourceText
from tests.apparatus.case_files import Case, cases, pairs


def item(bib: str, language: str = "en") -> dict[str, object]:
    entries, found = read_entries(SourceText("bib", bib))
    assert found == ()
    made = csl_item(inherit(entries)[0][0], language)
    assert made.pop("id") == entries[0].key
    return made


@pytest.mark.parametrize("case", cases("csl_items.txt"), ids=lambda case: case.name)
def test_an_entry_becomes_a_csl_item(case: Case) -> None:
    language = re.search(r"\[(\w+)\]$", case.name)
    made = item(case.written, language[1] if language else "en")
    assert made == json.loads(case.expected[0])


@pytest.mark.parametrize(("written", "expected"), pairs("csl_dates.txt"))
def test_date_fields_become_csl_dates(written: str, expected: str) -> None:
    assert item(f"@book{{a, {written}}}")["issued"] == json.loads(expected)


def test_books_of_other_languages_have_other_words() -> None:
    thesis = "@phdthesis{a, title = {T}, pubstate = {inpress}}"
    assert (item(thesis, "fr-CA")["genre"], item(thesis, "ru")["status"]) == (
        "thèse de doctorat",
        "в печати",
    )
    assert item(thesis, "fi")["genre"] == "PhD diss."
    assert {len(words) for words in WORDS.values()} == {len(LANGUAGES)}


@pytest.mark.parametrize(
    ("number", "series"),
    [
        ("1", "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        ("4", "4th"),
        ("11", "11th"),
        ("112", "112th"),
        ("21", "21st"),
    ],
)
def test_series_are_counted_in_english(number: str, series: str) -> None:
    made = item(f"@article{{a, title = {{T}}, series = {{{number}}}}}")
    assert made["collection-title"] == f"{series} series"


def test_no_field_has_two_meanings() -> None:
    """A field that biblatex has and CSL too must be the same thing in both."""
    assert VARIABLES["edition"] == "edition"
    assert not {"title", "number", "issue", "note", "publisher", "language", "type"} & {*VARIABLES}


FIELDS = ("author", "title", "date", "year", "month", "pages", "series", "options", "publisher")


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.text(alphabet=r"ab1 ,=\~-/{}$'?:&<", max_size=20))
)
def test_any_entry_becomes_an_item_that_is_json(fields: dict[str, str]) -> None:
    text = ",\n".join(f"{name} = {{{value}}}" for name, value in fields.items())
    for entry in read_entries(SourceText("bib", f"@article{{a,\n{text}}}"))[0]:
        made = csl_item(entry, "en")
        assert json.loads(json.dumps(made)) == made
        for value in made.values():
            assert not isinstance(value, str) or not re.search(r"&(amp|lt|gt|quot);", value)
