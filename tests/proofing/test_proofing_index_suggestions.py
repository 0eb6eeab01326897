"""What is suggested for an index: names that an indexer would consider, where a mark can stand."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.manuscript.parse import parse_chapter
from chapbook.proofing.index_suggestions import mark_for, suggest_marks
from chapbook.proofing.indexed_book import IndexedBook
from tests.support.indexed_texts import NOWHERE, indexed_texts


def suggested(text: str, *, authority: str = "", language: str = "en") -> list[tuple[str, str]]:
    """Heading and words of each suggestion, in the order in which they are printed."""
    chapters = {"one": f"# Title\n\n{text}\n"}
    book = indexed_texts(chapters, authority=authority, language=language)
    return [(mark.heading, mark.words) for group in suggest_marks(book) for mark in group]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met Karl Radek there.", [("Radek, Karl", "Karl Radek")]),
        ("He read H. G. Wells.", [("Wells, H. G.", "H. G. Wells")]),
        ("He knew Carl von Clausewitz.", [("Clausewitz, Carl von", "Carl von Clausewitz")]),
        ("They knew Sven-Eric Holm.", [("Sven-Eric Holm", "Sven-Eric Holm")]),
        ("It was the NKVD's own.", [("NKVD", "NKVD")]),
        ("In the House of Trade Unions.", [("House of Trade Unions", "House of Trade Unions")]),
        ("They went to New York in May.", [("New York", "New York")]),
        ("The commissar sent a Commissar of Foreign Trade.", []),
        ("On Monday a German came; in May another.", []),
        ("They came. Nobody saw them.", []),
        ("Louis XIV was old.", [("Louis XIV", "Louis XIV")]),
        ("See `Karl Radek`, https://example.org/Karl, [@Radek1937, p. 3].", []),
        ("He read *The Great Terror* and “The Trial of the Sixteen”.", []),
        ("He said: [Unter Falscher Anschuldigung]{lang=de}.", []),
    ],
)
def test_names(text: str, found: list[tuple[str, str]]) -> None:
    assert suggested(text) == found


def test_a_capital_at_a_beginning_says_nothing_unless_it_is_seen_elsewhere() -> None:
    assert suggested("Radek came.") == []
    found = suggested("Radek came.\n\nThen they arrested Radek again.")
    assert found == [("Radek", "Radek")]


def test_a_family_name_goes_to_its_bearer() -> None:
    text = "There was Karl Radek.\n\nThey took Radek away."
    book = indexed_texts({"one": text, "two": "Later Radek wrote."})
    assert [[mark.heading for mark in group] for group in suggest_marks(book)] == [
        ["Radek, Karl", "Radek, Karl"]
    ]


KNOWN = 'The [man]{ix="Trotsky, Leon"} and the [party]{ix="Mensheviks"}.\n\n'


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Leon Trotsky", "Trotsky, Leon"),
        ("Trotsky", "Trotsky, Leon"),
        ("Comrade Trotsky", "Trotsky, Leon"),
        ("Menshevik", "Mensheviks"),
        ("Lev Bronstein", "Trotsky, Leon"),
        ("Communist Menace", "Mensheviks"),
    ],
)
def test_other_forms_of_known_headings(words: str, heading: str) -> None:
    rules = (
        '[see]\n"Bronstein, Lev" = "Trotsky, Leon"\n[merge]\n"Communist Menace" = "Mensheviks"\n'
    )
    found = suggested(f"{KNOWN}They saw {words} there.", authority=rules)
    assert found == [(heading, words.removeprefix("Comrade "))]


def test_a_longer_name_is_not_a_known_one() -> None:
    text = "It is [Moscow]{.ix}.\n\nShe read the Moscow News daily."
    assert suggested(text) == [("Moscow News", "Moscow News")]


def test_heads_of_definition_lists_are_known() -> None:
    book = indexed_texts(
        {"one": "He joined the Gestapo then.", "glossary": "Gestapo\n: The police of Prussia.\n"},
        back=("glossary",),
    )
    (group,) = suggest_marks(book)
    assert [(str(mark.span), mark.mark, mark.is_known) for mark in group] == [
        ("chapters/one.md:1:15", "[Gestapo]{.ix}", True),
        ("chapters/glossary.md:1:1", "[Gestapo]{.ix}", True),
    ]


def test_what_two_headings_share_goes_to_the_one_that_the_chapter_marks() -> None:
    first = 'A [poet]{ix="Mühsam, Erich"}.\n\nThey arrested Mühsam.'
    second = 'A [widow]{ix="Mühsam, Zenzl"}.\n\nThey arrested Mühsam.'
    book = indexed_texts({"one": first, "two": second, "three": "They forgot Mühsam."})
    found = [(mark.heading, mark.span.path) for group in suggest_marks(book) for mark in group]
    assert found == [
        ("Mühsam, Erich", "chapters/one.md"),
        ("Mühsam, Zenzl", "chapters/two.md"),
    ]


def located(**pages: int) -> dict[str, PageLocation]:
    """Where the index marks one--ix1 and so on stand."""
    return {
        f"one--{anchor}": PageLocation(page, Folio(page + 1, FolioStyle.ARABIC))
        for anchor, page in pages.items()
    }


PARAGRAPHS = (
    "The [NKVD]{.ix} came.\n\nThen the NKVD went.\n\nOne [more]{ix=x}.\n\nAgain the NKVD came.\n"
)


def test_nothing_is_suggested_for_a_page_that_has_it() -> None:
    same = indexed_texts({"one": PARAGRAPHS}, pages=3, locations=located(ix1=0, ix2=0))
    (group,) = suggest_marks(same)
    assert [mark.span.line for mark in group] == [7]
    everywhere = indexed_texts({"one": PARAGRAPHS}, pages=1, locations=located(ix1=0, ix2=0))
    assert suggest_marks(everywhere) == ()


def test_without_known_pages_a_paragraph_counts() -> None:
    (group,) = suggest_marks(indexed_texts({"one": PARAGRAPHS}, pages=3))
    assert [(mark.span.line, mark.folio) for mark in group] == [(3, ""), (7, "")]
    doubled = "The [NKVD]{.ix} came, and the NKVD went.\n"
    assert suggest_marks(indexed_texts({"one": doubled}, pages=3)) == ()


def test_a_range_covers_its_pages() -> None:
    text = '[]{ix="NKVD" .open}One.\n\nThen the NKVD.\n\nTwo.[]{ix="NKVD" .close}\n'
    book = indexed_texts({"one": text}, pages=3, locations=located(ix1=0, ix2=2))
    assert suggest_marks(book) == ()


def test_a_suggestion_has_all_that_an_editor_needs() -> None:
    text = "One two three four five six seven eight the *great* Karl\nRadek's nine ten.\n"
    ((mark,),) = suggest_marks(indexed_texts({"one": text}))
    assert (str(mark.span), mark.folio) == ("chapters/one.md:1:53", "1")
    assert mark.before == "five six seven eight the great "
    assert (mark.words, mark.after) == ("Karl Radek", "'s nine ten.")
    assert mark.mark == '[Karl Radek]{ix="Radek, Karl"}'


def test_german_nouns_are_no_names() -> None:
    text = (
        "Rosa Luxemburg sprach in Berlin; der Saal war voll. Drei Liter Wasser standen da. "
        "Das Wasser war warm. Am Abend kam Karl Liebknecht. [Er]{ix='Jogiches, Leo'} nicht.\n\n"
        "Später kam Jogiches."
    )
    book = indexed_texts({"one": text}, language="de", pages=2)
    assert sorted(mark.words for group in suggest_marks(book) for mark in group) == [
        "Jogiches",
        "Karl Liebknecht",
        "Rosa Luxemburg",
    ]


def test_lists_in_the_back_matter_are_left_alone_until_they_are_marked() -> None:
    table = "| A | B |\n|---|---|\n| he met Karl Radek | x |\n"
    assert suggest_marks(indexed_texts({"one": table}, back=("one",))) == ()
    marked = table.replace("| x |", "| [x]{ix=y} |")
    assert len(suggest_marks(indexed_texts({"one": marked}, back=("one",)))) == 1


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("NKVD", "[NKVD]{.ix}"),
        ("People; things", r'[NKVD]{ix="People\; things"}'),
        ('The "Organs"', r'[NKVD]{ix="The \"Organs\""}'),
    ],
)
def test_a_mark_says_its_heading(heading: str, mark: str) -> None:
    assert mark_for("NKVD", heading) == mark


PIECES = (
    "He met Karl Radek there", "then Radek wrote", "the NKVD came", "Leon Trotsky spoke", "{.ix}",
    "[Trotsky]{.ix}", '[he]{ix="Trotsky, Leon"}', '[Karl Radek wrote]{ix="Radek, Karl"}', "]",
    "[the NKVD]{.smallcaps}", "[the NKVD and Trotsky]{#place ix=NKVD}", "`Karl Radek`", ". ", ", ",
    "https://example.org/Trotsky", "[Radek](https://example.org/Radek)", "*Trotsky*",
    "[see @Radek1937, Trotsky]", "*in Trotsky*", "^[As Karl Radek said.]", "\n\n", "\n\n> ",
    '\n\n| the NKVD | [a Radek]{ix="Radek, Karl"} |\n|---|---|\n| of Trotsky | x |\n\n',
    "\n\n| In verse the NKVD\n|    the Trotsky\n\n", "\n\nGestapo\n: of Karl Radek\n\n",
    "\n\n```\nthe NKVD\n```\n\n", '\n\n## The Radek affair {ix="Radek, Karl"}\n\n',
    "[[Radek]{.ix}](#x)", "\n\n- ",
)  # fmt: skip


def held_by_marks(book: IndexedBook) -> set[tuple[int, int]]:
    """The places, as line and column, inside the words and the braces of the book's marks."""
    return {
        (mark.span.line, mark.span.column + offset)
        for mark in book.marks
        for offset in range(mark.span.length)
    }


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_a_suggestion_is_never_inside_a_mark_and_can_be_pasted(text: str) -> None:
    book = indexed_texts({"one": text}, pages=2)
    held, lines = held_by_marks(book), text.split("\n")
    source = book.chapters[0].source
    before = Counter(mark.path for mark in book.marks)
    for mark in (mark for group in suggest_marks(book) for mark in group):
        line, start = lines[mark.span.line - 1], mark.span.column - 1
        places = {(mark.span.line, start + 1 + offset) for offset in range(mark.span.length)}
        assert not places & held
        assert line[start : start + mark.span.length] == mark.words
        pasted = line[:start] + mark.mark + line[start + mark.span.length :]
        changed = [*lines[: mark.span.line - 1], pasted, *lines[mark.span.line :]]
        again, _ = parse_chapter(replace(source, text="\n".join(changed)), book.config, NOWHERE)
        after = Counter(each.path for each in again.marks)
        assert after - before == Counter({(mark.heading,): 1})
