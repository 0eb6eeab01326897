"""Abbreviations."""

import pytest

from chapbook.composition.small_capitals import set_abbreviations


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
