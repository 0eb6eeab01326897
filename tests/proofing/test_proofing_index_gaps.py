"""Persons of the text who are in no entry of the index, and suggestions put off for good."""

from chapbook.proofing.index_gaps import index_gaps
from chapbook.proofing.index_suggestions import suggest_marks
from tests.support.indexed_texts import indexed_texts

TEXT = (
    "# One\n\n[Karl Radek]{.ix} was there.\n\n"
    "Later came Leon Trotsky, and Trotsky stayed. He went to Coyoacán.\n"
)


def gaps(authority: str = "") -> list[tuple[str, str]]:
    return [
        (str(each.span), each.message)
        for each in index_gaps(indexed_texts({"one": TEXT}, authority=authority))
    ]


def test_a_person_in_no_entry_is_told_once_and_a_place_not() -> None:
    assert gaps() == [("chapters/one.md:5:12", "'Leon Trotsky' is in no entry of the index")]


def test_a_person_who_is_indexed_elsewhere_is_not_missing() -> None:
    text = TEXT + '\n[Leon Trotsky]{ix="Trotsky, Leon"} left.\n'
    assert index_gaps(indexed_texts({"one": text}, pages=9)) == ()


def test_what_is_ignored_is_neither_missing_nor_suggested() -> None:
    authority = '[ignore]\nheadings = ["Trotsky, Leon", "Coyoacán"]\n'
    book = indexed_texts({"one": TEXT}, authority=authority)
    assert index_gaps(book) == ()
    assert [group[0].heading for group in suggest_marks(book)] == []


def test_what_is_ignored_without_need_is_told() -> None:
    authority = '[ignore]\nheadings = ["Trotsky, Leon", "Nobody, Known"]\n'
    expected = "'Nobody, Known' need not be ignored: nothing would suggest it"
    assert gaps(authority) == [("chapters/index.toml:2:1", expected)]
