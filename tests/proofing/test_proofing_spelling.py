"""Words are looked up in the dictionary of their language, and what the book knows is right."""

from pathlib import Path

import pytest

from chapbook.cache import Store
from chapbook.proofing.indexed_book import worked_chapters
from chapbook.proofing.spelling.dictionaries import SpellingDictionary, find_dictionary, script_of
from chapbook.proofing.spelling.spelling_check import check_spelling
from tests.proofing.checked_texts import BOOK, read_written

TEXT = """# One

Tsar Mosocw's colour of the café, co-operated, well-knowm, NKVD, 1930s, `codde`, organized it's.
[Prozess]{lang=de} and [Prozess]{lang=de-AT}, [tovarishch]{lang=ru-Latn}, [Sedov]{ix="Sedov, Lev"}
was Sedov's. Rykov wrote of Mosocw. https://exmple.org and Rykovs.
"""
BIB = "@book{a, author = {Rykov, Alexei}, title = {Tsar Mosaic}, date = {1937}}\n"


def spelled(root: Path, **files: str) -> list[str]:
    named = {"chapters/one.md": TEXT, "bibliography/references.bib": BIB, **files}
    book = read_written(root, {"book.toml": BOOK, **named})
    found = check_spelling(book, list(worked_chapters(book)), Store(root / ".cache"))
    return [f"{each.diagnostic.span}: {each.diagnostic.message}" for each in found]


def test_words_that_nobody_knows_are_told_once(tmp_path: Path) -> None:
    assert spelled(tmp_path) == [
        "chapters/one.md:3:6: 'Mosocw' is in no dictionary (2 times)",
        "chapters/one.md:3:48: 'well-knowm' is in no dictionary",
        "chapters/one.md:4:2: there is no dictionary for 'de', so 1 words were not looked up",
        "chapters/one.md:4:25: there is no dictionary for 'de-AT', so 1 words were not looked up",
    ]


def test_a_word_of_the_book_s_list_is_right_in_each_form(tmp_path: Path) -> None:
    listed = "# Places\nMosocw  well-knowm # so we write it\n"
    found = spelled(tmp_path, **{"chapters/words.txt": listed})
    assert [line for line in found if "in no dictionary" in line] == []


def test_a_dictionary_of_the_book_s_is_taken_first(tmp_path: Path) -> None:
    files = {
        "book.toml": f'{BOOK}[check]\ndictionaries = "words"\n',
        "words/de_DE.aff": "SET UTF-8\n",
        "words/de_DE.dic": "1\nProzess\n",
    }
    assert [line for line in spelled(tmp_path, **files) if "'de" in line] == []


def test_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = spelled(tmp_path)

    def fails(*_: object) -> bool:
        raise AssertionError("a word was looked up again")

    monkeypatch.setattr(SpellingDictionary, "has", fails)
    assert spelled(tmp_path) == first


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en-GB", ["colour", "organise", "organize", "naïve", "doesn’t"], ["color", "teh"]),
        ("en-US", ["color", "organize", "doesn't"], ["colour", "organise"]),
        ("en", ["color"], ["colour"]),
    ],
)
def test_english_is_that_of_the_region(language: str, right: list[str], wrong: list[str]) -> None:
    dictionary = find_dictionary(language, [])
    assert dictionary is not None
    assert [word for word in right if not dictionary.has(word)] == []
    assert [word for word in wrong if dictionary.has(word)] == []


def test_another_script_is_another_dictionary() -> None:
    assert script_of("ru-Latn") == "Latn"
    assert script_of("de-AT") == ""
    assert find_dictionary("en-Cyrl", []) is None
