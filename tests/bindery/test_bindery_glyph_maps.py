"""CMaps and W, there and back."""

from hypothesis import given
from hypothesis import strategies as st

from chapbook.bindery.glyph_maps import (
    read_encoding,
    read_to_unicode,
    read_widths,
    write_widths,
)
from chapbook.composition.character_maps import code_spaces, write_encoding, write_to_unicode

CODES = st.binary(min_size=1, max_size=1) | st.integers(0xF000, 0xFFFF).map(
    lambda code: code.to_bytes(2, "big")
)
NEIGHBOURS = st.integers(0x20, 0x40).map(lambda code: bytes([code]))
TEXTS = st.text(min_size=1, max_size=3, alphabet=st.characters(exclude_categories=["Cs"])).map(
    lambda text: text.encode("utf-16-be").hex().encode()
)
NEAR_TEXTS = st.integers(0xF0, 0x110).map(lambda text: b"%04x" % text)
SPACES = code_spaces((b"\x00", b"\xef"), (b"\xf0\x00", b"\xff\xff"))


@given(
    st.dictionaries(CODES, TEXTS, max_size=250)
    | st.dictionaries(NEIGHBOURS, NEAR_TEXTS)
    | st.integers(0, 0x200).map(
        lambda first: {bytes([at]): b"%04x" % (first + at) for at in range(250)}
    )
)
def test_texts_come_back(text_by_code: dict[bytes, bytes]) -> None:
    assert read_to_unicode(write_to_unicode(text_by_code, SPACES)) == text_by_code


@given(
    st.dictionaries(CODES, st.integers(0, 0xFFFF), max_size=250)
    | st.dictionaries(NEIGHBOURS, st.integers(0xF0, 0x110))
)
def test_glyphs_come_back(glyph_by_code: dict[bytes, int]) -> None:
    assert read_encoding(write_encoding(glyph_by_code, SPACES)) == glyph_by_code


def test_codes_that_follow_each_other_share_a_range() -> None:
    cmap = write_to_unicode({b"a": b"0061", b"b": b"0062", b"c": b"0063", b"x": b"00660069"}, b"")
    assert b"1 beginbfrange\n<61><63><0061>\nendbfrange" in cmap
    assert b"1 beginbfchar\n<78><00660069>\nendbfchar" in cmap


@given(st.dictionaries(st.integers(0, 0xFFFF), st.integers(0, 3000), max_size=100))
def test_widths_come_back(width_by_glyph: dict[int, int]) -> None:
    assert read_widths(write_widths(width_by_glyph)) == width_by_glyph


def test_blocks_of_a_cmap_have_a_hundred_entries_at_most() -> None:
    texts = {bytes([0xF0 + at // 256, at % 256]): b"00410041" for at in range(205)}
    cmap = write_to_unicode(texts, SPACES)
    blocks = [line for line in cmap.splitlines() if line.endswith(b" beginbfchar")]
    assert blocks == [b"100 beginbfchar", b"100 beginbfchar", b"5 beginbfchar"]


def test_code_space_isn_t_taken_for_a_glyph() -> None:
    assert read_to_unicode(write_to_unicode({}, SPACES)) == {}
    assert read_encoding(write_encoding({}, SPACES)) == {}


def test_neighbouring_glyphs_share_a_run() -> None:
    runs = write_widths({7: 500, 3: 250, 4: 260})
    assert [each if isinstance(each, int) else each.as_list() for each in runs.as_list()] == [
        3,
        [250, 260],
        7,
        [500],
    ]
