"""ToUnicode and W, there and back."""

from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.glyph_maps import (
    read_to_unicode,
    read_widths,
    write_to_unicode,
    write_widths,
)

GLYPHS = st.integers(0, 0xFFFF)
TEXTS = st.text(min_size=1, max_size=3, alphabet=st.characters(exclude_categories=["Cs"])).map(
    lambda text: text.encode("utf-16-be").hex().encode()
)


@given(st.dictionaries(GLYPHS, TEXTS, max_size=250))
def test_texts_come_back(text_by_glyph: dict[int, bytes]) -> None:
    assert read_to_unicode(write_to_unicode(text_by_glyph)) == text_by_glyph


@given(st.dictionaries(GLYPHS, st.integers(0, 3000), max_size=100))
def test_widths_come_back(width_by_glyph: dict[int, int]) -> None:
    assert read_widths(write_widths(width_by_glyph)) == width_by_glyph


def test_blocks_of_a_cmap_have_a_hundred_entries_at_most() -> None:
    cmap = write_to_unicode(dict.fromkeys(range(205), b"0041"))
    blocks = [line for line in cmap.splitlines() if line.endswith(b" beginbfchar")]
    assert blocks == [b"100 beginbfchar", b"100 beginbfchar", b"5 beginbfchar"]


def test_code_space_isn_t_taken_for_a_glyph() -> None:
    assert read_to_unicode(write_to_unicode({})) == {}


def test_neighbouring_glyphs_share_a_run() -> None:
    runs = write_widths({7: 500, 3: 250, 4: 260})
    assert [each if isinstance(each, int) else each.as_list() for each in runs.as_list()] == [
        3,
        [250, 260],
        7,
        [500],
    ]
