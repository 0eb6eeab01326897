"""Locators in citations, by pandoc's grammar; the cases stand in fixtures/locators.txt."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.locator_labels import locator_term
from chapbook.manuscript.locator_terms import LOCATOR_TERMS
from chapbook.manuscript.locator_tokens import plain_tokens
from chapbook.manuscript.locators import LocatorText, read_locator
from tests.manuscript.manuscript_chapters import NOWHERE

CSL_TERMS = (
    "act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation",
    "equation", "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph", "part",
    "rule", "scene", "section", "sub-verbo", "supplement", "table", "timestamp", "title-locator",
    "verse", "version", "volume",
)  # fmt: skip
CASE = re.compile(r"([\w-]+): «(.*)» = (\S+) «(.*)» \+ «(.*)»")
LABELS = [
    (language, label, term)
    for language, terms in LOCATOR_TERMS.items()
    for term, labels in terms.items()
    for label in labels.split(", ")
]


def locator_of(text: str, language: str = "en") -> LocatorText:
    return read_locator(tuple(plain_tokens(text, 0, len(text))), 0, language)


def cases() -> Iterator[object]:
    for line in (NOWHERE / "locators.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found = CASE.fullmatch(line)
            assert found, line
            parts = [part.replace("⏎", "\n").replace("~", "\u00a0") for part in found.groups()]
            yield pytest.param(*parts, id=line)


@pytest.mark.parametrize(("language", "text", "label", "locator", "rest"), list(cases()))
def test_locators(language: str, text: str, label: str, locator: str, rest: str) -> None:
    found = locator_of(text, language)
    term = "" if label == "-" else label
    assert (found.label, found.locator, text[found.end :]) == (term, locator, rest)


def test_labels_are_those_of_the_language_and_of_english() -> None:
    assert locator_of(", Teil 2", "en").label == ""
    assert locator_of(", part 2", "de").label == "part"


@pytest.mark.parametrize("language", LOCATOR_TERMS)
def test_every_word_of_the_locales_is_a_label(language: str) -> None:
    wrong = [
        (label, term, found)
        for of, label, term in LABELS
        if of == language and (found := locator_term(label, language)) != term
    ]
    assert wrong == []


def test_every_term_of_csl_has_a_label() -> None:
    found = {locator_of(f" {label} 3").label for language, label, _ in LABELS if language == "en"}
    assert {*found, locator_of(" timestamp 3").label} == set(CSL_TERMS)


def test_capitals_make_no_difference() -> None:
    assert locator_of(", CHAP. 3").label == locator_of(", Chap. 3").label == "chapter"


@given(st.text("pvchapsSf.,;-–{}[]() 0123456789ivx§\n'\"\\", max_size=40))
def test_a_locator_is_taken_from_the_text_before_its_end(text: str) -> None:
    found = locator_of(text)
    assert 0 <= found.end <= len(text)
    assert found.locator or not found.label
    rest = iter(_signs(text[: found.end]))
    assert all(sign in rest for sign in _signs(found.locator))


def _signs(text: str) -> str:
    """What is left of `text` without spaces, dashes being alike."""
    return re.sub(r"\s", "", re.sub("---?|[–—]", "-", text.replace("...", "…")))


@given(st.text(max_size=60), st.sampled_from([*LOCATOR_TERMS, "nl"]))
def test_any_text(text: str, language: str) -> None:
    found = locator_of(text, language)
    assert 0 <= found.end <= len(text)


@given(st.sampled_from(LABELS), st.sampled_from(["3", "12–14", "xii", "C22", "[17]"]))
def test_a_label_of_the_books_language_is_taken_whole(
    label: tuple[str, str, str], number: str
) -> None:
    language, spelling, term = label
    text = f", {spelling} {number}, und"
    found = locator_of(text, language)
    assert (found.label, found.locator, text[found.end :]) == (term, number, ", und")
