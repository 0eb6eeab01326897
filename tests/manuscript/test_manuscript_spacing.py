"""No-break spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.spacing import bind_spaces


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("J. V. Stalin said", "J.~V.~Stalin said"),
        ("L. D.\nTrotsky", "L.~D.~Trotsky"),
        ("see p. 12 and pp. xii", "see p.~12 and pp.~xii"),
        ("No. 6, vol. 2, ch. 3", "No.~6, vol.~2, ch.~3"),
        ("§ 5, № 7, n° 8", "§~5, №~7, n°~8"),
        ("19 August 1936", "19~August 1936"),
        ("19. August, 1er mai, 19 августа", "19.~August, 1er~mai, 19~августа"),
        ("12 km, 5 % and 3 million", "12~km, 5~% and 3~million"),
        ("Dr Smith, Mr. Pyatakov", "Dr~Smith, Mr.~Pyatakov"),
        ("1936 August was hot. It rained", "1936 August was hot. It rained"),
        ("a b. c d", "a b. c d"),
        ("12 men and 3 kittens", "12 men and 3 kittens"),
    ],
)
def test_where_lines_must_not_break(text: str, bound: str) -> None:
    assert bind_spaces(text).replace("\u00a0", "~") == bound


@given(st.text("aB. 1\nkmp§", max_size=60))
def test_only_spaces_change(text: str) -> None:
    bound = bind_spaces(text)
    assert len(bound) == len(text)
    assert all(
        new == old or (new == "\u00a0" and old in " \n")
        for new, old in zip(bound, text, strict=True)
    )
