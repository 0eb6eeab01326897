"""Abbreviations and opening words."""

import pytest

from chapbook.composition.small_capitals import set_abbreviations, set_opening_words


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("the NKVD men", 'the <span class="capitals">NKVD</span> men'),
        ("two GDRs", 'two <span class="capitals">GDR</span>s'),
        ("the NKVD; once", 'the <span class="capitals">NKVD</span>; once'),
        ("&nbsp;GPU", '&nbsp;<span class="capitals">GPU</span>'),
        ("НКВД", '<span class="capitals">НКВД</span>'),
        ("no UN, A1B2C3 or McDONALD", "no UN, A1B2C3 or McDONALD"),
        ("<code>NKVD</code> and &NBSP;", "<code>NKVD</code> and &NBSP;"),
        ("<h2>The NKVD</h2>", "<h2>The NKVD</h2>"),
        ('<a title="NKVD">x</a>', '<a title="NKVD">x</a>'),
    ],
)
def test_abbreviations_of_three_letters_or_more(html: str, expected: str) -> None:
    assert set_abbreviations(html) == expected


def test_opening_words_are_the_first_three() -> None:
    assert set_opening_words('\n<p data-line="3">She was born in London.</p>') == (
        '\n<p data-line="3"><span class="opening-words">She was born</span> in London.</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p data-line="3">One</p>',
        '<p data-line="3"><em>One</em> two three</p>',
        '<blockquote data-line="3"><p data-line="3">One two three four</p></blockquote>',
        '<p data-line="3">Extraordinarily-long-first-words follow here</p>',
    ],
)
def test_openings_that_have_no_plain_words_stay_as_they_are(html: str) -> None:
    assert set_opening_words(html) == html
