"""Quotation marks, apostrophes, dashes and dots by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.punctuation import Piece, punctuated, set_punctuation

SENTENCE = "\"It's a 'word' here\" -- 'x'."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "‘It’s a “word” here’ – ‘x’."),
        ("en-US", "“It’s a ‘word’ here” – ‘x’."),
        ("de", "„It’s a ‚word‘ here“ – ‚x‘."),
        ("de-CH", "«It’s a ‹word› here» – ‹x›."),
        ("fr", "«\u202fIt’s a “word” here\u202f» – “x”."),
        ("ru", "«It’s a „word“ here» – „x“."),
        ("es", "«It’s a “word” here» – “x”."),
        ("it", "«It’s a “word” here» – “x”."),
        ("pl", "„It’s a «word» here” – «x»."),
        ("sv", "”It’s a ’word’ here” – ’x’."),
        ("xx", "“It’s a ‘word’ here” – ‘x’."),
    ],
)
def test_a_language_has_its_marks(language: str, expected: str) -> None:
    assert punctuated(SENTENCE, language) == expected


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("the 'workers' state' of '36", "the ‘workers’ state’ of ’36"),
        ("the 'workers' and 'peasants'", "the ‘workers’ and ‘peasants’"),
        ("the workers' state", "the workers’ state"),
        ("the '30s; 'tis, 'Twas; rock 'n' roll", "the ’30s; ’tis, ’Twas; rock ’n’ roll"),
        ("'36 men,' he said, 'and more'", "’36 men,’ he said, ‘and more’"),
        ("O'Brien's, l'État", "O’Brien’s, l’État"),
        ("'\"a\" b'", "‘“a” b’"),
        ("\"'a' b\"", "“‘a’ b”"),
        ("\"a 'b'\"", "“a ‘b’”"),
        ('("x") ["y"] -- "z"', "(“x”) [“y”] – “z”"),
        ('"So--"', "“So–”"),
        (
            'the syllable "eng-", and "no--", and "a"-"b"',
            "the syllable “eng-”, and “no–”, and “a”-“b”",
        ),
        ('l\'"ami" et "l\'autre"', "l’“ami” et “l’autre”"),
        ('"A quote of several paragraphs', "“A quote of several paragraphs"),
        ('and its end."', "and its end.”"),
        ("1936--38---or later...", "1936–38—or later…"),
        ("---- .... - ..", "---- .... - .."),
        ("“set” already, ’tis", "“set” already, ’tis"),
    ],
)
def test_american_marks(written: str, printed: str) -> None:
    assert punctuated(written, "en-US") == printed


def test_the_outermost_pair_is_single_in_british_books_however_typed() -> None:
    assert punctuated("\"a 'b' c\" 'd \"e\" f'", "en-GB") == "‘a “b” c’ ‘d “e” f’"


def test_french_spaces_before_high_signs() -> None:
    assert punctuated('"Non!" Vraiment ? Oui; ainsi : à 12:30, https://x.', "fr") == (
        "«\u202fNon\u202f!\u202f» Vraiment\u202f? Oui\u202f; ainsi\u00a0: à 12:30, https://x."
    )


def test_context_carries_across_pieces() -> None:
    pieces = [Piece('"', "en-US"), Piece("word", "en-US"), Piece('" and "b"', "en-US")]
    assert set_punctuation(pieces) == ["“", "word", "” and “b”"]


def test_pieces_that_are_set_stay_but_count() -> None:
    pieces = [Piece("a", "en", is_set=True), Piece("'s", "en"), Piece('"x"', "en", is_set=True)]
    assert set_punctuation(pieces) == ["a", "’s", '"x"']


def test_each_piece_in_its_own_language() -> None:
    pieces = [Piece('"a ', "en-US"), Piece("'b' ", "de"), Piece('c"', "en-US")]
    assert set_punctuation(pieces) == ["“a ", "‚b‘ ", "c”"]


@given(st.lists(st.text("ab \"'-.,()\n", max_size=12), max_size=5))
def test_cutting_into_pieces_changes_no_mark(texts: list[str]) -> None:
    whole = "".join(texts)
    if "-" in whole or "." in whole:
        whole, texts = (
            whole.replace("-", "x").replace(".", "x"),
            [text.replace("-", "x").replace(".", "x") for text in texts],
        )
    pieces = [Piece(text, "en-US") for text in texts]
    assert "".join(set_punctuation(pieces)) == punctuated(whole, "en-US")


@given(st.text(max_size=80))
def test_no_typewriter_quote_is_left(text: str) -> None:
    printed = punctuated(text, "en-US")
    assert '"' not in printed
    assert "'" not in printed
